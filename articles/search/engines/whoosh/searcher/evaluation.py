"""A step of a question over one segment: which documents it finds, and a way to their scores.

What is meant stands in `articles.search.evaluate`, in plain Python; this is the same over arrays. How rare a row is
shows only when every segment has been looked at, so scores are worked out afterwards.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from articles.search import ranking
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.parts import (
    NOTHING,
    Ints,
    Part,
    Scores,
    added,
    chosen,
    kept,
    located,
    mask_of,
    total,
    united,
)
from articles.search.engines.whoosh.searcher.rows import Rows
from articles.search.engines.whoosh.searcher.scoring import saturated
from articles.search.engines.whoosh.searcher.words import Found
from articles.search.results import TooMuchWork
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
    having: Counter[int] = field(default_factory=Counter)
    expansions: dict[Term, tuple[bytes, ...]] = field(default_factory=dict)

    def idf(self, key: int) -> float:
        """What a row weighs, by how many documents have it."""
        return ranking.idf(self.documents, self.having[key])

    def check(self) -> None:
        """Stop a question that has had its time."""
        if time.thread_time() > self.deadline:
            raise TooMuchWork


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
                return Part(np.flatnonzero(~mask_of(self.part(inner).docs, self.leaf.doc_count)).astype("u4"))
            case OneOf(facet, values):
                return Part(self.value(facet, values))
            case Between("date", first, last):
                everything = self.leaf.everything
                passing = self.leaf.touching(everything, _day(first), _day(last))
                return Part(everything.take(np.flatnonzero(passing)))
            case Between(_, first, last):
                return Part(united(self.leaf.telling_of(_day(first), _day(last)), self.leaf.doc_count))

    def row_part(self, row: Row, among: Ints | None = None) -> Part:
        """Documents with a row in some field, by BM25 over the fields."""
        if not row.terms:
            return Part(self.leaf.everything)
        found = [(name, self.row(row, name, among)) for name in row.fields]
        return self.scored(id(row), found)

    def scored(self, key: int, found: list[tuple[str, Found]]) -> Part:
        """What was found in each field as one part; `key` names it among all segments."""
        found = [(name, one) for name, one in found if len(one.docs)]
        docs = united([one.docs for _, one in found], self.leaf.doc_count)
        self.statistics.having[key] += len(docs)
        return Part(docs, lambda places: self.weighed(key, found, docs, places)) if found else NOTHING

    def weighed(self, key: int, found: list[tuple[str, Found]], docs: Ints, places: Ints | None) -> Scores:
        """Scores from how often documents have something in each field."""
        self.statistics.check()
        if places is None:
            columns = [
                (one.docs, _counted(self.leaf.norms(name).take(one.docs), one.frequencies)) for name, one in found
            ]
            return saturated(added(columns, docs, self.leaf.doc_count), self.statistics.idf(key))
        wanted = docs.take(places)
        shares = np.zeros(len(wanted), "f4")
        for name, one in found:
            here, there = located(wanted, one.docs, self.leaf.doc_count)
            frequencies = None if one.frequencies is None else one.frequencies.take(there)
            shares[here] += _counted(self.leaf.norms(name).take(wanted.take(here)), frequencies)
        return saturated(shares, self.statistics.idf(key))

    def either(self, parts: list[Part]) -> Part:
        """Documents of any part, their scores added."""
        parts = [part for part in parts if len(part.docs)]
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        docs = united([part.docs for part in parts], self.leaf.doc_count)
        if all(part.score is None for part in parts):
            return Part(docs)
        return Part(docs, lambda places: total(parts, docs, places, self.leaf.doc_count))

    def both(self, steps: tuple[Step, ...], rows: tuple[Row, ...]) -> Part:
        """Documents of all parts; what is excluded is taken off at the end, when few are left."""
        wanted = [self.part(step) for step in steps if not isinstance(step, Without)]
        part = self.intersection(wanted or [Part(self.leaf.everything)])
        for step in steps:
            if isinstance(step, Without) and len(part.docs):
                part = kept(part, ~mask_of(self.part(step.step).docs, self.leaf.doc_count))
        if not rows:
            return part
        bonus = [self.row_part(row, part.docs) for row in rows]
        return Part(part.docs, lambda places: self.with_bonus(part, bonus, places))

    def with_bonus(self, part: Part, bonus: Sequence[Part], places: Ints | None) -> Scores:
        scores = part.scores(places)
        return scores + ranking.NEIGHBOURS * total(bonus, part.docs, places, self.leaf.doc_count)

    def intersection(self, found: list[Part]) -> Part:
        if len(found) == 1:
            return found[0]
        order = sorted(range(len(found)), key=lambda each: len(found[each].docs))
        docs = found[order[0]].docs
        at: dict[int, Ints | None] = {order[0]: None}
        for each in order[1:]:
            here, there = located(docs, found[each].docs, self.leaf.doc_count)
            if len(here) < len(docs):
                docs = docs.take(here)
                at = {part: here if places is None else places.take(here) for part, places in at.items()}
            at[each] = there
        scored = [chosen_or_all(found[each], at[each]) for each in range(len(found)) if found[each].score is not None]
        if not scored:
            return Part(docs)
        return Part(docs, lambda places: sum((one.scores(places) for one in scored), np.zeros(1)))

    def value(self, facet: str, values: Sequence[str]) -> Ints:
        """The documents with any of these values of a facet."""
        numbers = [number for value in values if (number := self.arrays.find(facet, value.encode())) is not None]
        return united([self.arrays.docs(facet, number) for number in numbers], self.leaf.doc_count)

    # Names

    def named(self, literal: Step, synonyms: Sequence[Synonym]) -> Part:
        """A name in any of its forms is one thing, as rare as all of them together; the form asked for counts most."""
        asked = literal if isinstance(literal, Row) else Row(tuple(terms_of(literal)), fields_of(literal))
        others = [synonym for synonym in synonyms if synonym.row]
        forms = self.scored(id(synonyms), [(name, self.form(asked, others, name)) for name in asked.fields])
        about = [self.about(synonym) for synonym in synonyms if synonym.value is not None]
        known = self.either([forms, *about])
        if isinstance(literal, Row):
            return known
        words = self.part(literal)  # wherever they stand
        docs = united([known.docs, words.docs], self.leaf.doc_count)
        return Part(docs, lambda places: self.better(known, words, docs, places))

    def better(self, known: Part, words: Part, docs: Ints, places: Ints | None) -> Scores:
        return np.maximum(
            total([known], docs, places, self.leaf.doc_count),
            ranking.SYNONYM * total([words], docs, places, self.leaf.doc_count),
        )

    def about(self, synonym: Synonym) -> Part:
        """The documents that are known to be about the bearer of a name."""
        assert synonym.value is not None
        docs = self.meant(self.value(synonym.value.facet, synonym.value.values), synonym)
        return Part(docs, lambda places: np.full(len(docs) if places is None else len(places), ranking.VALUE))

    def form(self, asked: Row, others: Sequence[Synonym], name: str) -> Found:
        """How often each document has the form that was asked for, or half as often another."""
        sets = [(self.row(asked, name), 1.0)]
        for synonym in others:
            assert synonym.row is not None
            found = self.row(synonym.row, name)
            meant = self.meant(found.docs, synonym)
            if len(meant) < len(found.docs):
                found = self._limited(found, meant)
            sets.append((found, ranking.SYNONYM))
        sets = [(found, weight) for found, weight in sets if len(found.docs)]
        if len(sets) < 2 and (not sets or sets[0][1] == 1.0):
            return sets[0][0] if sets else Found(NOTHING.docs)
        docs = united([found.docs for found, _ in sets], self.leaf.doc_count)
        frequencies = np.zeros(len(docs), "f4")
        for found, weight in sets:
            here, there = located(docs, found.docs, self.leaf.doc_count)
            counted = np.float32(1) if found.frequencies is None else found.frequencies.take(there)
            frequencies[here] = np.maximum(frequencies[here], np.float32(weight) * counted)
        return Found(docs, frequencies)

    def meant(self, docs: Ints, synonym: Synonym) -> Ints:
        """Those documents that are of a time when the name had its meaning; what is undated is not doubted."""
        if (synonym.first is None and synonym.last is None) or not len(docs):
            return docs
        touching = self.leaf.touching(docs, _day(synonym.first), _day(synonym.last))
        return docs.take(np.flatnonzero(touching | self.leaf.undated(docs)))


def _counted(norms: NDArray[np.float32], frequencies: NDArray[np.float32] | None) -> NDArray[np.float32]:
    return norms if frequencies is None else norms * frequencies


def chosen_or_all(part: Part, places: Ints | None) -> Part:
    return part if places is None else chosen(part, places)


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None
