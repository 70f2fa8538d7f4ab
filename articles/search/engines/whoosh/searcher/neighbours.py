"""How often words stand side by side in documents, and which documents hold them near each other.

Every candidate gets a stretch of slots as long as its text; a word's positions, moved back by its place in the row,
become slots, and the row stands where all words meet in one slot. Marking and looking up costs the same few
nanoseconds a position however many there are, where sorting costs more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.searcher.sets import Ints, Mask

_MOST_SLOTS = 1 << 23  # a bool each; more candidates are done in parts
_scratch = local()


@dataclass(frozen=True)
class Places:
    """A word's places: `candidates` (numbers of the candidate documents, in runs) with its `positions` there.

    `longest` is the last position in each candidate that has the word, 0 in others (of all candidates).
    """

    candidates: Ints
    positions: Ints
    longest: Ints

    @classmethod
    def of(cls, positions: Ints, starts: Ints, postings: Ints, candidates: Ints, count: int) -> "Places":
        """Those of some postings of a term, by their places in its posting list, each of one of `count` candidates."""
        firsts = starts.take(postings).astype("i8")
        ends = starts.take(postings + 1).astype("i8")
        counts = ends - firsts
        behind = np.cumsum(counts)
        flat = np.arange(int(behind[-1]) if len(behind) else 0)
        flat += np.repeat(firsts - (behind - counts), counts)
        longest = np.zeros(count, "i8")
        longest[candidates] = positions.take(ends - 1)
        return cls(np.repeat(candidates, counts), positions.take(flat), longest)

    @classmethod
    def joined(cls, parts: Sequence["Places"]) -> "Places":
        if len(parts) == 1:
            return parts[0]
        return cls(
            np.concatenate([part.candidates for part in parts]),
            np.concatenate([part.positions for part in parts]),
            np.maximum.reduce([part.longest for part in parts]),
        )

    def among(self, first: int, last: int) -> "Places":
        """The same of the candidates from `first` up to, but not with, `last`, numbered anew."""
        inside = np.flatnonzero((self.candidates >= first) & (self.candidates < last))
        return Places(self.candidates.take(inside) - first, self.positions.take(inside), self.longest[first:last])


def side_by_side(words: Sequence[Places], count: int) -> NDArray[np.float32]:
    """How often the words stand one behind the other in each of `count` candidates, f4."""
    if not count:
        return np.zeros(0, "f4")
    spans = np.maximum.reduce([word.longest for word in words]) + len(words)
    if int(spans.sum()) > _MOST_SLOTS and count > 1:
        half = count // 2
        parts = ((0, half), (half, count))
        return np.concatenate(
            [side_by_side([word.among(*ends) for word in words], ends[1] - ends[0]) for ends in parts]
        )
    bases = np.cumsum(spans) - spans
    order = sorted(range(len(words)), key=lambda place: len(words[place].positions))
    marks = _marks(int(spans.sum()))
    standing, candidates = _slots(words[order[0]], bases, len(words) - 1 - order[0])
    for place in order[1:]:
        slots, own = _slots(words[place], bases, len(words) - 1 - place)
        marks[standing] = True
        met = np.flatnonzero(marks.take(slots))
        marks[standing] = False
        standing, candidates = slots.take(met), own.take(met)
    return np.bincount(candidates, minlength=count).astype("f4")


def _slots(word: Places, bases: Ints, back: int) -> tuple[Ints, Ints]:
    slots: Ints = bases.take(word.candidates)
    slots += word.positions
    slots += back
    return slots, word.candidates


def _marks(size: int) -> Mask:
    """A thread's own slots, all False, and left so: fresh memory would cost a page fault every 4096."""
    marks: Mask | None = getattr(_scratch, "marks", None)
    if marks is None or len(marks) < size:
        marks = _scratch.marks = np.zeros(max(size, 1 << 16), bool)
    return marks


def near(words: Sequence[Places], times: Sequence[int], within: int, count: int) -> Mask:
    """Which of `count` candidates hold every word, `times` often, in so many words from the first to the last."""
    longest = max((int(word.positions.max(initial=0)) for word in words), default=0)
    stride = longest + within + 1
    keys = [np.sort(word.candidates.astype("i8") * stride + word.positions) for word in words]
    found = np.zeros(count, bool)
    for left in keys:  # each word in turn is the leftmost
        inside = np.ones(len(left), bool)
        for own, wanted in zip(keys, times, strict=True):
            if not len(own):
                return found
            places: Any = np.searchsorted(own, left) + (wanted - 1)
            reached = own.take(np.minimum(places, len(own) - 1))
            inside &= (places < len(own)) & (reached - left <= within)
        found[left[inside] // stride] = True
    return found
