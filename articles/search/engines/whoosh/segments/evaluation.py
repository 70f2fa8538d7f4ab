"""A node over one segment: which documents it finds, and a way to their scores."""

from collections.abc import Iterable

import numpy as np

from articles.search.engines.whoosh.segments import nodes, parts
from articles.search.engines.whoosh.segments.parts import (
    NO_DOCS,
    NOTHING,
    Ints,
    Part,
    Scores,
    chosen,
    located,
    mask_of,
    sum_of,
    taken,
)
from articles.search.engines.whoosh.segments.words import WordEvaluator


class Evaluator(WordEvaluator):
    """Evaluates nodes over one segment of a snapshot."""

    def part(self, node: nodes.Node) -> Part:
        match node:
            case nodes.Term():
                return self.words(node.field, [self.snapshot.key(node.field, node.word)], node.boost)
            case nodes.AnyOf():
                return self.words(node.field, [self.snapshot.key(node.field, word) for word in node.words], node.boost)
            case nodes.Prefix():
                return self.prefix(node)
            case nodes.Fuzzy():
                return self.words(node.field, self.snapshot.misspelt(node), node.boost)
            case nodes.Phrase() | nodes.Near():
                return self.phrase(node)
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
            return NO_DOCS
        span = self.snapshot.term_span(reader.lexicon, node)
        return np.unique(self.arrays.docs(node.field, *span)) if span[0] < span[1] else NO_DOCS

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

    def _intersection(self, found: list[Part]) -> Part:
        if len(found) == 1:
            return found[0]
        order = sorted(range(len(found)), key=lambda each: len(found[each].docs))
        docs = found[order[0]].docs
        places: dict[int, Ints | None] = {order[0]: None}
        for each in order[1:]:
            here, there = located(docs, found[each].docs, self.doc_count)
            if len(here) < len(docs):
                docs = docs.take(here)
                places = {k: here if v is None else v.take(here) for k, v in places.items()}
            places[each] = there
        scored = [(found[each], places[each]) for each in range(len(found)) if found[each].score is not None]
        return Part(docs, sum_of(scored) if scored else None)

    def _any(self, found: list[Part]) -> Part:
        found = [part for part in found if len(part.docs)]
        if len(found) < 2:
            return found[0] if found else NOTHING
        if all(part.score is None for part in found):
            mask = np.zeros(self.doc_count, bool)
            for part in found:
                mask[part.docs] = True
            return Part(np.flatnonzero(mask))
        every = np.concatenate([part.docs for part in found])
        if len(every) * parts.SPARSE < self.doc_count:
            docs, where = np.unique(every, return_inverse=True)
        else:
            docs, where = np.flatnonzero(mask_of(every, self.doc_count)), None
        return Part(docs, lambda places: self._added(found, docs, where, places))

    def _added(self, found: list[Part], docs: Ints, where: Ints | None, places: Ints | None) -> Scores:
        """Scores of a union: each document's added, in the order of the parts."""
        scores = np.concatenate(
            [np.zeros(len(part.docs)) if part.score is None else part.score(None) for part in found]
        )
        if where is not None:
            return taken(np.bincount(where, weights=scores).astype("f8", copy=False), places)
        every = np.concatenate([part.docs for part in found])
        sums = np.bincount(every, weights=scores, minlength=self.doc_count).astype("f8", copy=False)
        return sums.take(taken(docs, places))
