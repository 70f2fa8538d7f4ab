"""The register of level changes: sorted, narrowed, as a page or as CSV; and the partnerships themselves."""

from datetime import date
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from articles.exports.register import lines
from articles.folding import fold
from articles.models import Country, Partnership, PartnershipEvent
from articles.models import PartnershipLevel as Level
from articles.models.events import EventQuerySet
from articles.relating import relations
from articles.relating.turning import TOLD, turns_of
from articles.views.addresses import with_changes
from articles.views.paging import paged
from articles.views.parameters import many, one_of, today, year
from articles.vocabulary import EventKind

PAGE_SIZE = 25
PAIRS_SIZE = 45
CSV_SIZE = 20_000
SORTS = {
    "newest": "Date, latest first",
    "oldest": "Date, earliest first",
    "pair": "Pair, A to Z",
    "-pair": "Pair, Z to A",
    "from": "Level before, A to Z",
    "-from": "Level before, Z to A",
    "to": "Level reached, A to Z",
    "-to": "Level reached, Z to A",
    "instrument": "Instrument, A to Z",
    "-instrument": "Instrument, Z to A",
}
_HELD = ("partnership__first", "partnership__second", "level_from", "level_to", "start_earliest")
_SHOWN = ("partnership__first", "partnership__second", "level_from", "level_to", "instrument")
_COLUMNS = {
    "pair": ("partnership__first__name", "partnership__second__name"),
    "from": ("level_from__label",),
    "to": ("level_to__label",),
    "instrument": ("instrument__title",),
}


@conditional_page
def register(request: HttpRequest) -> HttpResponseBase:
    """Every level change of a choice, and the partnerships that there are; `format=csv` answers the changes alone."""
    form = one_of(request, "format", ["html", "csv"], "html")
    sort = one_of(request, "sort", SORTS, "newest")
    changes = PartnershipEvent.objects.visible().of_kind(EventKind.LEVEL_CHANGE)
    chosen = {"country": many(request, "country"), "level": many(request, "level"), "year": year(request)}
    narrowed = _narrowed(changes, chosen)
    rows = _sorted(narrowed, sort)
    if form == "csv":
        return _csv(request, rows)
    held = list(changes.order_by().values_list(*_HELD))
    is_narrowed = any(chosen.values())
    shown = rows.select_related(*_SHOWN).with_evidence()
    events, pages, total = paged(request, shown, PAGE_SIZE, narrowed.count() if is_narrowed else len(held))
    offers = _offers(held)
    context = {
        "events": events,
        "pages": pages,
        "total": total,
        "chosen": chosen,
        "sort": sort,
        "sorts": SORTS,
        "columns": _headings(request, sort),
        "csv": with_changes(request, format="csv"),
        "is_narrowed": is_narrowed,
        **offers,
        "chips": _chips(request, chosen, offers),
        **_partnerships(),
    }
    return render(request, "partnerships/register.html", context)


def _offers(held: list[tuple[Any, ...]]) -> dict[str, Any]:
    """What the register can be narrowed to: the countries, levels and years of the changes, as they are written."""
    codes = {code for first, second, *_ in held for code in (first, second)}
    levels = {level for _, _, before, to, _ in held for level in (before, to) if level}
    names = Country.objects.values_list("code", "name")
    rows = Level.objects.filter(pk__in=levels).values_list("code", "label", "owner__name")
    return {
        "countries": [(code, name) for code, name in names if code in codes],
        "levels": [(code, f"{label} ({owner})") for code, label, owner in rows],
        "years": [(year, year) for year in sorted({day.year for *_, day in held if day}, reverse=True)],
    }


def _chips(request: HttpRequest, chosen: dict[str, Any], offers: dict[str, Any]) -> list[dict[str, str]]:
    """What the register is narrowed by, in words, each with the address without it."""
    chips = []
    for name, offered in (("country", "countries"), ("level", "levels"), ("year", "years")):
        values = chosen[name] if isinstance(chosen[name], list) else [chosen[name]]
        labels = dict(offers[offered])
        for value in filter(None, values):
            kept = request.GET.copy()
            kept.pop("page", None)
            kept.setlist(name, [str(other) for other in values if other != value])
            query = kept.urlencode()
            url = f"{request.path}?{query}" if query else request.path
            chips.append({"label": str(labels.get(value, value)), "url": url})
    return chips


def _narrowed(changes: EventQuerySet, chosen: dict[str, Any]) -> EventQuerySet:
    if chosen["country"]:
        changes = changes.filter(
            Q(partnership__first__in=chosen["country"]) | Q(partnership__second__in=chosen["country"])
        )
    if chosen["level"]:
        changes = changes.filter(Q(level_to__code__in=chosen["level"]) | Q(level_from__code__in=chosen["level"]))
    if chosen["year"]:
        changes = changes.dated(date(chosen["year"], 1, 1), date(chosen["year"], 12, 31))
    return changes


def _sorted(changes: EventQuerySet, sort: str) -> EventQuerySet:
    """What is not stated comes last, either way round; ties by date, the latest first."""
    if sort == "oldest":
        return changes.oldest_first()
    latest = changes.newest_first()
    if sort == "newest":
        return latest
    columns = [F(column) for column in _COLUMNS[sort.removeprefix("-")]]
    if sort.startswith("-"):
        directed = [column.desc(nulls_last=True) for column in columns]
    else:
        directed = [column.asc(nulls_last=True) for column in columns]
    return latest.order_by(*directed, *latest.query.order_by)


def _headings(request: HttpRequest, sort: str) -> list[tuple[str, str, str]]:
    """The columns that sort: label, the address that sorts by it, and `aria-sort` where it is sorted by now.

    The heading of the column that is sorted by turns the order round.
    """
    ways = {"Date": ("newest", "oldest")}
    labels = {"pair": "Pair", "from": "From", "to": "To", "instrument": "Instrument"}
    ways.update({label: (name, f"-{name}") for name, label in labels.items()})
    direction = "descending" if sort == "newest" or sort.startswith("-") else "ascending"
    return [
        (
            label,
            with_changes(request, sort=other if sort == first else first),
            direction if sort in (first, other) else "",
        )
        for label, (first, other) in ways.items()
    ]


def _partnerships() -> dict[str, Any]:
    """Partnerships by name with the level of today; of more than a page can hold, the first by their codes."""
    pairs = Partnership.objects.visible().order_by("first_id", "second_id")  # along the index: no more than are shown
    rows = list(pairs.select_related("first", "second")[: PAIRS_SIZE + 1])
    shown = sorted(rows[:PAIRS_SIZE], key=lambda pair: (fold(pair.first.name), fold(pair.second.name)))
    histories = relations.histories(turns_of([pair.pk for pair in shown], columns=TOLD), today())
    return {
        "partnerships": [(pair, histories.get(pair.pk)) for pair in shown],
        "are_more": len(rows) > PAIRS_SIZE,
    }


def _csv(request: HttpRequest, rows: EventQuerySet) -> StreamingHttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    response = StreamingHttpResponse(lines(rows[:CSV_SIZE], base), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="level-changes.csv"'
    return response
