"""Events: all of them, and one with who took part, its parts, and its reports side by side."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import conditional_page

from articles.models import Claim, Commitment, Country, Participation, Partnership, PartnershipEvent, Telling
from articles.proving.reports import side_by_side
from articles.relating.accounts import disputes
from articles.relating.ledger import by_modality
from articles.search import Query, QueryError, search
from articles.views.chronicles import AT_ONCE, PAGE_SIZE, Asked, rows_of
from articles.views.errors import NotHere
from articles.views.paging import page_number, pages
from articles.views.parameters import many, some_of, year
from articles.views.questions import labels_at_hand
from articles.vocabulary import EventKind, Precision

POINTS_SIZE = 15
PARTS_SIZE = 30
EVIDENCE_SIZE = 8


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """All events, the newest first, narrowed by kind, country and year; as the search finds them."""
    kinds, codes, in_year = some_of(request, "kind", EventKind.values), many(request, "country"), year(request)
    asked = {"kind": kinds, "country": codes, "type": ["event"], "sort": ["newest"]}
    dates = [f"{in_year:04}"] if in_year else []
    number = page_number(request)
    try:
        query = Query.from_parameters({**asked, "from": dates, "to": dates})
        results = search(query.with_page((number - 1) * AT_ONCE + 1))
    except QueryError as error:
        raise BadRequest(str(error)) from error
    count = -(-results.total // PAGE_SIZE)
    if number > max(count, 1):
        raise Http404(f"This list has {count} pages.")
    context = {
        "events": rows_of(Asked(query, (), Precision.MONTH, ""), results),
        "pages": pages(request, number, count),
        "total": results.total,
        "chosen": {"kind": kinds, "country": codes, "year": in_year},
        "is_narrowed": bool(kinds or codes or in_year),
        "kinds": EventKind.choices,
        "countries": _countries(query, results),
        "years": _years(),
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
    here = Telling.objects.visible().filter(event=found).order_by().values("commitment")
    points = list(Commitment.objects.filter(pk__in=here).pointed()[: POINTS_SIZE + 1])
    claims = disputes(Claim.objects.visible().filter(event=found))
    evidence = list(found.passages.all())
    context = {
        "event": found,
        "partnership": _partnership(found),
        "sides": _sides(found),
        "absent": [row for row in found.participations.all() if not row.was_there],
        "parts": visible.filter(parent=found).oldest_first().lined().counted()[:PARTS_SIZE],
        "reports": side_by_side(found, points[:POINTS_SIZE], [claim for _, rows in claims for claim in rows]),
        "claims": claims,
        "evidence": evidence[:EVIDENCE_SIZE],
        "further_evidence": max(len(evidence) - EVIDENCE_SIZE, 0),
        "put": by_modality(points[:POINTS_SIZE], lambda telling: telling.event_id == found.pk),
        "has_more_points": len(points) > POINTS_SIZE,
    }
    return render(request, "events/event.html", context)


def _countries(query: Query, results: Any) -> list[tuple[str, str, bool]]:
    """The countries with most events, and those chosen: code, name, whether chosen."""
    chosen = query.selection("country").included
    facet = next((each for each in results.facets if each.name == "country"), None)
    codes = {*chosen, *(bucket.value for bucket in facet.buckets)} if facet else set(chosen)
    names = labels_at_hand(query, results)("country", codes)
    return sorted(((code, capfirst(name), code in chosen) for code, name in names.items()), key=lambda row: row[1])


def _years() -> list[int]:
    """Every year from that of the last event to that of the first, as far as they begin on known days."""
    dated = PartnershipEvent.objects.visible().order_by().filter(start_earliest__isnull=False)
    first = dated.order_by("start_earliest").values_list("start_earliest", flat=True).first()
    last = dated.order_by("-start_earliest").values_list("start_earliest", flat=True).first()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def _partnership(event: PartnershipEvent) -> Partnership | None:
    """That of the level change, or of the two who are the parties."""
    codes = [country.pk for country in event.parties.all()]
    if event.partnership is not None or len(codes) != 2:
        return event.partnership
    between = Partnership.objects.visible().between(*codes).select_related("first", "second")
    row: Partnership | None = between.first()
    return row


def _sides(event: PartnershipEvent) -> list[tuple[Country | None, list[Participation]]]:
    """Those who were there, side by side in the order of the parties; those of no side last."""
    rows = [row for row in event.participations.all() if row.was_there]
    sides: dict[str | None, list[Participation]] = {country.pk: [] for country in event.parties.all()}
    names: dict[str | None, Country | None] = {country.pk: country for country in event.parties.all()}
    for row in rows:
        sides.setdefault(row.side_id, []).append(row)
        names.setdefault(row.side_id, row.side)
    return [(names[code], present) for code, present in sides.items() if present]
