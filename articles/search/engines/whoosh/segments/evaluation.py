"""A node over one segment: which documents it finds, and a way to their scores.

Scores are worked out only for the documents that are still there in the end, so what merely filters costs no score.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments import nodes
from articles.search.engines.whoosh.segments.expansion import runs
from articles.search.engines.whoosh.segments.phrases import Occurrences, near, side_by_side
from articles.search.engines.whoosh.segments.scoring import K1, bm25

if TYPE_CHECKING:
    from articles.search.engines.whoosh.segments.snapshot import Leaf, Snapshot

Ints = NDArray[Any]
Scores = NDArray[np.floating[Any]]
_NONE = np.empty(0, "u4")
# Nanoseconds measured on a virtual machine of 2025: a look-up by bisection; a slot to zero; a mark to set.
_BISECTION, _ZEROING, _MARKING = 30.0, 0.4, 6.0
_SPARSE = 20  # sets that together are smaller than this part of the segment are joined by sorting


@dataclass(frozen=True)
class Part:
    """Documents found, rising, and the scores of those at some places among them (None: all); None: no scores."""

    docs: Ints
    score: Callable[[Ints | None], Scores] | None = None


NOTHING = Part(_NONE)


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


class Evaluator:
    """Evaluates nodes over one segment of a snapshot."""

    def __init__(self, snapshot: "Snapshot", leaf: "Leaf") -> None:
        self.snapshot = snapshot
        self.leaf = leaf
        self.arrays = leaf.arrays
        self.doc_count = leaf.arrays.doc_count

    def part(self, node: nodes.Node) -> Part:
        match node:
            case nodes.Term():
                return self._words(node.field, [self.snapshot.key(node.field, node.word)], node.boost)
            case nodes.AnyOf():
                return self._words(node.field, [self.snapshot.key(node.field, word) for word in node.words], node.boost)
            case nodes.Prefix():
                return self._prefix(node)
            case nodes.Fuzzy():
                return self._words(node.field, self.snapshot.misspelt(node), node.boost)
            case nodes.Phrase() | nodes.Near():
                return self._phrase(node)
            case nodes.And():
                return self._all(node.parts)
            case nodes.Or():
                return self._any([self.part(each) for each in node.parts])
            case nodes.Not():
                return Part(np.flatnonzero(~mask_of(self.part(node.part).docs, self.doc_count)))
            case nodes.Range():
                return Part(self._range(node))
            case nodes.Unscored():
                return Part(self.part(node.part).docs)
            case nodes.Every():
                return Part(np.arange(self.doc_count, dtype="u4"))

    # Words

    def _prefix(self, node: nodes.Prefix) -> Part:
        words, all_of_them = self.snapshot.prefixed(node)
        reader = self.arrays.field(node.field)
        if not all_of_them or reader is None:
            return self._words(node.field, words, node.boost)
        first, last = reader.lexicon.prefixed(node.prefix.encode())
        return self._spans(node.field, words, [(first, last)] if first < last else [], node.boost)

    def _words(self, field: str, words: Sequence[bytes], boost: float) -> Part:
        """Documents with any of the words, scored as one word whose frequency is the sum of theirs."""
        found = {number for word in words if (number := self.arrays.find(field, word)) is not None}
        return self._spans(field, words, runs(sorted(found)), boost)

    def _spans(self, field: str, words: Sequence[bytes], spans: list[tuple[int, int]], boost: float) -> Part:
        """The same, for words known by ranges of their numbers."""
        if not spans:
            return NOTHING
        lists = [self.arrays.docs(field, *span) for span in spans]
        if len(spans) == 1 and spans[0][1] - spans[0][0] == 1:
            only = lists[0]
            return Part(
                only,
                lambda places: self._scores(field, words, boost, only, self.arrays.weights(field, *spans[0]), places),
            )
        union, weights = self._joined(lists, [self.arrays.weights(field, *span) for span in spans])
        return Part(union, lambda places: self._scores(field, words, boost, union, weights, places))

    def _joined(self, docs: Sequence[Ints], weights: Sequence[Ints | None]) -> tuple[Ints, Ints]:
        """The union of posting lists, and each document's weights added."""
        every = np.concatenate(docs)
        added = np.concatenate([np.ones(len(d), "f4") if w is None else w for d, w in zip(docs, weights, strict=True)])
        if len(every) * _SPARSE < self.doc_count:
            union, places = np.unique(every, return_inverse=True)
            return union, np.bincount(places, weights=added).astype("f4")
        sums = np.bincount(every, weights=added, minlength=self.doc_count)
        found = np.flatnonzero(sums)
        return found, sums.take(found).astype("f4")

    def _scores(
        self,
        field: str,
        words: Sequence[bytes],
        boost: float,
        docs: Ints,
        weights: Ints | None,
        places: Ints | None,
    ) -> Scores:
        weights = None if weights is None else taken(weights, places)
        if not self.snapshot.schema[field].scorable:
            ones = np.ones(len(docs) if places is None else len(places), "f4")
            return ones * np.float32(boost) if weights is None else ones * weights * np.float32(boost)
        factor = boost * self.snapshot.idf(field, words) * (K1 + 1)
        return bm25(weights, self.leaf.norms(field).take(taken(docs, places)), factor)

    def _range(self, node: nodes.Range) -> Ints:
        field = self.snapshot.schema[node.field]
        if self.arrays.has_numbers(field):
            numbers, known = self.arrays.numbers(node.field, field)
            if node.low is not None:
                known = known & (numbers >= np.uint64(field.to_column_value(node.low)))
            if node.high is not None:
                known = known & (numbers <= np.uint64(field.to_column_value(node.high)))
            return np.flatnonzero(known)
        reader = self.arrays.field(node.field)
        if reader is None:
            return _NONE
        span = self.snapshot.term_span(reader.lexicon, node)
        return np.unique(self.arrays.docs(node.field, *span)) if span[0] < span[1] else _NONE

    # Several parts

    def _all(self, children: Iterable[nodes.Node]) -> Part:
        """Documents that all parts find; what is excluded is taken off at the end, when few are left."""
        children = list(children)
        wanted = [self.part(child) for child in children if not isinstance(child, nodes.Not)]
        if not wanted:
            wanted = [self.part(nodes.Every())]
        part = self._intersection(wanted)
        for child in children:
            if isinstance(child, nodes.Not) and len(part.docs):
                excluded = mask_of(self.part(child.part).docs, self.doc_count)
                part = chosen(part, np.flatnonzero(~excluded.take(part.docs)))
        return part

    def _intersection(self, parts: list[Part]) -> Part:
        if len(parts) == 1:
            return parts[0]
        order = sorted(range(len(parts)), key=lambda each: len(parts[each].docs))
        docs = parts[order[0]].docs
        places: dict[int, Ints | None] = {order[0]: None}
        for each in order[1:]:
            here, there = located(docs, parts[each].docs, self.doc_count)
            if len(here) < len(docs):
                docs = docs.take(here)
                places = {k: here if v is None else v.take(here) for k, v in places.items()}
            places[each] = there
        scored = [(parts[each], places[each]) for each in range(len(parts)) if parts[each].score is not None]
        return Part(docs, _sum_of(scored) if scored else None)

    def _any(self, parts: list[Part]) -> Part:
        parts = [part for part in parts if len(part.docs)]
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        if all(part.score is None for part in parts):
            mask = np.zeros(self.doc_count, bool)
            for part in parts:
                mask[part.docs] = True
            return Part(np.flatnonzero(mask))
        every = np.concatenate([part.docs for part in parts])
        if len(every) * _SPARSE < self.doc_count:
            docs, where = np.unique(every, return_inverse=True)
        else:
            docs, where = np.flatnonzero(mask_of(every, self.doc_count)), None
        return Part(docs, lambda places: self._added(parts, docs, where, places))

    def _added(self, parts: list[Part], docs: Ints, where: Ints | None, places: Ints | None) -> Scores:
        """Scores of a union: each document's added, in the order of the parts."""
        scores = np.concatenate(
            [np.zeros(len(part.docs)) if part.score is None else part.score(None) for part in parts]
        )
        if where is not None:
            return taken(np.bincount(where, weights=scores).astype("f8", copy=False), places)
        every = np.concatenate([part.docs for part in parts])
        sums = np.bincount(every, weights=scores, minlength=self.doc_count).astype("f8", copy=False)
        return sums.take(taken(docs, places))

    # Positions

    def _phrase(self, node: nodes.Phrase | nodes.Near) -> Part:
        words = [self.snapshot.key(node.field, word) for word in node.words]
        distinct = list(dict.fromkeys(words))
        numbers = [self.arrays.find(node.field, word) for word in distinct]
        if not distinct or any(number is None for number in numbers):
            return NOTHING
        known = [number for number in numbers if number is not None]
        lists = [self._words(node.field, [word], node.boost) for word in distinct]
        order = sorted(range(len(lists)), key=lambda each: len(lists[each].docs))
        docs, places = self._held_by_all([each.docs for each in lists], order)
        if len(words) == 1 or not len(docs):
            holding = np.arange(len(docs))
        else:
            occurrences = {
                word: Occurrences.of(*self.arrays.positions(node.field, number), place)
                for word, number, place in zip(distinct, known, places, strict=True)
            }
            holding = np.flatnonzero(_holding(node, words, occurrences))
        held = {word: (lists[n], places[n].take(holding)) for n, word in enumerate(distinct)}
        scored = [held[word] for word in words]
        return Part(docs.take(holding), _sum_of(scored))

    def _held_by_all(self, lists: list[Ints], order: list[int]) -> tuple[Ints, list[Ints]]:
        docs = lists[order[0]]
        places = {order[0]: np.arange(len(docs))}
        for each in order[1:]:
            here, there = located(docs, lists[each], self.doc_count)
            docs = docs.take(here)
            places = {k: v.take(here) for k, v in places.items()}
            places[each] = there
        return docs, [places[each] for each in range(len(lists))]


def _holding(
    node: nodes.Phrase | nodes.Near, words: list[bytes], occurrences: dict[bytes, Occurrences]
) -> NDArray[np.bool_]:
    if isinstance(node, nodes.Phrase):
        return side_by_side([occurrences[word] for word in words], node.offsets or range(len(words)))
    times = [words.count(word) for word in occurrences]
    return near(list(occurrences.values()), times, node.distance)


def _sum_of(scored: Sequence[tuple[Part, Ints | None]]) -> Callable[[Ints | None], Scores]:
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
    return Part(part.docs.take(places), None if part.score is None else _sum_of([(part, places)]))
