"""Words of one segment: terms, prefixes, synonyms and phrases, with their scores."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments import nodes, parts
from articles.search.engines.whoosh.segments.expansion import runs
from articles.search.engines.whoosh.segments.parts import NOTHING, Ints, Part, Scores, located, sum_of, taken
from articles.search.engines.whoosh.segments.phrases import Occurrences, near, side_by_side
from articles.search.engines.whoosh.segments.scoring import K1, bm25

if TYPE_CHECKING:
    from articles.search.engines.whoosh.segments.snapshot import Leaf, Snapshot


class WordEvaluator:
    """Finds words in one segment of a snapshot."""

    def __init__(self, snapshot: "Snapshot", leaf: "Leaf") -> None:
        self.snapshot = snapshot
        self.leaf = leaf
        self.arrays = leaf.arrays
        self.doc_count = leaf.arrays.doc_count

    def prefix(self, node: nodes.Prefix) -> Part:
        words, all_of_them = self.snapshot.prefixed(node)
        reader = self.arrays.field(node.field)
        if not all_of_them or reader is None:
            return self.words(node.field, words, node.boost)
        first, last = reader.lexicon.prefixed(node.prefix.encode())
        return self._spans(node.field, words, [(first, last)] if first < last else [], node.boost)

    def words(self, field: str, words: Sequence[bytes], boost: float) -> Part:
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
        if len(every) * parts.SPARSE < self.doc_count:
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

    def phrase(self, node: nodes.Phrase | nodes.Near) -> Part:
        """Documents with the words in their places, scored as all of the words are."""
        words = [self.snapshot.key(node.field, word) for word in node.words]
        distinct = list(dict.fromkeys(words))
        numbers = [number for word in distinct if (number := self.arrays.find(node.field, word)) is not None]
        if not words or len(numbers) < len(distinct):
            return NOTHING
        lists = [self.words(node.field, [word], node.boost) for word in distinct]
        if len(words) == 1:
            return lists[0]
        docs, places = self._held_by_all([each.docs for each in lists])
        words_at = [distinct.index(word) for word in words]
        if len(docs):
            positions = [self.arrays.positions(node.field, number) for number in numbers]
            for step in _steps(node, words_at, positions):
                holding = np.flatnonzero(_holding(node, step, words_at, positions, places))
                docs, places = docs.take(holding), [place.take(holding) for place in places]
        return Part(docs, sum_of([(lists[n], places[n]) for n in words_at]))

    def _held_by_all(self, lists: list[Ints]) -> tuple[Ints, list[Ints]]:
        """Documents in all of the rising lists, and their places in each."""
        order = sorted(range(len(lists)), key=lambda each: len(lists[each]))
        docs = lists[order[0]]
        places = {order[0]: np.arange(len(docs))}
        for each in order[1:]:
            here, there = located(docs, lists[each], self.doc_count)
            docs = docs.take(here)
            places = {k: v.take(here) for k, v in places.items()}
            places[each] = there
        return docs, [places[each] for each in range(len(lists))]


def _steps(node: nodes.Phrase | nodes.Near, words_at: list[int], positions: list[tuple[Ints, Ints]]) -> list[list[int]]:
    """Which words to look at together: all, but in a long phrase first the two rarest: few documents are left then."""
    every = list(range(len(words_at)))
    if isinstance(node, nodes.Near) or len(every) < 3:
        return [every]
    return [sorted(every, key=lambda n: len(positions[words_at[n]][0]))[:2], every]


def _holding(
    node: nodes.Phrase | nodes.Near,
    step: list[int],
    words_at: list[int],
    positions: list[tuple[Ints, Ints]],
    places: list[Ints],
) -> NDArray[np.bool_]:
    """Which documents hold the words of a step as the node asks; `words_at` are the words' places in `positions`."""
    found = {at: Occurrences.of(*positions[at], places[at]) for at in {words_at[n] for n in step}}
    if isinstance(node, nodes.Near):
        return near(list(found.values()), [words_at.count(at) for at in found], node.distance)
    offsets = node.offsets or range(len(words_at))
    return side_by_side([found[words_at[n]] for n in step], [offsets[n] for n in step])
