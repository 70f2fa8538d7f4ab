"""Which candidate documents hold words side by side, or near each other.

Every candidate gets a stretch of slots as long as its text; a word's positions, moved back by its place in the phrase,
become slots, and a phrase stands where all words meet in one slot. Marking and looking up costs the same few
nanoseconds a position however many there are, where sorting costs more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
_MOST_SLOTS = 1 << 23  # a bool each; more candidates are done in parts
_scratch = local()


@dataclass(frozen=True)
class Occurrences:
    """A word's positions in the candidates: `counts` (candidates, each at least 1), and `positions` one by one."""

    counts: Ints
    positions: Ints

    @classmethod
    def of(cls, positions: Ints, starts: Ints, postings: Ints) -> "Occurrences":
        """Those of some postings of a word, given by their places in its posting list, rising."""
        if len(postings) == len(starts) - 1:
            return cls(np.diff(starts), positions)
        firsts = starts.take(postings)
        counts = starts.take(postings + 1) - firsts
        ends = np.cumsum(counts, dtype="i8")
        places = np.repeat(firsts - (ends - counts), counts) + np.arange(int(ends[-1]) if len(ends) else 0)
        return cls(counts, positions.take(places))

    def part(self, first: int, last: int) -> "Occurrences":
        before, inside = int(self.counts[:first].sum()), int(self.counts[first:last].sum())
        return Occurrences(self.counts[first:last], self.positions[before : before + inside])

    def firsts(self) -> Ints:
        return np.cumsum(self.counts, dtype="i8") - self.counts

    def last(self) -> Ints:
        """The last position in each candidate."""
        return self.positions.take(np.cumsum(self.counts, dtype="i8") - 1).astype("i8")


def side_by_side(words: Sequence[Occurrences], offsets: Sequence[int]) -> NDArray[np.bool_]:
    """Which candidates hold all the words at these offsets from each other, bool (candidates)."""
    candidates = len(words[0].counts)
    if not candidates:
        return np.zeros(0, bool)
    lowest, reach = min(offsets), max(offsets) - min(offsets)
    spans = np.maximum.reduce([word.last() for word in words]) + reach + 1
    if int(spans.sum()) > _MOST_SLOTS and candidates > 1:
        half = candidates // 2
        halves = ((0, half), (half, candidates))
        return np.concatenate([side_by_side([word.part(*ends) for word in words], offsets) for ends in halves])
    bases = np.cumsum(spans) - spans
    order = sorted(range(len(words)), key=lambda place: len(words[place].positions))
    slots = [_slots(words[place], bases + (reach - (offsets[place] - lowest))) for place in order]
    return _meeting(slots, words[order[-1]].firsts(), int(spans.sum()))


def _slots(word: Occurrences, bases: Ints) -> Ints:
    slots: Ints = np.repeat(bases, word.counts)
    slots += word.positions
    return slots


def _meeting(slots: list[Ints], firsts: Ints, size: int) -> NDArray[np.bool_]:
    """Which candidates have a slot that all words mark; `firsts` parts the last word's slots by candidate."""
    marks = _marks(size)
    standing = slots[0]
    try:
        for following in slots[1:-1]:
            marks[standing] = True
            met = following.take(np.flatnonzero(marks.take(following)))
            marks[standing] = False
            standing = met
        marks[standing] = True
        return np.logical_or.reduceat(marks.take(slots[-1]), firsts)
    finally:
        marks[standing] = False


def _marks(size: int) -> NDArray[np.bool_]:
    """A thread's own slots, all False, and left so: fresh memory would cost a page fault every 4096."""
    marks: NDArray[np.bool_] | None = getattr(_scratch, "marks", None)
    if marks is None or len(marks) < size:
        marks = _scratch.marks = np.zeros(max(size, 1 << 16), bool)
    return marks


def near(words: Sequence[Occurrences], times: Sequence[int], distance: int) -> NDArray[np.bool_]:
    """Which candidates hold every word, `times` often, all within `distance` positions, bool (candidates)."""
    candidates = len(words[0].counts)
    if not candidates:
        return np.zeros(0, bool)
    stride = int(max(int(word.positions.max(initial=0)) for word in words)) + distance + 1
    keys = [_slots(word, np.arange(candidates, dtype="i8") * stride) for word in words]
    found = np.zeros(candidates, bool)
    for left in keys:  # each word in turn is the leftmost
        inside = np.ones(len(left), bool)
        for own, count in zip(keys, times, strict=True):
            places = np.searchsorted(own, left) + (count - 1)
            reached = own.take(np.minimum(places, len(own) - 1))
            inside &= (places < len(own)) & (reached - left <= distance)
        found[left[inside] // stride] = True
    return found
