"""Words in a row, or near each other: which documents of a segment have them in a field, and how often."""

from collections import Counter
from functools import partial
from itertools import pairwise

import numpy as np

from articles.search.engines.whoosh.searcher.neighbours import Places, near, side_by_side
from articles.search.engines.whoosh.searcher.parts import Ints, located, united
from articles.search.engines.whoosh.searcher.words import NONE, Found, Span, Words, places
from articles.search.engines.whoosh.segments.terms import FieldReader
from articles.search.steps import Row, Term


class Rows(Words):
    """Looks up rows of words in one segment."""

    def row(self, row: Row, field: str, among: Ints | None = None) -> Found:
        """How often the documents (of those `among`, rising) have the row in a field."""
        if len(row.terms) == 1:
            found = self.frequencies(field, row.terms[0])
            return found if among is None else self._limited(found, among)
        if among is not None:
            return self._row(row, field, among)
        key = (field, "row", row.within, *((term.word.folded, term.kind, term.literal) for term in row.terms))

        def make() -> tuple[Ints, Ints]:
            found = self._row(row, field, None)
            return found.docs, np.empty(0, "f4") if found.frequencies is None else found.frequencies

        docs, counted = self.leaf.kept(key, make)
        return Found(docs, counted if len(counted) == len(docs) else None)

    def _limited(self, found: Found, among: Ints) -> Found:
        here, _ = located(found.docs, among, self.leaf.doc_count)
        return Found(found.docs.take(here), None if found.frequencies is None else found.frequencies.take(here))

    def _row(self, row: Row, field: str, among: Ints | None) -> Found:
        spans = [self.spans(field, term) for term in row.terms]
        if not all(spans):
            return NONE
        pairs = [] if row.within else self._pairs(row, field)
        if len(pairs) == 1 and len(row.terms) == 2 and not any(term.literal for term in row.terms):
            found = self._alive(pairs[0])
            return found if among is None else self._limited(found, among)
        sets = [pair.docs for pair in pairs]
        if len(pairs) < len(row.terms) - 1:  # some word is in no pair
            sets += [self._with_any(field, each) for each in spans]
        docs = self._in_all(sets if among is None else [*sets, among])
        if not len(docs):
            return NONE
        if row.within:
            return Found(docs.take(np.flatnonzero(self._near(row, field, docs))))
        counts = side_by_side([self._places(field, each, docs) for each in spans], len(docs))
        holding = np.flatnonzero(counts)
        return Found(docs.take(holding), counts.take(holding))

    def _near(self, row: Row, field: str, docs: Ints) -> Ints:
        """Words of one class want a place each."""
        classes = Counter(tuple(places(term)) for term in row.terms)
        terms: dict[tuple[str, ...], Term] = {tuple(places(term)): term for term in row.terms}
        words = [self._places(field, self.spans(field, terms[each]), docs) for each in classes]
        width = max(row.within, len(row.terms) - 1)
        return near(words, list(classes.values()), width, len(docs))

    def _pairs(self, row: Row, field: str) -> list[Found]:
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
                found.append(NONE)
            else:
                docs, counts = self.arrays.kept(("pair", field, number), partial(_postings, pairs.field, number))
                found.append(Found(docs, counts))
        return found

    def _alive(self, found: Found) -> Found:
        if self.leaf.live is None:
            return found
        living = np.flatnonzero(self.leaf.live.take(found.docs))
        return Found(found.docs.take(living), None if found.frequencies is None else found.frequencies.take(living))

    def _in_all(self, sets: list[Ints]) -> Ints:
        """The documents, alive, that are in each set."""
        sets.sort(key=len)
        docs = sets[0]
        for other in sets[1:]:
            docs = docs.take(located(docs, other, self.leaf.doc_count)[0])
        return docs if self.leaf.live is None else docs.take(np.flatnonzero(self.leaf.live.take(docs)))

    def _with_any(self, field: str, spans: list[Span]) -> Ints:
        numbers = [number for span in spans for number in range(*span)]
        return united([self.arrays.docs(field, number) for number in numbers], self.leaf.doc_count)

    def _places(self, field: str, spans: list[Span], docs: Ints) -> Places:
        """Where a word stands in each of some documents, which are numbered from 0."""
        parts = []
        for number in (number for span in spans for number in range(*span)):
            positions, starts = self.arrays.positions(field, number)
            candidates, own = located(docs, self.arrays.docs(field, number), self.leaf.doc_count)
            parts.append(Places.of(positions, starts, own, candidates, len(docs)))
        return Places.joined(parts)


def _postings(field: FieldReader, number: int) -> tuple[Ints, Ints]:
    docs, counts = field.docs(number), field.tf(number)
    return docs, np.ones(len(docs), "f4") if counts is None else counts.astype("f4")
