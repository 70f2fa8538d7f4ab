"""Search: the page, its help, and the same as JSON."""

import itertools
from calendar import month_abbr
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render

from articles.dates import Span, bounds
from articles.search import Query, QueryError, search, sentence, together, with_hits
from articles.search.fields import MAX_PAGE, PAGE_SIZE, SORTS
from articles.search.labels import TYPES
from articles.search.language import OPERATORS, clean
from articles.search.results import Period, Problem, Results
from articles.views.answers import answer, refusal
from articles.views.errors import NotHere
from articles.views.histograms import Bar, Histogram, histogram
from articles.views.hits import shown
from articles.views.moved import moved
from articles.views.named import named
from articles.views.paging import Pages
from articles.views.questions import Chip, address, chips, choices, labels_at_hand, narrower_parts

AS_WRITTEN = {"ensure_ascii": False}
TRIALS = 5
"""Questions that are asked to see what would hit, where one has no hits and the index can say so quickly."""
TRYING = 0.1
"""Seconds of processor time that they may take together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with the text around the place where it lies, and a question that works."""

    message: str
    before: str
    at: str
    after: str
    suggestion: str | None
    url: str | None


def page(request: HttpRequest) -> HttpResponse:
    """An answer with all that changes the question; 400 where the question cannot be read."""
    try:
        query = Query.from_parameters(dict(request.GET.lists()))
        results = search(query)
    except QueryError as error:
        return _unreadable(request, error)
    if to := moved(request):
        return HttpResponsePermanentRedirect(to)
    if query.page > max(results.pages, 1):
        last = query.with_page(max(results.pages, 1))
        pages = f"{results.pages} page{'s' if results.pages != 1 else ''}"
        raise NotHere(f"This answer has {pages}.", f"page {last.page} of it", address(last))
    known = labels_at_hand(query, results)
    parts = chips(query, known)
    context = {
        "query": query,
        "results": results,
        "sentence": sentence(query, known),
        "canonical": address(query),
        "keep": [pair for pair in query.with_page(1).parameters() if pair[0] != "q"],
        "chips": parts,
        "clear": address(Query(type=query.type)),
        "named": named(query) if query.page == 1 else [],
        "tabs": _tabs(query, results),
        "facets": choices(query, results, known),
        "histogram": _histogram(query, results),
        "wider": _wider(query),
        "sorts": [(name, address(query.with_sort(name)), name == query.order) for name in SORTS],
        "hits": shown(results, query.text),
        "pages": _pages(query, results),
        "reached": results.pages * PAGE_SIZE,
        "unreached": max(results.total - MAX_PAGE * PAGE_SIZE, 0),
        "json": address(query, "search-json"),
        "timeline": address(_in_time(query), "timeline"),
        "did_you_mean": _did_you_mean(query, results),
        "would_hit": _would_hit(parts, query) if not results.total and results.mode == "index" else [],
    }
    return render(request, "search/page.html", context)


def _in_time(query: Query) -> Query:
    """The question as the timeline takes it: of the orders those of time, so that the way back has them still."""
    sort = None if query.sort == "relevance" else query.sort
    return replace(query, type=query.document_type, sort=sort, page=1)


def help_page(request: HttpRequest) -> HttpResponse:
    """The query language, from the table that it is read by, each line with a question to try."""
    operators = [(operator, address(Query(text=operator.example))) for operator in OPERATORS]
    return render(request, "search/help.html", {"operators": operators})


def json_answer(request: HttpRequest) -> JsonResponse:
    """The same answer as JSON. 400 where the question cannot be read, 404 past the last page, both with `errors`."""
    try:
        query = Query.from_parameters(dict(request.GET.lists()))
        results = search(query)
    except QueryError as error:
        text = clean(request.GET.get("q", ""))
        helped = with_hits(error, text)
        document = refusal(helped.repaired, text, helped.problems)
        return JsonResponse(document, status=400, json_dumps_params=AS_WRITTEN)
    status = 200 if query.page <= max(results.pages, 1) else 404
    return JsonResponse(answer(query, results), status=status, json_dumps_params=AS_WRITTEN)


