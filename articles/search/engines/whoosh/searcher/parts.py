"""Documents found in a segment, the way to their scores, and how two sets of documents meet.

Scores are worked out only for the documents that are still there in the end, so what merely filters costs no score.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]
NO_DOCS = np.empty(0, "u4")
# Nanoseconds measured on a virtual machine of 2025: a look-up by bisection; a slot to zero; a mark to set.
_BISECTION, _ZEROING, _MARKING = 30.0, 0.4, 6.0
SPARSE = 20
"""Sets that together are smaller than this part of the segment are joined by sorting."""


@dataclass(frozen=True)
class Part:
    """Documents found, rising, and the scores of those at some places among them (None: all); None: no scores."""

    docs: Ints
    score: Callable[[Ints | None], Scores] | None = None

    def scores(self, places: Ints | None) -> Scores:
        if self.score is None:
            return np.zeros(len(self.docs) if places is None else len(places))
        return self.score(places)


NOTHING = Part(NO_DOCS)


def taken(array: Ints, places: Ints | None) -> Ints:
    return array if places is None else array.take(places)


def mask_of(docs: Ints, doc_count: int) -> Mask:
    mask = np.zeros(doc_count, bool)
    mask[docs] = True
    return mask


def located(needles: Ints, hay: Ints, doc_count: int) -> tuple[Ints, Ints]:
    """The places of those documents that both rising arrays hold, in the one and in the other."""
    if not len(hay):
        return np.empty(0, "i8"), np.empty(0, "i8")
    if _BISECTION * len(needles) < _ZEROING * doc_count + _MARKING * len(hay):
        places = np.searchsorted(hay, needles)
        places[places == len(hay)] = 0
        found = np.flatnonzero(hay.take(places) == needles)
        return found, places.take(found)
    table = np.zeros(doc_count, "i4")
    table[hay] = np.arange(1, len(hay) + 1, dtype="i4")
    numbers = table.take(needles)
    found = np.flatnonzero(numbers)
    return found, numbers.take(found) - 1


def united(sets: Sequence[Ints], doc_count: int) -> Ints:
    """The union of sets of documents, rising."""
    sets = [docs for docs in sets if len(docs)]
    if len(sets) < 2:
        return sets[0] if sets else NO_DOCS
    if sum(map(len, sets)) * SPARSE < doc_count:
        return np.unique(np.concatenate(sets))
    mask = np.zeros(doc_count, bool)
    for docs in sets:
        mask[docs] = True
    return np.flatnonzero(mask).astype("u4")


def chosen(part: Part, places: Ints) -> Part:
    """The documents at some places of a part, with their scores."""
    score = part.score
    if score is None:
        return Part(part.docs.take(places))
    return Part(part.docs.take(places), lambda among: score(places if among is None else places.take(among)))


def kept(part: Part, mask: Mask) -> Part:
    """The documents of a part that a mask over the segment lets pass."""
    passing = mask.take(part.docs)
    return part if passing.all() else chosen(part, np.flatnonzero(passing))


def total(parts: Sequence[Part], docs: Ints, places: Ints | None, doc_count: int) -> Scores:
    """The scores of documents that some of the parts hold, added in the order of the parts."""
    scored = [part for part in parts if part.score is not None]
    if places is None:
        return added([(part.docs, part.scores(None)) for part in scored], docs, doc_count).astype("f8", copy=False)
    wanted = docs.take(places)
    scores = np.zeros(len(wanted))
    for part in scored:
        here, there = located(wanted, part.docs, doc_count)
        scores[here] += part.scores(there)
    return scores


def added(columns: Sequence[tuple[Ints, NDArray[Any]]], docs: Ints, doc_count: int) -> NDArray[Any]:
    """The numbers that several columns have for each of some documents, added; each column is of some of these."""
    if not columns:
        return np.zeros(len(docs))
    if len(columns) == 1 and len(columns[0][0]) == len(docs):
        return columns[0][1]
    if len(docs) * SPARSE < doc_count:
        sums = np.zeros(len(docs), columns[0][1].dtype)
        for own, numbers in columns:
            sums[np.searchsorted(docs, own)] += numbers
        return sums
    whole = np.zeros(doc_count, columns[0][1].dtype)
    own, numbers = columns[0]
    whole[own] = numbers
    for own, numbers in columns[1:]:
        whole[own] += numbers
    return whole.take(docs)
