"""The ledger of commitments and requests, and one point with all its tellings."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.ledger import Point, told_on
from articles.models import Commitment, Country, FollowUp, Membership, Passage, Sector, Telling
from articles.posts import Held, held_on
from articles.views.errors import NotHere
from articles.views.paging import paged
from articles.views.parameters import many, some_of
from articles.vocabulary import Modality

PAGE_SIZE = 60


@conditional_page
def ledger(request: HttpRequest) -> HttpResponse:
    """All points, narrowed by how they were put, from whom, to whom and in which sector."""
    chosen = {
        "modality": some_of(request, "modality", Modality.values),
        "from_country": many(request, "from_country"),
        "to_country": many(request, "to_country"),
        "sector": many(request, "sector"),
    }
    points = Commitment.objects.visible()
    filters = {
        "tellings__in": Telling.objects.visible().filter(modality__in=chosen["modality"]),
        "from_countries__in": chosen["from_country"],
        "to_countries__in": chosen["to_country"],
        "sectors__code__in": chosen["sector"],
    }
    rows = points
    for (path, value), values in zip(filters.items(), chosen.values(), strict=True):
        rows = rows.filter(**{path: value}) if values else rows
    found, pages, total = paged(request, rows.distinct().told(), PAGE_SIZE)
    context = {
        "points": [Point(point, tuple(point.tellings.all())) for point in found],
        "pages": pages,
        "total": total,
        "chosen": chosen,
        "is_narrowed": any(chosen.values()),
        "modalities": Modality.choices,
        "givers": Country.objects.filter(commitments_from__in=points).distinct(),
        "takers": Country.objects.filter(commitments_to__in=points).distinct(),
        "sectors_told": Sector.objects.filter(commitments__in=points).distinct(),
    }
    return render(request, "commitments/ledger.html", context)


@conditional_page
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    """One point, with each telling of it: how it was put, by whom in which capacity, where it stands."""
    found = Commitment.objects.visible().filter(key=key).told().first()
    if found is None:
        raise NotHere("No point is held here at this address.", "All commitments", reverse("commitments"))
    tellings = list(found.tellings.all())
    speakers = [telling.speaker_id for telling in tellings if telling.speaker_id]
    posts = list(Membership.objects.visible().filter(person__in=speakers).select_related("post"))
    seen = Passage.objects.visible().sourced()
    context = {
        "point": Point(found, tuple(tellings)),
        "tellings": [(telling, told_on(telling), _capacities(telling, posts)) for telling in tellings],
        "follow_ups": FollowUp.objects.filter(commitment=found, passage__in=Passage.objects.visible()).prefetch_related(
            Prefetch("passage", seen)
        ),
    }
    return render(request, "commitments/commitment.html", context)


def _capacities(telling: Telling, posts: list[Membership]) -> tuple[Held, ...]:
    """The posts that the speaker held then: those known for certain, else those that nothing known excludes."""
    span = told_on(telling)
    if span is None or span.latest is None:
        return ()
    held = held_on((post for post in posts if post.person_id == telling.speaker_id), span.latest)
    return tuple(row for row in held if row.is_sure) or held
