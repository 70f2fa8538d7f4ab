"""Documents found in a segment, the way to their scores, and how two sets of documents meet.

Scores are worked out only for the documents that are still there in the end, so what merely filters costs no score.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
Scores = NDArray[np.floating[Any]]
NO_DOCS = np.empty(0, "u4")
# Nanoseconds measured on a virtual machine of 2025: a look-up by bisection; a slot to zero; a mark to set.
_BISECTION, _ZEROING, _MARKING = 30.0, 0.4, 6.0
SPARSE = 20  # sets that together are smaller than this part of the segment are joined by sorting


@dataclass(frozen=True)
class Part:
    """Documents found, rising, and the scores of those at some places among them (None: all); None: no scores."""

    docs: Ints
    score: Callable[[Ints | None], Scores] | None = None


NOTHING = Part(NO_DOCS)


def taken(array: Ints, places: Ints | None) -> Ints:
    return array if places is None else array.take(places)


def mask_of(docs: Ints, doc_count: int) -> NDArray[np.bool_]:
    mask = np.zeros(doc_count, bool)
    mask[docs] = True
    return mask


def located(needles: Ints, hay: Ints, doc_count: int) -> tuple[Ints, Ints]:
    """The places of those documents that both rising arrays hold, in the one and in the other."""
    if _BISECTION * len(needles) < _ZEROING * doc_count + _MARKING * len(hay):
        places = np.searchsorted(hay, needles)
        places[places == len(hay)] = 0
        found = np.flatnonzero(hay.take(places) == needles) if len(hay) else places[:0]
        return found, places.take(found)
    table = np.zeros(doc_count, "i4")
    table[hay] = np.arange(1, len(hay) + 1, dtype="i4")
    numbers = table.take(needles)
    found = np.flatnonzero(numbers)
    return found, numbers.take(found) - 1


def sum_of(scored: Sequence[tuple[Part, Ints | None]]) -> Callable[[Ints | None], Scores]:
    """Scores of an intersection: those of its parts at their places, added in double precision in the parts' order."""

    def score(places: Ints | None) -> Scores:
        total: Scores | None = None
        for part, own in scored:
            assert part.score is not None
            at = places if own is None else taken(own, places)
            scores = part.score(at)
            total = scores.astype("f8") if total is None else total + scores
        assert total is not None
        return total

    return score


def chosen(part: Part, places: Ints) -> Part:
    """The documents at some places of a part, with their scores."""
    return Part(part.docs.take(places), None if part.score is None else sum_of([(part, places)]))
