"""The best passage of each hit, from the positions of its words: of a long text only what is shown is read again."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from articles.search.engines.whoosh.analysis import PARAGRAPH
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.sets import Ints
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.searcher.words import Span, Words
from articles.search.results import Snippet
from articles.search.snippets import Mark, Marker, Place, Readable, best_paragraph, in_order, row_places, snippet
from articles.search.source import Key
from articles.search.steps import Step, Term
from articles.search.words import spans_at

TEXT = "text"
Positions = dict[int, list[int]]
"""Positions in each document, by its number in the segment."""


def snippets(snapshot: Snapshot, documents: Mapping[Key, Readable], step: Step | None) -> dict[Key, Snippet | None]:
    """The snippet of each document for a step, as `Marker.snippet` gives it."""
    marker = Marker.of(step)
    terms = [term for row in marker.rows for term in row.terms]
    expansions = {term: snapshot.expanded(term)[0] for term in terms if term.kind != "word"}
    shown: dict[Key, Snippet | None] = {}
    for leaf in snapshot.leaves:
        inside = {
            key - leaf.base: document
            for key, document in documents.items()
            if leaf.base <= key < leaf.base + leaf.doc_count
        }
        if inside:
            reader = Reader(leaf, Words(leaf, expansions), np.array(sorted(inside), "u4"), marker)
            shown |= {leaf.base + place: reader.snippet(place, document) for place, document in inside.items()}
    return shown


class Reader:
    """Reads where the words of a question stand in some documents of a segment."""

    def __init__(self, leaf: Leaf, words: Words, docs: Ints, marker: Marker) -> None:
        self.leaf = leaf
        self.words = words
        self.docs = docs
        self.marker = marker
        self.known: dict[Term, Positions] = {}
        number = leaf.arrays.find(TEXT, PARAGRAPH.encode())
        self.paragraphs = self._positions([(number, number + 1)]) if number is not None else {}
        self.rows: dict[int, dict[int, int]] = {}
        """For each document the words that answer a row by themselves: which row."""
        self.spans: dict[int, list[Place]] = {}
        """For each document the places of rows of several words."""
        self._find()

    def snippet(self, number: int, document: Readable) -> Snippet | None:
        count = len(document.paragraphs)
        if not count:
            return None
        starts = self.paragraphs.get(number, [])
        if len(starts) != count:  # some paragraph has no word
            return self.marker.snippet(document)
        rows, lasts = self.rows.get(number, {}), {}
        for place in in_order(self.spans.get(number, ())):
            for inner in range(place.first, place.last + 1):
                rows.pop(inner, None)
            rows[place.first], lasts[place.first] = place.row, place.last
        firsts = sorted(rows)
        cuts = [*(bisect_left(firsts, start) for start in starts), len(firsts)]
        by_paragraph = {place: firsts[cut:end] for place, (cut, end) in enumerate(pairwise(cuts)) if cut < end}
        best = best_paragraph(document, {place: [rows[each] for each in by_paragraph[place]] for place in by_paragraph})
        found, start, text = by_paragraph.get(best, []), starts[best], document.paragraphs[best]
        ends = [lasts.get(first, first) for first in found]
        spans = spans_at(text, {place - start for place in (*found, *ends)})
        marks = [
            Mark(spans[first - start][0], spans[last - start][1], rows[first])
            for first, last in zip(found, ends, strict=True)
        ]
        return snippet(document, best, text, marks)

    def _find(self) -> None:
        """Look where the rows of the question stand in each document."""
        for row_number, row in reversed(list(enumerate(self.marker.rows))):  # where two stand, the first is named
            if len(row.terms) == 1:
                for number, positions in self.of(row.terms[0]).items():
                    self.rows.setdefault(number, {}).update(dict.fromkeys(positions, row_number))
                continue
            for number in self.docs.tolist():
                positions_of: list[Sequence[int]] = [self.of(term).get(number, ()) for term in row.terms]
                for place in row_places(row, positions_of, row_number, self.paragraphs.get(number, ())):
                    if place.first == place.last:
                        self.rows.setdefault(number, {})[place.first] = row_number
                    else:
                        self.spans.setdefault(number, []).append(place)

    def of(self, term: Term) -> Positions:
        """Where a word of the question stands in the documents."""
        if term not in self.known:
            self.known[term] = self._positions(self.words.spans(TEXT, term))
        return self.known[term]

    def _positions(self, spans: Iterable[Span]) -> Positions:
        found: dict[int, list[int]] = {}
        for first, last in spans:
            postings = self.leaf.arrays.docs(TEXT, first, last)
            if last - first == 1:
                places: Any = np.searchsorted(postings, self.docs)
                inside = np.flatnonzero(places < len(postings))
                inside = inside.take(np.flatnonzero(postings.take(places.take(inside)) == self.docs.take(inside)))
                own, numbers = places.take(inside), self.docs.take(inside)
            else:
                mask = np.zeros(self.leaf.doc_count, bool)
                mask[self.docs] = True
                own = np.flatnonzero(mask.take(postings))
                numbers = postings.take(own)
            if len(own):
                positions = self.leaf.arrays.positions_of(TEXT, first, last, own)
                for number, of_document in zip(numbers.tolist(), positions, strict=True):
                    found.setdefault(number, []).extend(of_document)
        return found
