"""The best passage of each hit, from the positions of its words: of a long text only what is shown is read again."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
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
            reader = Reader(leaf, Words(leaf, expansions), np.array(sorted(inside)))
            shown |= {leaf.base + place: reader.snippet(place, document, marker) for place, document in inside.items()}
    return shown


class Reader:
    """Reads where the words of a question stand in some documents of a segment."""

    def __init__(self, leaf: Leaf, words: Words, docs: Ints) -> None:
        self.leaf = leaf
        self.words = words
        self.docs = docs
        self.known: dict[Term, Positions] = {}
        number = leaf.arrays.find(TEXT, PARAGRAPH.encode())
        self.paragraphs = self._positions([(number, number + 1)]) if number is not None else {}

    def snippet(self, number: int, document: Readable, marker: Marker) -> Snippet | None:
        if not document.paragraphs:
            return None
        starts = self.paragraphs.get(number, [])
        if len(starts) != len(document.paragraphs):  # some paragraph has no word
            return marker.snippet(document)
        places = in_order(
            place
            for row_number, row in enumerate(marker.rows)
            for place in row_places(row, [self.of(term).get(number, ()) for term in row.terms], row_number, starts)
        )
        by_paragraph: list[list[Place]] = [[] for _ in starts]
        for place in places:
            by_paragraph[bisect_right(starts, place.first) - 1].append(place)
        best = best_paragraph(document, by_paragraph)
        text, first = document.paragraphs[best], starts[best]
        found = by_paragraph[best]
        spans = spans_at(text, {number - first for place in found for number in (place.first, place.last)})
        marks = [Mark(spans[place.first - first][0], spans[place.last - first][1], place.row) for place in found]
        return snippet(document, best, marks)

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
            if not len(own):
                continue
            starts, stops = self.leaf.arrays.position_extents(TEXT, first, last, own)
            for number, start, stop in zip(numbers.tolist(), starts, stops, strict=True):
                found.setdefault(number, []).extend(self.leaf.arrays.positions_between(TEXT, start, stop))
        return {number: sorted(positions) for number, positions in found.items()}
