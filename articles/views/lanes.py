"""A timeline parted into lanes: one for each country, kind or person, all over the same years and to one measure.

An event stands in every lane that it belongs to. Lanes with most come first; each shows its latest, and leads to all.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.search import Query, outline, search
from articles.search.results import Outline, Results
from articles.timelines import Stretch
from articles.views import strips
from articles.views.chronicles import Asked, held, strip_of, with_all
from articles.views.questions import labels_at_hand
from articles.views.strips import Strip

AT_ONCE = 8
"""Lanes on a page."""
SHOWN = 4
"""Rows of a lane that are shown at once."""
LANE = 22


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one value: how many, how they spread, the first of them, and where all of them are."""

    value: str
    label: str
    total: int
    strip: Strip | None
    rows: tuple[Any, ...]
    url: str
    more: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """A page of lanes under one strip; `further` is how many values have fewer rows than any that has a lane."""

    strip: Strip | None
    lanes: tuple[Lane, ...]
    pages: int
    further: int


def lanes(asked: Asked, results: Results, number: int) -> Lanes:
    """The lanes of one page of the answer to the question; `QueryError` as with `search`."""
    inside = _inside(asked)
    whole = results if inside == asked.full else search(inside)
    facet = next((each for each in whole.facets if each.name == asked.group), None)
    buckets = [bucket for bucket in facet.buckets if bucket.count] if facet else []
    stretch = Stretch.of(each.period for each in whole.histogram)
    known = labels_at_hand(asked.query, whole)
    shown = buckets[(number - 1) * AT_ONCE : number * AT_ONCE]
    labels = known(asked.group, [bucket.value for bucket in shown])
    found = [(bucket.value, _outlined(inside, asked.group, bucket.value)) for bucket in shown]
    rows = held(asked, [pk for _, answer in found for _, pk in answer.first])
    spread = {value: _counts(answer, whole) for value, answer in found}
    most = max((count for counts in spread.values() for _, count, _ in counts), default=0)
    drawn_as = {value: _strip(labels[value], counts, stretch, most) for value, counts in spread.items()}
    every = (_lane(asked, value, labels[value], answer, rows, drawn_as[value]) for value, answer in found)
    drawn = tuple(sorted((lane for lane in every if lane.total), key=lambda lane: -lane.total))
    pages = -(-len(buckets) // AT_ONCE)
    return Lanes(strip_of(asked, whole, []), drawn, pages, facet.further if facet else 0)


def _outlined(inside: Query, group: str, value: str) -> Outline:
    """What a question finds that has a value, with the rows that a lane shows."""
    return outline(with_all(inside, [f"{group}:{value}"]), SHOWN)


def _counts(answer: Outline, whole: Results) -> list[tuple[str, int, str]]:
    """How many rows of a lane each period has, counted by what the whole is counted by, so that lanes compare."""
    letters = max((len(each.period) for each in whole.histogram), default=0)
    counts: Counter[str] = Counter()
    for each in answer.histogram:
        counts[each.period[:letters]] += each.count
    return [(period, count, "") for period, count in sorted(counts.items())]


def _strip(label: str, counts: Sequence[tuple[str, int, str]], over: Stretch | None, most: int) -> Strip | None:
    return strips.bars(counts, label, over=over, height=LANE, ticks=False, most=most) if counts else None


def _lane(asked: Asked, value: str, label: str, answer: Outline, held: dict[int, Any], strip: Strip | None) -> Lane:
    rows = [held[pk] for _, pk in answer.first if pk in held]
    narrowed = with_all(asked.query, [f"{asked.group}:{value}"])
    if not asked.query.selection(asked.group).included:
        narrowed = asked.query.with_value(asked.group, value)
    more = max(answer.total - len(rows), 0)
    return Lane(value, label, answer.total, strip, tuple(rows), asked.url(narrowed, group=""), more)


def _inside(asked: Asked) -> Query:
    """The question with its own choice of what it is grouped by said in words: counts then lie within that choice."""
    query = asked.full
    chosen = query.selection(asked.group)
    if not chosen.included:
        return query
    either = " OR ".join(f"{asked.group}:{value}" for value in chosen.included)
    for value in chosen.included:
        query = query.without_value(asked.group, value)
    return with_all(query, [f"({either})"])
