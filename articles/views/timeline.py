"""The timeline: what a question finds, in order of time, narrowed, grouped and spread out as the address says."""

from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import conditional_page

from articles import timelines
from articles.dates import Span
from articles.search import FACETS, Query, QueryError, search, together
from articles.search.results import DocumentType, Results
from articles.timelines import Grouping
from articles.views.chronicles import AT_ONCE, PAGE_SIZE, Asked, rows_of, strip_of, when
from articles.views.lanes import lanes
from articles.views.moved import moved
from articles.views.paging import Pages, page_number
from articles.views.parameters import first_day, last_day, one_of, pairs, some_of
from articles.views.questions import TITLES, Chip, Labels, address, chips, labels_at_hand
from articles.vocabulary import EventKind, Precision

TYPES: tuple[DocumentType, ...] = ("event", "article", "commitment", "person")
OFFERED = ("country", "person", "kind", "level", "sector", "org", "place", "agency")
"""Facets that the form has a field for, with the values that occur most."""
FIRST = 3
"""Fields that stand in the form at once; the others are one step away."""


@dataclass(frozen=True, slots=True)
class Field:
    """A facet in the form: its values with how often each occurs, the chosen one first of all."""

    name: str
    label: str
    options: tuple[tuple[str, str, int | None, bool], ...]


@conditional_page
def timeline(request: HttpRequest) -> HttpResponse:
    """What a question finds, under headings of a scale, below a strip that shows how it spreads."""
    asked = _asked(request)
    if to := moved(request):
        return HttpResponsePermanentRedirect(to)
    number = page_number(request)
    try:
        with together():  # a lane is a question of its own
            results = search(asked.full.with_page((number - 1) * AT_ONCE + 1))
            grouped = lanes(asked, results, number) if asked.group and results.mode == "index" else None
        rows = [] if grouped else rows_of(asked, results)
    except QueryError as error:
        raise BadRequest(str(error)) from error
    count = grouped.pages if grouped else -(-results.total // PAGE_SIZE)
    if number > max(count, 1):
        raise Http404(f"This timeline has {count} pages.")
    known, query = labels_at_hand(asked.query, results), asked.query
    fields = [field for name in OFFERED if (field := _field(name, results, query, known)).options]
    context = {
        "asked": asked,
        "query": query,
        "kind": query.type,
        "lanes": grouped,
        "years": timelines.years(rows, asked.scale, when),
        "strip": grouped.strip if grouped else strip_of(asked, results, rows),
        "wider": _wider(asked),
        "beside": _beside(asked),
        "pages": _pages(asked, number, count),
        "total": results.total,
        "undated": results.undated,
        "imprecise": results.imprecise,
        "is_cut": results.partial,
        "is_reduced": results.mode == "reduced",
        "chips": [replace(chip, url=asked.url(chip.query)) for chip in chips(query, known)] + _pair_chips(asked),
        "clear": replace(asked, pairs=()).url(Query(type=query.type, sort=query.sort)),
        "fields": fields[:FIRST],
        "further": fields[FIRST:],
        "has_further": any(query.selection(field.name).included for field in fields[FIRST:]),
        "handed_on": _handed_on(request, query),
        "typed": {"first": request.GET.get("from", ""), "last": request.GET.get("to", "")},
        "scales": Precision.choices,
        "scale": asked.scale.value,
        "group": asked.group,
        "groupings": list(Grouping),
        "is_newest": query.sort != "oldest",
        "is_narrowed": not query.is_empty or bool(asked.pairs),
        "search": address(replace(query, sort=query.sort if asked.is_sorted else None, page=1)),
    }
    return render(request, "timeline/timeline.html", context)


def _asked(request: HttpRequest) -> Asked:
    """What the address asks; `BadRequest` on what cannot be read."""
    first, last = first_day(request, "from"), last_day(request, "to")
    if first and last and first > last:
        raise BadRequest("“from” comes after “to”: put the earlier date first.")
    some_of(request, "kind", EventKind.values)
    sort = one_of(request, "sort", ["newest", "oldest"], "newest")
    kind = one_of(request, "type", TYPES, "event")
    names = ("q", "exact", "from", "to", *FACETS, *(f"exclude.{facet}" for facet in FACETS))
    try:
        query = Query.from_parameters({name: request.GET.getlist(name) for name in names if name in request.GET})
    except QueryError as error:
        raise BadRequest(str(error)) from error
    # People are on no day: of them, the timeline shows the events.
    query = query.with_type("event" if kind == "person" else kind)  # type: ignore[arg-type]
    among = tuple(f"{one}-{other}" for one, other in pairs(request))
    scale = Precision(one_of(request, "scale", Precision.values, Precision.MONTH))
    group = one_of(request, "group", list(Grouping))
    is_sorted = bool(request.GET.get("sort", "").strip())
    return Asked(query.with_sort(sort), among, scale, group, is_sorted)  # type: ignore[arg-type]


def _wider(asked: Asked) -> tuple[str, str] | None:
    """From a day to its month, from a month to its year, from any other dates to all: in words, and the address."""
    query = asked.query
    if not (query.first or query.last):
        return None
    out = timelines.around(query.first) if query.first and query.first == query.last else None
    scale = "" if out is None else timelines.finer(out).value
    return Span.parse(out).words if out else "all dates", asked.url(query.with_dates(out, out), scale=scale)


def _beside(asked: Asked) -> list[tuple[str, str, str]]:
    """The periods before and after the one looked at: which it is, in words, and its address."""
    period = asked.query.first
    if not period or period != asked.query.last:
        return []
    steps = (("prev", timelines.beside(period, -1)), ("next", timelines.beside(period, 1)))
    return [(rel, Span.parse(to).words, asked.url(asked.query.with_dates(to, to))) for rel, to in steps if to]


def _field(name: str, results: Results, query: Query, known: Labels) -> Field:
    facet = next((facet for facet in results.facets if facet.name == name), None)
    counts = {bucket.value: bucket.count for bucket in facet.buckets} if facet else {}
    chosen = query.selection(name).included[:1]
    values = [*chosen, *(value for value, count in counts.items() if count and value not in chosen)]
    labels = known(name, values)
    shown = {value: label if label == value else capfirst(label) for value, label in labels.items()}
    return Field(
        name, TITLES[name], tuple((value, shown[value], counts.get(value), value in chosen) for value in values)
    )


def _handed_on(request: HttpRequest, query: Query) -> list[tuple[str, str]]:
    """What the form has no field for, or no room: further values of a field, what is left out, pairs, the type."""
    names = ("exact", "language", "partnership", *(f"exclude.{facet}" for facet in FACETS))
    pairs = [(name, value) for name in names for value in request.GET.getlist(name) if value]
    pairs += [(name, value) for name in OFFERED for value in query.selection(name).included[1:]]
    return [*pairs, *([("type", query.type)] if query.type and query.type != "event" else [])]


def _pair_chips(asked: Asked) -> list[Chip]:
    return [
        Chip(
            " and ".join(code.upper() for code in pair.split("-")),
            replace(asked, pairs=tuple(other for other in asked.pairs if other != pair)).url(asked.query),
            asked.query,
        )
        for pair in asked.pairs
    ]


def _pages(asked: Asked, number: int, count: int) -> Pages:
    def at(page: int) -> str:
        return asked.url(asked.query, page=str(page) if page > 1 else "")

    before, after = (at(number - 1) if number > 1 else None), (at(number + 1) if number < count else None)
    return Pages(number, count, before, after, at(count) if count > 1 else None)