def _unreadable(request: HttpRequest, error: QueryError) -> HttpResponse:
    text = clean(request.GET.get("q", ""))
    helped = with_hits(error, text)
    faults = [_fault(problem, text, helped.repaired) for problem in helped.problems]
    repaired = address(helped.repaired.with_page(1))
    context = {
        "text": text,
        "faults": faults,
        "is_offered": any(fault.url for fault in faults),
        "repaired": repaired if all(fault.url != repaired for fault in faults) else None,
        "sentence": sentence(helped.repaired, labels_at_hand(helped.repaired)),
    }
    return render(request, "search/unreadable.html", context, status=400)


def _fault(problem: Problem, text: str, repaired: Query) -> Fault:
    url = address(repaired.with_text(problem.suggestion)) if problem.suggestion else None
    if problem.position is None:
        return Fault(problem.message, "", "", "", problem.suggestion, url)
    start = min(problem.position, len(text))
    return Fault(problem.message, text[:start], text[start : start + 1], text[start + 1 :], problem.suggestion, url)


def _tabs(query: Query, results: Results) -> list[tuple[str, int, str, bool]]:
    """Each type of documents: its label, how many answer, its address, whether it is shown."""
    counts = {bucket.value: bucket.count for bucket in results.types}
    here = query.document_type
    return [
        (label, counts.get(kind, 0), address(query.with_type(kind)), kind == here)  # type: ignore[arg-type]
        for kind, label in TYPES.items()
    ]


def _histogram(query: Query, results: Results) -> Histogram | None:
    """The answer over time, with the empty periods between; nothing where there is one period at most."""
    if len(results.histogram) < 2:
        return None
    counts = {period.period: period.count for period in results.histogram}
    bars = [
        Bar(
            Span.parse(period).words,
            _short(period),
            counts.get(period, 0),
            address(query.with_dates(period, period)),
        )
        for period in _filled(results.histogram)
    ]
    return histogram(bars, f"{TYPES.get(query.document_type or '', 'Answers')} by date")


def _filled(periods: tuple[Period, ...]) -> Iterator[str]:
    """Every period from the first to the last, in the unit that they are in."""
    first, last = min(period.period for period in periods), max(period.period for period in periods)
    if len(first) == 4:
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
    elif len(first) == 7:
        start, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1))
    else:
        start, end = (date.fromisoformat(text).toordinal() for text in (first, last))
        yield from (date.fromordinal(day).isoformat() for day in range(start, end + 1))


def _short(period: str) -> str:
    """`2025`, `Oct 2025`, `23 Oct 2025`."""
    day, _, _ = bounds(period)
    parts = [str(day.day) if len(period) == 10 else "", month_abbr[day.month] if len(period) > 4 else "", str(day.year)]
    return " ".join(filter(None, parts))


def _wider(query: Query) -> Chip | None:
    """From a month to its year, from a day to its month, from a year to all: the step out of a period."""
    if not query.first or query.first != query.last:
        return None
    around = query.first.rpartition("-")[0] or None
    wider = query.with_dates(around, around)
    return Chip(Span(*bounds(around)).words if around else "all dates", address(wider), wider)


def _pages(query: Query, results: Results) -> Pages:
    def at(number: int) -> str:
        return address(query.with_page(number))

    number, count = results.page, results.pages
    before, after = (at(number - 1) if number > 1 else None), (at(number + 1) if number < count else None)
    return Pages(number, count, before, after, at(count) if count > 1 else None)


def _did_you_mean(query: Query, results: Results) -> tuple[str, str] | None:
    if not results.did_you_mean:
        return None
    return results.did_you_mean, address(query.with_text(results.did_you_mean))


def _would_hit(parts: list[Chip], query: Query) -> list[tuple[Chip, int]]:
    """What is left out for the question to have hits, and how many there are then."""
    if len(parts) == 1 and query.text:
        parts = []
    tried = itertools.islice((*parts, *narrower_parts(query)), TRIALS)
    found = []
    with together(TRYING), suppress(QueryError):  # those that there is no time for are not offered
        for chip in tried:
            if total := search(chip.query, counted=False).total:
                found.append((chip, total))
    return found
