"""Questions as links: a query's address, the chips that take a part of it away, the facets that add or change one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse
from django.utils.text import capfirst

from articles.dates import Span
from articles.search import Query, coded
from articles.search.labels import labels_of
from articles.search.language import write
from articles.search.language.tree import Value, Word, all_of, leaves
from articles.search.names import current as current_names
from articles.search.results import Results

TITLES = {
    "country": "Country or bloc",
    "person": "Person",
    "org": "Organization",
    "sector": "Sector",
    "kind": "Kind of event",
    "level": "Level",
    "agency": "Agency",
    "place": "Place",
    "language": "Language",
}
SHOWN = 6
"""Values of a facet that are shown at once; the others are one step away."""

_BLANK = "\ufffc"
"""Stands where a value is put in; no code or slug has it."""

Labels = Callable[[str, Iterable[str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the question, and the address of the question without it."""

    label: str
    url: str
    query: Query
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: `url` chooses it, or takes the choice back; `without` excludes it."""

    label: str
    count: int
    url: str
    without: str | None
    selected: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet as it is shown: the first values, and the rest; `further` is how many more there are than these."""

    name: str
    title: str
    shown: list[Choice]
    more: list[Choice]
    further: int


def address(query: Query, view: str = "search") -> str:
    """The address of a question, on the search page or on another one that takes the same parameters."""
    parameters = query.parameters()
    path = _path(view, get_script_prefix())
    return f"{path}?{urlencode(parameters)}" if parameters else path


@cache
def _path(view: str, prefix: str) -> str:
    """Where a view stands on a site under a prefix: looked up once, since a page of answers has hundreds of links."""
    return reverse(view)


def labels_at_hand(query: Query, results: Results | None = None) -> Labels:
    """The labels of all values of a question and its answer, looked up once.

    An answer from the index was found with the names that belong to it: its labels are among them.
    """
    values: dict[str, set[str]] = {}
    for chosen in query.selections:
        values.setdefault(chosen.facet, set()).update(chosen.included, chosen.excluded)
    for facet in results.facets if results else ():
        values.setdefault(facet.name, set()).update(bucket.value for bucket in facet.buckets)
    from_index = results is not None and results.mode == "index"
    known = labels_of(values, current_names() if from_index else None)

    def look_up(facet: str, wanted: Iterable[str]) -> dict[str, str]:
        return {value: known.get(facet, {}).get(value, value) for value in wanted}

    return look_up


def chips(query: Query, known: Labels) -> list[Chip]:
    """What the question is narrowed by, beside its type and order, each with the question that does without."""
    answer = []
    if query.text:
        answer.append(_chip(f"“{query.text}”", query.without_text()))
    for chosen in query.selections:
        names = known(chosen.facet, (*chosen.included, *chosen.excluded))
        for value in chosen.included:
            answer.append(_chip(names[value], query.without_value(chosen.facet, value)))
        for value in chosen.excluded:
            answer.append(_chip(f"not {names[value]}", query.without_value(chosen.facet, value), excluded=True))
    if query.first or query.last:
        answer.append(_chip(_dates(query.first, query.last), query.with_dates(None, None)))
    if query.exact:
        answer.append(_chip("as written, no other names", replace(query, exact=False, page=1)))
    return answer


def narrower_parts(query: Query) -> list[Chip]:
    """Where the text asks for several things: each one, and the question without it."""
    if len(query.conditions) < 2:
        return []
    answer = []
    for place, part in enumerate(query.conditions):
        rest = [*query.conditions[:place], *query.conditions[place + 1 :]]
        written = f"“{part.text}”" if isinstance(part, Word) else write(part)
        answer.append(_chip(written, query.with_text(write(all_of(rest)))))
    return answer


def choices(query: Query, results: Results, known: Labels) -> list[Choices]:
    """The facets of an answer, without those that offer nothing to choose."""
    asked = coded(query)
    answer = []
    for facet in results.facets:
        names = known(facet.name, (bucket.value for bucket in facet.buckets))
        further = _further(asked, facet.name)
        rows = []
        for bucket in facet.buckets:
            if bucket.selected or bucket.excluded:
                with_it, without_it = address(asked.without_value(facet.name, bucket.value)), None
            else:
                with_it, without_it = further(bucket.value)
            label = capfirst(names[bucket.value])
            rows.append(Choice(label, bucket.count, with_it, without_it, bucket.selected, bucket.excluded))
        rows.sort(key=lambda row: not (row.selected or row.excluded))
        kept = max(SHOWN, sum(row.selected or row.excluded for row in rows))
        if len(rows) <= kept + 1:
            kept += 1
        if rows and (facet.name != "language" or len(rows) > 1 or rows[0].selected or rows[0].excluded):
            answer.append(Choices(facet.name, TITLES[facet.name], rows[:kept], rows[kept:], facet.further))
    return answer


def _further(asked: Query, facet: str) -> Callable[[str], tuple[str, str]]:
    """How to narrow a question by a value of a facet: the addresses of the question with it, and of that without it.

    Where the question says nothing of the facet these differ in the value alone, which is put in: a page has hundreds.
    """

    def built(value: str) -> tuple[str, str]:
        return address(asked.with_value(facet, value)), address(asked.excluding(facet, value))

    if asked.selection(facet) or any(isinstance(leaf, Value) and leaf.field == facet for leaf in leaves(asked.tree)):
        return built
    blank = urlencode({facet: _BLANK})  # with the sign of equality, that no text of a question keeps
    with_it, without_it = built(_BLANK)

    def put_in(value: str) -> tuple[str, str]:
        pair = urlencode({facet: value})
        return with_it.replace(blank, pair), without_it.replace(blank, pair)

    return put_in


def _chip(label: str, query: Query, *, excluded: bool = False) -> Chip:
    return Chip(label, address(query), query, excluded)


def _dates(first: str | None, last: str | None) -> str:
    start, end = (Span.parse(point).words if point else None for point in (first, last))
    if start == end:
        return str(start)
    if start is None:
        return f"until {end}"
    return f"{start} to {end}" if end else f"since {start}"
