"""Between which days the documents lie that have a value of a facet, and how many they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from articles.search.engines.whoosh.searcher.leaf import NO_DAY, Leaf
from articles.search.results import DocumentType

NEVER = np.iinfo("i8").max


@dataclass(frozen=True, slots=True)
class Reach:
    """How many documents, and the first and the last day on which any of them may have begun."""

    count: int
    first: date | None
    last: date | None


def joint(reaches: Iterable[Reach]) -> Reach:
    """What several reach over together; what counts in two of them counts twice."""
    parts = list(reaches)
    first = min((part.first for part in parts if part.first), default=None)
    last = max((part.last for part in parts if part.last), default=None)
    return Reach(sum(part.count for part in parts), first, last)


def reaches_of(leaf: Leaf, facet: str, kind: DocumentType) -> list[Reach]:
    """In a segment, of the documents of a type: with each value in its order, and at the end without any."""
    table = leaf.facets()
    first, behind = table.fields.get(facet, (0, 0))
    of_kind = leaf.everything.mask & leaf.mask("type", kind)
    owners, values = table.pairs(first, behind)
    here = of_kind.take(owners)
    owners, values = owners[here], values[here] - first
    having = np.zeros(len(of_kind), bool)
    having[owners] = True
    without = np.flatnonzero(of_kind & ~having)
    owners = np.concatenate([owners, without])
    values = np.concatenate([values, np.full(len(without), behind - first)])
    low, high = leaf.days("earliest").take(owners), leaf.days("latest").take(owners)
    counts = np.bincount(values, minlength=behind - first + 1)
    lows, highs = np.full(len(counts), NEVER), np.full(len(counts), NO_DAY, "i8")
    np.minimum.at(lows, values[low != NO_DAY], low[low != NO_DAY].astype("i8"))
    np.maximum.at(highs, values[high != NO_DAY], high[high != NO_DAY].astype("i8"))
    return [
        Reach(count, _day(begin, NEVER), _day(end, NO_DAY))
        for count, begin, end in zip(counts.tolist(), lows.tolist(), highs.tolist(), strict=True)
    ]


def _day(number: int, unknown: int) -> date | None:
    return None if number == unknown else date.fromordinal(number)
