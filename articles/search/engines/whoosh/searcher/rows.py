"""Words in a row, or near each other: which documents of a segment have them in a field, and how often."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.searcher.columns import NOWHERE, Listed
from articles.search.engines.whoosh.searcher.neighbours import Places, near, side_by_side
from articles.search.engines.whoosh.searcher.sets import Docs, Ints, located, united
from articles.search.engines.whoosh.searcher.words import Span, Words, places
from articles.search.engines.whoosh.segments.terms import FieldReader
from articles.search.steps import Row

TOGETHER = 1 << 14
"""Documents whose positions are compared at once, between two looks at the time."""


@dataclass(frozen=True)
class Held:
    """A term's postings: documents, positions, and where each posting's begin."""

    docs: Ints
    positions: Ints
    starts: Ints

    def places(self, docs: Ints, doc_count: int) -> Places:
        """Where the term stands in each of some documents, which are numbered from 0."""
        candidates, own = located(docs, self.docs, doc_count)
        return Places.of(self.positions, self.starts, own, candidates, len(docs))


class Rows(Words):
    """Looks up rows of words in one segment."""

    def row(self, row: Row, field: str, among: Docs | None = None) -> Listed:
        """How often the documents (of those `among`) have the row in a field; only of documents that are alive."""
        if len(row.terms) == 1:
            found = self.frequencies(field, row.terms[0])
            return found if among is None else found.among(among.rising, self.leaf.doc_count)
        if among is not None:
            return self._row(row, field, among)
        key = (field, "row", row.within, *(self.key(term) for term in row.terms))

        def make() -> tuple[Ints, ...]:
            found = self._row(row, field, None)
            return (found.docs,) if found.numbers is None else (found.docs, found.numbers)

        kept = self.leaf.kept(key, make)
        return Listed(kept[0], kept[1] if len(kept) > 1 else None)

    def _row(self, row: Row, field: str, among: Docs | None) -> Listed:
        spans = [self.spans(field, term) for term in row.terms]
        if not all(spans):
            return NOWHERE
        pairs = [] if row.within else self._pairs(row, field)
        if len(pairs) == 1 and len(row.terms) == 2 and not any(term.literal for term in row.terms):
            found = self.leaf.alive(pairs[0])
            return found if among is None else found.among(among.rising, self.leaf.doc_count)
        sets = [Docs(self.leaf.doc_count, pair.docs) for pair in pairs]
        if len(pairs) < len(row.terms) - 1:  # some word is in no pair
            sets += [self._with_any(field, each) for each in spans]
        docs = self._in_all(sets if among is None else [*sets, among])
        if not len(docs):
            return NOWHERE
        held = [[self._held(field, number) for span in each for number in range(*span)] for each in spans]
        counts = []
        for start in range(0, len(docs), TOGETHER):
            self.check()
            counts.append(_counts(row, held, docs[start : start + TOGETHER], self.leaf.doc_count))
        every = np.concatenate(counts)
        holding = np.flatnonzero(every)
        return Listed(docs.take(holding), None if row.within else every.take(holding))

    def _held(self, field: str, number: int) -> Held:
        return Held(self.arrays.docs(field, number), *self.arrays.positions(field, number))

    def _pairs(self, row: Row, field: str) -> list[Listed]:
        """Of neighbours in the row that are both among the commonest words: the documents that have them so.

        The pairs are of stems, so of words as they are written these are some documents too many.
        """
        pairs = self.arrays.pairs(field)
        if pairs is None:
            return []
        stems = [term.word.stem.encode() if term.kind == "word" else b"" for term in row.terms]
        found = []
        for left, right in pairwise(stems):
            if left not in pairs.common or right not in pairs.common:
                continue
            number = pairs.field.lexicon.find(left + b" " + right)
            if number is None:
                found.append(NOWHERE)
            else:
                docs, counts = self.arrays.kept(("pair", field, number), partial(_postings, pairs.field, number))
                found.append(Listed(docs, counts))
        return found

    def _in_all(self, sets: list[Docs]) -> Ints:
        """The documents, alive, that are in each set."""
        sets.sort(key=lambda one: one.count)
        docs = sets[0]
        for other in sets[1:]:
            docs = docs & other
        return docs.rising if self.leaf.live is None else (docs & self.leaf.everything).rising

    def _with_any(self, field: str, spans: list[Span]) -> Docs:
        numbers = [number for span in spans for number in range(*span)]
        count = self.leaf.doc_count
        return united([Docs(count, self.arrays.docs(field, number)) for number in numbers], count)


def _counts(row: Row, held: list[list[Held]], docs: Ints, doc_count: int) -> NDArray[np.float32]:
    """How often each of some documents has the row (of words near each other: whether), f4."""
    words = [Places.joined([one.places(docs, doc_count) for one in each]) for each in held]
    if not row.within:
        return side_by_side(words, len(docs))
    classes = Counter(tuple(places(term)) for term in row.terms)  # words of one class want a place each
    by_class = {tuple(places(term)): word for term, word in zip(row.terms, words, strict=True)}
    width = max(row.within, len(row.terms) - 1)
    return near([by_class[each] for each in classes], list(classes.values()), width, len(docs)).astype("f4")


def _postings(field: FieldReader, number: int) -> tuple[Ints, Ints]:
    docs, counts = field.docs(number), field.tf(number)
    return docs, np.ones(len(docs), "f4") if counts is None else counts.astype("f4")
