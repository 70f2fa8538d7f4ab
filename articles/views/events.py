"""Events: all of them, and one with who took part and the passages behind it."""

from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.accounts import disputes
from articles.ledger import by_modality
from articles.models import Article, Claim, Commitment, Country, Participation, PartnershipEvent, Telling
from articles.views.errors import NotHere
from articles.views.paging import paged
from articles.views.parameters import many, some_of, year
from articles.vocabulary import EventKind

PAGE_SIZE = 60
POINTS_SIZE = 200


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """All events, the newest first, narrowed by kind, country and year."""
    kinds, codes, in_year = some_of(request, "kind", EventKind.values), many(request, "country"), year(request)
    events = PartnershipEvent.objects.visible()
    rows = events
    if kinds:
        rows = rows.of_kind(*kinds)
    if codes:
        rows = rows.filter(parties__in=codes).distinct()
    if in_year:
        rows = rows.dated(date(in_year, 1, 1), date(in_year, 12, 31))
    found, pages, total = paged(request, rows.newest_first().listed().counted(), PAGE_SIZE)
    context = {
        "events": found,
        "pages": pages,
        "total": total,
        "chosen": {"kind": kinds, "country": codes, "year": in_year},
        "is_narrowed": bool(kinds or codes or in_year),
        "kinds": EventKind.choices,
        "countries": Country.objects.filter(events__in=events).distinct(),
        "years": [day.year for day in events.dates("start_earliest", "year", order="DESC")],
    }
    return render(request, "events/index.html", context)


@conditional_page
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event."""
    visible = PartnershipEvent.objects.visible()
    rows = visible.filter(slug=slug).listed().select_related("instrument", "place__country")
    rows = rows.with_evidence().with_participants().prefetch_related(Prefetch("parent", visible))
    found = rows.first()
    if found is None:
        raise NotHere("No event is held here at this address.", "All events", reverse("events"))
    told = Commitment.objects.visible().filter(tellings__in=Telling.objects.visible().filter(event=found)).distinct()
    reports = {passage.version.article_id for passage in found.passages.all()}
    context = {
        "event": found,
        "sides": _sides(found),
        "absent": [row for row in found.participations.all() if not row.was_there],
        "parts": visible.filter(parent=found).oldest_first().listed().counted(),
        "reports": Article.objects.visible().filter(pk__in=reports).newest_first().listed(),
        "claims": disputes(Claim.objects.visible().filter(event=found)),
        "put": by_modality(told.told()[:POINTS_SIZE], lambda telling: telling.event_id == found.pk),
    }
    return render(request, "events/event.html", context)


def _sides(event: PartnershipEvent) -> list[tuple[Country | None, list[Participation]]]:
    """Those who were there, side by side in the order of the parties; those of no side last."""
    rows = [row for row in event.participations.all() if row.was_there]
    sides: dict[str | None, list[Participation]] = {country.pk: [] for country in event.parties.all()}
    names: dict[str | None, Country | None] = {country.pk: country for country in event.parties.all()}
    for row in rows:
        sides.setdefault(row.side_id, []).append(row)
        names.setdefault(row.side_id, row.side)
    return [(names[code], present) for code, present in sides.items() if present]
