"""Sets of documents of a segment, in whichever of two forms is cheaper: rising numbers of few, a mask of many.

What is worked out for each document of a set is *aligned* with it: an array beside its rising numbers where the set is
sparse, one over the whole segment where it is dense. NumPy walks a whole array at a tenth of a nanosecond to one an
item, and looks items up at two or three; so from a small share of the segment on it is cheaper to walk all of it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
Mask = NDArray[np.bool_]
NO_DOCS = np.empty(0, "u4")
DENSE = 16
"""A set is dense when more than one in so many documents is in it."""
# Nanoseconds measured on a virtual machine of 2025: a look-up by bisection; a slot to zero; a mark to set.
_BISECTION, _ZEROING, _MARKING = 30.0, 0.4, 6.0


class Docs:
    """A set of documents; of its two forms, the one that it was not made of is worked out when it is asked for."""

    __slots__ = ("_mask", "_rising", "count", "doc_count")

    def __init__(self, doc_count: int, rising: Ints | None = None, mask: Mask | None = None) -> None:
        self.doc_count = doc_count
        self._rising = rising
        self._mask = mask
        self.count = len(rising) if rising is not None else int(np.count_nonzero(mask))  # type: ignore[arg-type]

    @classmethod
    def all(cls, doc_count: int) -> "Docs":
        return cls(doc_count, mask=np.ones(doc_count, bool))

    @classmethod
    def none(cls, doc_count: int) -> "Docs":
        return cls(doc_count, NO_DOCS)

    @property
    def is_dense(self) -> bool:
        return self.count * DENSE > self.doc_count

    @property
    def is_all(self) -> bool:
        return self.count == self.doc_count

    @property
    def rising(self) -> Ints:
        """The numbers of the documents, u4."""
        if self._rising is None:
            self._rising = np.flatnonzero(self._mask).astype("u4")  # type: ignore[arg-type]
        return self._rising

    @property
    def mask(self) -> Mask:
        """For each document of the segment whether it is in the set; to be left as it is."""
        if self._mask is None:
            self._mask = np.zeros(self.doc_count, bool)
            self._mask[self._rising] = True
        return self._mask

    def aligned(self, of_segment: Ints) -> Ints:
        """Of an array with an item for each document of the segment, what stands beside this set."""
        return of_segment if self.is_dense else of_segment.take(self.rising)

    def where(self, passing: Mask) -> "Docs":
        """The documents beside which `passing` (aligned) is true."""
        if self.is_dense:
            return Docs(self.doc_count, mask=self.mask & passing)
        return Docs(self.doc_count, self.rising.take(np.flatnonzero(passing)))

    def numbers(self, aligned: Ints) -> Ints:
        """Of an aligned array, what stands beside the documents of the set only, as `rising` has them."""
        return aligned.take(self.rising) if self.is_dense else aligned

    def only(self, scores: Ints) -> Ints:
        """Aligned scores, below 0 for what is not in the set."""
        return np.where(self.mask, scores, np.float32(-1)) if self.is_dense and not self.is_all else scores

    def __and__(self, other: "Docs") -> "Docs":
        few, many = (self, other) if self.count <= other.count else (other, self)
        if many.is_all:
            return few
        if many._mask is not None or few.is_dense:
            return few.where(few.aligned(many.mask))
        here, _ = located(few.rising, many.rising, self.doc_count)
        return Docs(self.doc_count, few.rising.take(here))

    def __sub__(self, other: "Docs") -> "Docs":
        return self.where(self.aligned(~other.mask)) if other.count else self


def united(sets: Sequence[Docs], doc_count: int) -> Docs:
    """The documents that are in any of the sets."""
    sets = [one for one in sets if one.count]
    if len(sets) < 2:
        return sets[0] if sets else Docs.none(doc_count)
    if sum(one.count for one in sets) * DENSE < doc_count:
        return Docs(doc_count, distinct([one.rising for one in sets]))
    largest = max(sets, key=lambda one: one.count)
    mask = largest.mask.copy()
    for one in sets:
        if one is largest:
            continue
        if one.is_dense:
            mask |= one.mask
        else:
            mask[one.rising] = True
    return Docs(doc_count, mask=mask)


def distinct(lists: Sequence[Ints]) -> Ints:
    """The numbers that are in any of some rising lists, rising; for short lists."""
    every = np.concatenate(lists)
    every.sort()
    first = np.empty(len(every), bool)
    first[:1] = True
    np.not_equal(every[1:], every[:-1], out=first[1:])
    return every.take(np.flatnonzero(first))


def located(needles: Ints, hay: Ints, doc_count: int) -> tuple[Ints, Ints]:
    """The places of those documents that both rising arrays hold, in the one and in the other."""
    if not len(hay):
        return np.empty(0, "i8"), np.empty(0, "i8")
    if needles is hay:
        every = np.arange(len(hay))
        return every, every
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
