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
        pairs = None if row.within else self._pairs(row, field)
        if pairs is not None and len(row.terms) == 2 and not any(term.literal for term in row.terms):
            return self._alive(pairs) if among is None else self._limited(self._alive(pairs), among)
        spans = [self.spans(field, term) for term in row.terms]
        if not all(spans):
            return NONE
        docs = self._with_all(field, spans, among if pairs is None else self._common(pairs.docs, among))
        if not len(docs):
            return NONE
        if row.within:
            holding = self._near(row, field, docs)
            return Found(docs.take(np.flatnonzero(holding)))
        counts = side_by_side([self._places(field, each, docs) for each in spans], len(docs))
        found = np.flatnonzero(counts)
        return Found(docs.take(found), counts.take(found))

    def _near(self, row: Row, field: str, docs: Ints) -> Ints:
        """Words of one class want a place each."""
        classes = Counter(tuple(places(term)) for term in row.terms)
        terms: dict[tuple[str, ...], Term] = {tuple(places(term)): term for term in row.terms}
        words = [self._places(field, self.spans(field, terms[each]), docs) for each in classes]
        width = max(row.within, len(row.terms) - 1)
        return near(words, list(classes.values()), width, len(docs))

    def _pairs(self, row: Row, field: str) -> Found | None:
        """Of two neighbours in the row that are both among the commonest words: the documents that have them so.

        The pairs are of stems, so of words as they are written these are some documents too many.
        """
        pairs = self.arrays.pairs(field)
        if pairs is None:
            return None
        stems = [term.word.stem.encode() if term.kind == "word" else b"" for term in row.terms]
        best: Found | None = None
        for left, right in pairwise(stems):
            if left not in pairs.common or right not in pairs.common:
                continue
            number = pairs.field.lexicon.find(left + b" " + right)
            if number is None:
                return NONE
            docs, counts = self.arrays.kept(("pair", field, number), partial(_postings, pairs.field, number))
            if best is None or len(docs) < len(best.docs):
                best = Found(docs, counts)
        return best

    def _alive(self, found: Found) -> Found:
        if self.leaf.live is None:
            return found
        living = np.flatnonzero(self.leaf.live.take(found.docs))
        return Found(found.docs.take(living), None if found.frequencies is None else found.frequencies.take(living))

    def _common(self, docs: Ints, among: Ints | None) -> Ints:
        return docs if among is None else docs.take(located(docs, among, self.leaf.doc_count)[0])

    def _with_all(self, field: str, spans: list[list[Span]], among: Ints | None) -> Ints:
        """The documents, alive, that have each of the words in a field."""
        lists = [self._with_any(field, each) for each in spans]
        if among is not None:
            lists.append(among)
        lists.sort(key=len)
        docs = lists[0]
        for other in lists[1:]:
            docs = docs.take(located(docs, other, self.leaf.doc_count)[0])
        return docs if self.leaf.live is None else docs.take(np.flatnonzero(self.leaf.live.take(docs)))

    def _with_any(self, field: str, spans: list[Span]) -> Ints:
        sets = [self.arrays.docs(field, *span) for span in spans]
        if len(sets) == 1 and spans[0][1] - spans[0][0] == 1:
            return sets[0]
        every = np.concatenate(sets)
        return united([every, every], self.leaf.doc_count)

    def _places(self, field: str, spans: list[Span], docs: Ints) -> Places:
        """Where a word stands in each of some documents, which are numbered from 0."""
        parts = []
        for first, last in spans:
            postings = self.arrays.docs(field, first, last)
            positions, starts = self.arrays.positions(field, first, last)
            if last - first == 1:
                candidates, own = located(docs, postings, self.leaf.doc_count)
            else:  # several terms' postings do not rise
                numbers = np.full(self.leaf.doc_count, -1, "i4")
                numbers[docs] = np.arange(len(docs), dtype="i4")
                candidates = numbers.take(postings)
                own = np.flatnonzero(candidates >= 0)
                candidates = candidates.take(own)
            parts.append(Places.of(positions, starts, own, candidates))
        return Places.joined(parts)


def _postings(field: FieldReader, number: int) -> tuple[Ints, Ints]:
    docs, counts = field.docs(number), field.tf(number)
    return docs, np.ones(len(docs), "f4") if counts is None else counts.astype("f4")
