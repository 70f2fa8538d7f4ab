"""A step of a question over one segment: which documents it finds, and a way to their scores.

What is meant stands in `articles.search.evaluate`, in plain Python; this is the same over arrays. How rare a row is
shows only when every segment has been looked at, so scores are worked out afterwards.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from articles.search import budget, ranking
from articles.search.engines.whoosh.searcher.columns import Column, Floats, Listed, highest, summed
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.ordering import leading
from articles.search.engines.whoosh.searcher.parts import Part, total
from articles.search.engines.whoosh.searcher.rows import Rows
from articles.search.engines.whoosh.searcher.scoring import saturated
from articles.search.engines.whoosh.searcher.sets import Docs, united
from articles.search.steps import (
    Between,
    Both,
    Either,
    Named,
    OneOf,
    Row,
    Step,
    Synonym,
    Term,
    Without,
    fields_of,
    terms_of,
)


@dataclass
class Statistics:
    """What one question learns over all segments: how many documents have each row."""

    documents: int
    deadline: float = float("inf")
    having: Counter[Hashable] = field(default_factory=Counter)
    expansions: dict[Term, tuple[bytes, ...]] = field(default_factory=dict)

    def idf(self, key: Hashable) -> float:
        """What a row weighs, by how many documents have it."""
        return ranking.idf(self.documents, self.having[key])

    def check(self) -> None:
        """Stop a question that has had its time."""
        budget.check(self.deadline)


class Evaluator(Rows):
    """Evaluates steps over one segment."""

    def __init__(self, leaf: Leaf, statistics: Statistics) -> None:
        super().__init__(leaf, statistics.expansions, statistics.check)
        self.statistics = statistics

    def part(self, step: Step) -> Part:
        """The documents that a step finds; those that are deleted may be among them where no words are asked for."""
        self.statistics.check()
        match step:
            case Row():
                return self.row_part(step)
            case Named(literal, synonyms):
                return self.named(literal, synonyms)
            case Both(steps, rows):
                return self.both(steps, rows)
            case Either(steps):
                return self.either([self.part(one) for one in steps])
            case Without(inner):
                return Part(self.leaf.everything - self.part(inner).docs)
            case OneOf(facet, values):
                return Part(self.value(facet, values))
            case Between("date", first, last):
                everything = self.leaf.everything
                return Part(everything.where(self.leaf.touching(everything, _day(first), _day(last))))
            case Between(_, first, last):
                return Part(united(self.leaf.telling_of(_day(first), _day(last)), self.leaf.doc_count))

    def row_part(self, row: Row) -> Part:
        """Documents with a row in some field, by BM25F over the fields."""
        if not row.terms:
            return Part(self.leaf.everything)
        if len(row.terms) == 1:
            return self.scored(id(row), self.word(row))
        return self.scored(id(row), self.weighed([(name, self.row(row, name)) for name in row.fields]))

    def word(self, row: Row) -> Column:
        """What one word counts in each document, in all its forms and fields together."""
        term = row.terms[0]
        key = ("word", row.fields, self.key(term), *self.leaf.averages.values())

        def make() -> tuple[Floats, ...]:
            lists = [(name, one) for name in row.fields for one in self.lists(name, term, kept=False)]
            column = self.leaf.alive_of(self.weighed(lists))
            return (column.numbers,) if column.rising is None else (column.numbers, column.rising)

        return Column(self.leaf.doc_count, *self.leaf.kept(key, make))

    def weighed(self, lists: Sequence[tuple[str, Listed]]) -> Column:
        """How often documents have something in each field, as what that counts there, added up."""
        return summed([(one, self.leaf.norms(name)) for name, one in lists], self.leaf.doc_count)

    def scored(self, key: int, shares: Column) -> Part:
        """Documents by what something counts in them; `key` names it among all segments."""
        self.statistics.having[key] += shares.docs.count
        return Part(shares.docs, lambda docs: saturated(shares.beside(docs), self.statistics.idf(key)))

    def either(self, parts: Sequence[Part]) -> Part:
        """Documents of any part, their scores added."""
        if len(parts) == 1:
            return parts[0]
        docs = united([part.docs for part in parts], self.leaf.doc_count)
        if all(part.score is None for part in parts):
            return Part(docs)
        return Part(docs, lambda among: total(parts, among))

    def both(self, steps: tuple[Step, ...], rows: tuple[Row, ...]) -> Part:
        """Documents of all parts; what is excluded is taken off at the end, when few are left."""
        parts = [self.part(step) for step in steps if not isinstance(step, Without)]
        docs = self.leaf.everything
        for part in sorted(parts, key=lambda part: part.docs.count):
            docs = docs & part.docs
        for step in steps:
            if isinstance(step, Without) and docs.count:
                docs = docs - self.part(step.step).docs
        if all(part.score is None for part in parts):
            return Part(docs)
        for row in rows:
            for term in row.terms:
                self.statistics.having[id(row), term] += self.word(Row((term,), row.fields)).docs.count

        def score(among: Docs) -> Floats:
            scores, own = total(parts, among), docs
            if among is not docs:
                scores, own = scores * among.aligned(docs.mask), among & docs
            return sum((self.beside_each_other(row, among, own, scores) for row in rows), scores)

        return Part(docs, score)

    def beside_each_other(self, row: Row, docs: Docs, own: Docs, scores: Floats) -> Floats:
        """What it adds to the scores of documents (aligned) that words stand in a row; of the best of its own only."""
        first = own
        if own.count > ranking.RESCORED:
            places = leading(docs.only(scores), ranking.RESCORED)
            first = own & Docs(docs.doc_count, places if docs.is_dense else docs.rising.take(places))
        shares = self.weighed([(name, self.row(row, name, first)) for name in row.fields])
        weight = max(self.statistics.idf((id(row), term)) for term in row.terms)
        return saturated(shares.beside(docs), ranking.NEIGHBOURS * weight)

    def value(self, facet: str, values: Sequence[str]) -> Docs:
        """The documents with any of these values of a facet."""
        count = self.leaf.doc_count
        numbers = [number for value in values if (number := self.arrays.find(facet, value.encode())) is not None]
        return united([Docs(count, self.arrays.docs(facet, number)) for number in numbers], count)

    # Names

    def named(self, literal: Step, synonyms: Sequence[Synonym]) -> Part:
        """A name in any of its forms is one thing, as rare as all of them together; the form asked for counts most."""
        asked = literal if isinstance(literal, Row) else Row(tuple(terms_of(literal)), fields_of(literal))
        others = [synonym for synonym in synonyms if synonym.row]
        forms = self.scored(
            id(synonyms), self.weighed([(name, self.form(asked, others, name)) for name in asked.fields])
        )
        about = [self.about(synonym) for synonym in synonyms if synonym.value is not None]
        known = self.either([forms, *about])
        if isinstance(literal, Row):
            return known
        words = self.part(literal)  # wherever they stand
        docs = united([known.docs, words.docs], self.leaf.doc_count)
        return Part(
            docs, lambda among: np.maximum(known.scores(among), np.float32(ranking.SYNONYM) * words.scores(among))
        )

    def about(self, synonym: Synonym) -> Part:
        """The documents that are known to be about the bearer of a name."""
        assert synonym.value is not None
        docs = self.meant(self.value(synonym.value.facet, synonym.value.values), synonym)
        return Part(docs, lambda among: among.aligned(docs.mask) * np.float32(ranking.VALUE))

    def form(self, asked: Row, others: Sequence[Synonym], name: str) -> Listed:
        """How often each document has the form that was asked for, or half as often another."""
        lists = [self.row(asked, name)]
        for synonym in others:
            assert synonym.row is not None
            found = self.row(synonym.row, name)
            meant = self.meant(Docs(self.leaf.doc_count, found.docs), synonym)
            if meant.count < len(found.docs):
                found = found.among(meant.rising, self.leaf.doc_count)
            lists.append(Listed(found.docs, found.numbers, found.times * ranking.SYNONYM))
        return highest(lists, self.leaf.doc_count)

    def meant(self, docs: Docs, synonym: Synonym) -> Docs:
        """Those documents that are of a time when the name had its meaning; what is undated is not doubted."""
        if (synonym.first is None and synonym.last is None) or not docs.count:
            return docs
        touching = self.leaf.touching(docs, _day(synonym.first), _day(synonym.last))
        return docs.where(touching | self.leaf.undated(docs))


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None
