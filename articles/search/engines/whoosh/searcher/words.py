"""What a word of a question stands for in a segment: documents, and how often each has it.

Every word is indexed folded, as its stem (`~stem`) where that differs, and in its exact form (`=form`) where folding
took something away. Words of one stem are one class: a position belongs to it if it bears the stem itself, or `~stem`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.parts import NO_DOCS, SPARSE, Ints
from articles.search.engines.whoosh.segments.expansion import runs
from articles.search.ranking import OTHER_FORM
from articles.search.source import STEM
from articles.search.stemming import stem
from articles.search.steps import Term

Span = tuple[int, int]
"""Terms of a field by their numbers, half open: their postings lie one behind the other."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents, u4 rising, and how often each has what was looked for, f4; None where that is once."""

    docs: Ints
    frequencies: NDArray[np.float32] | None = None


NONE = Found(NO_DOCS)


def forms(term: Term) -> list[tuple[str, float]]:
    """The terms of the index that a plain word stands for, with what an occurrence of each adds to its frequency."""
    word = term.word.folded
    if term.literal:
        return [(word, 1.0)]
    root = term.word.stem
    if root == word:
        return [(word, 1.0), (f"{STEM}{root}", OTHER_FORM)]
    return [(f"{STEM}{root}", OTHER_FORM), (word, 1 - OTHER_FORM), *_itself(root, OTHER_FORM)]


def places(term: Term) -> list[str]:
    """The terms of the index whose positions, each once, are those of a word in any of its forms."""
    if term.literal:
        return [term.word.folded]
    root = term.word.stem
    return [f"{STEM}{root}", *(text for text, _ in _itself(root, 1.0))]


def _itself(root: str, weight: float) -> Iterable[tuple[str, float]]:
    """A stem that is a word of its own class."""
    return [(root, weight)] if stem(root) == root else []


class Words:
    """Looks up the words of a question in one segment; long work calls `check` now and then."""

    def __init__(
        self, leaf: Leaf, expansions: dict[Term, tuple[bytes, ...]], check: Callable[[], None] = lambda: None
    ) -> None:
        self.leaf = leaf
        self.arrays = leaf.arrays
        self.expansions = expansions
        self.check = check

    def spans(self, field: str, term: Term) -> list[Span]:
        """The terms of a field whose positions are those of a word of the question."""
        texts = [text.encode() for text in places(term)] if term.kind == "word" else self.expansions[term]
        return self._spans(field, texts)

    def _spans(self, field: str, texts: Iterable[bytes]) -> list[Span]:
        found = {number for text in texts if (number := self.arrays.find(field, text)) is not None}
        return runs(sorted(found))

    def frequencies(self, field: str, term: Term) -> Found:
        """How often each document has a word in a field, other forms of it counting less."""
        key = (field, "word", term.word.folded, term.kind, term.literal)
        docs, counted = self.leaf.kept(key, lambda: self._frequencies(field, term))
        return Found(docs, counted if len(counted) == len(docs) else None)

    def _frequencies(self, field: str, term: Term) -> tuple[Ints, Ints]:
        if term.kind == "word":
            weighted = [(span, w) for text, w in forms(term) for span in self._spans(field, [text.encode()])]
        else:
            weighted = [(span, 1.0) for span in self.spans(field, term)]
        docs = [self.arrays.docs(field, *span) for span, _ in weighted]
        weights = [self._weights(field, span, weight) for span, weight in weighted]
        if len(weighted) == 1 and weighted[0][0][1] - weighted[0][0][0] == 1:
            found = _of_one(docs[0], weights[0])
        else:
            found = joined(docs, weights, self.leaf.doc_count)
        if self.leaf.live is not None:
            living = np.flatnonzero(self.leaf.live.take(found.docs))
            counted = None if found.frequencies is None else found.frequencies.take(living)
            found = Found(found.docs.take(living), counted)
        return found.docs, np.empty(0, "f4") if found.frequencies is None else found.frequencies

    def _weights(self, field: str, span: Span, weight: float) -> Ints | float:
        counts = self.arrays.tf(field, *span)
        if counts is None:
            return weight
        return counts if weight == 1.0 else counts * np.float32(weight)


def joined(docs: list[Ints], weights: list[Ints | float], doc_count: int) -> Found:
    """Lists of documents with a weight for each, as one list with the weights added up."""
    if not docs:
        return NONE
    every = np.concatenate(docs)
    added = np.concatenate(
        [np.full(len(d), w, "f4") if isinstance(w, float) else w for d, w in zip(docs, weights, strict=True)]
    )
    if len(every) * SPARSE < doc_count:
        union, numbers = np.unique(every, return_inverse=True)
        return Found(union, np.bincount(numbers, weights=added).astype("f4"))
    sums = np.bincount(every, weights=added, minlength=doc_count)
    union = np.flatnonzero(sums).astype("u4")
    return Found(union, sums.take(union).astype("f4"))


def _of_one(docs: Ints, weights: Ints | float) -> Found:
    """The postings of one term as they lie."""
    if isinstance(weights, float):
        return Found(docs, None if weights == 1.0 else np.full(len(docs), weights, "f4"))
    return Found(docs, weights.astype("f4", copy=False))
