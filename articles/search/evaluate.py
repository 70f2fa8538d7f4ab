"""Which documents answer a plan, and how well: sets and scores over any source."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from articles.search import budget, ranking
from articles.search.documents import Dates, Entry
from articles.search.fuzzy import one_edit_apart
from articles.search.nearness import in_a_row, near
from articles.search.results import TooMuchWork
from articles.search.source import EXACT, STEM, Key, Positions, Source
from articles.search.stemming import stem
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
    excluded_terms,
    fields_of,
    terms_of,
    too_many_to_leave_out,
)

MAX_EXPANSIONS = 200
NEVER = float("inf")

Scores = dict[Key, float]
Occurrences = Mapping[Key, Mapping[int, float]]
"""For each document the positions of a term, each with its weight."""
Expansions = dict[tuple[str, str], list[str]]
"""What a beginning, or a word that may be misspelt, stands for: by the kind of term and the word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents that answer, with their scores; `partial` where a beginning had too many words to try them all."""

    scores: Scores
    partial: bool = False


def evaluate(
    step: Step | None, source: Source, expansions: Expansions | None = None, deadline: float = NEVER
) -> Answer:
    """The documents of a source that answer a step; every document where there is none.

    `expansions` are those found for a question before, of the same source, and those of this one afterwards.
    Raises `TooMuchWork` where more words are to be left out than are looked for, or where answering takes longer than
    to the `deadline`, in seconds of this thread's processor time.
    """
    if step is None:
        return Answer(dict.fromkeys(source.entries(), 0.0))
    evaluation = Evaluation(source, deadline, expansions={} if expansions is None else expansions)
    for term in excluded_terms(step):
        if term.kind != "word":
            evaluation.expanded(term)
        if evaluation.partial:
            raise TooMuchWork(too_many_to_leave_out(term))
    return Answer(evaluation.scores(step), evaluation.partial)


@dataclass
class Evaluation:
    """One question put to one source."""

    source: Source
    deadline: float
    partial: bool = False
    expansions: Expansions = field(default_factory=dict)
    known: dict[tuple[str, str], Mapping[Key, Positions]] = field(default_factory=dict)

    def check(self) -> None:
        budget.check(self.deadline)

    def scores(self, step: Step) -> Scores:
        self.check()
        match step:
            case Row():
                return self.row(step)
            case Named(literal, synonyms):
                return self.named(literal, synonyms)
            case Both(steps, rows):
                return self.both(steps, rows)
            case Either(steps):
                return _sum(map(self.scores, steps))
            case Without(inner):
                found = self.scores(inner)
                return {key: 0.0 for key in self.source.entries() if key not in found}
            case OneOf():
                return self.value(step, 0.0)
            case Between(name, first, last):
                return self.where(lambda entry: any(dates.touch(first, last) for dates in _dates(entry, name)))

    def both(self, steps: tuple[Step, ...], rows: tuple[Row, ...]) -> Scores:
        found = [self.scores(step) for step in steps]
        common = set.intersection(*map(set, found)) if found else set(self.source.entries())
        total = {key: sum(scores[key] for scores in found) for key in common}
        for row in rows:
            weight = ranking.NEIGHBOURS * max(self.idf(Row((term,), row.fields)) for term in row.terms)
            for key, share in self.shares(self.frequencies_of(row, common)).items():
                total[key] += weight * ranking.saturated(share)
        return total

    def idf(self, row: Row) -> float:
        """How rare it is that a document has a row."""
        having = {key for found in self.frequencies_of(row).values() for key in found}
        return ranking.idf(len(self.source.entries()), len(having))

    def named(self, literal: Step, synonyms: Iterable[Synonym]) -> Scores:
        """A name in any of its forms is one thing, as rare as all of them together; the form asked for counts most."""
        asked = literal if isinstance(literal, Row) else Row(tuple(terms_of(literal)), fields_of(literal))
        total = self.form_scores(asked, [synonym for synonym in synonyms if synonym.row])
        for synonym in synonyms:
            if synonym.value is not None:
                for key, score in self.meant(self.value(synonym.value, ranking.VALUE), synonym).items():
                    total[key] = total.get(key, 0.0) + score
        if not isinstance(literal, Row):  # its words, wherever they stand
            for key, score in self.scores(literal).items():
                total[key] = max(total.get(key, 0.0), ranking.SYNONYM * score)
        return total

    def form_scores(self, asked: Row, others: list[Synonym]) -> Scores:
        every = {}
        for name in asked.fields:
            found = self.frequencies(asked, name)
            for synonym in others:
                assert synonym.row is not None
                for key, frequency in self.meant(self.frequencies(synonym.row, name), synonym).items():
                    found[key] = max(found.get(key, 0.0), ranking.SYNONYM * frequency)
            every[name] = found
        return self.weighed(every)

    def meant(self, found: Scores, synonym: Synonym) -> Scores:
        """Those documents that are of a time when the name had its meaning."""
        entries = self.source.entries()
        return {key: score for key, score in found.items() if _meant(entries[key].dates, synonym)}

    def value(self, choice: OneOf, score: float) -> Scores:
        values = set(choice.values)
        if choice.facet == "type":
            return {key: score for key, entry in self.source.entries().items() if entry.type in values}
        return {
            key: score
            for key, entry in self.source.entries().items()
            if not values.isdisjoint(entry.facets.get(choice.facet, ()))
        }

    def where(self, holds: Callable[[Entry], bool]) -> Scores:
        return {key: 0.0 for key, entry in self.source.entries().items() if holds(entry)}

    def row(self, row: Row) -> Scores:
        """The documents that have the row in some field, by BM25F over the fields."""
        if not row.terms:
            return dict.fromkeys(self.source.entries(), 0.0)
        return self.weighed(self.frequencies_of(row))

    def frequencies_of(self, row: Row, among: Collection[Key] | None = None) -> dict[str, Scores]:
        """How often each document (of those `among`) has the row in each field."""
        found = {name: self.frequencies(row, name) for name in row.fields}
        if among is None:
            return found
        return {name: {key: count for key, count in one.items() if key in among} for name, one in found.items()}

    def weighed(self, found: Mapping[str, Scores]) -> Scores:
        """Scores from how often each document has something in each field."""
        shares = self.shares(found)
        factor = ranking.idf(len(self.source.entries()), len(shares))
        return {key: factor * ranking.saturated(share) for key, share in shares.items()}

    def shares(self, found: Mapping[str, Scores]) -> Scores:
        """What something counts in all fields of a document together."""
        shares: Scores = {}
        for name, frequencies in found.items():
            average = self.source.average(name)
            for key, frequency in frequencies.items():
                share = ranking.share(frequency, name, self.source.length(name, key), average)
                shares[key] = shares.get(key, 0.0) + share
        return shares

    def frequencies(self, row: Row, name: str) -> Scores:
        """How often each document has the row in a field, other forms of its words counting less."""
        terms = [self.occurrences(term, name) for term in row.terms]
        if len(terms) == 1:
            return {key: sum(places.values()) for key, places in terms[0].items()}
        found: Scores = {}
        for key in set.intersection(*map(set, terms)):
            self.check()
            places: list[Collection[int]] = [positions[key] for positions in terms]
            found[key] = near(list(zip(row.terms, places, strict=True)), row.within) if row.within else in_a_row(places)
        return {key: frequency for key, frequency in found.items() if frequency}

    def occurrences(self, term: Term, name: str) -> Occurrences:
        self.check()
        weighted = self.weighted_terms(term)
        gathered: dict[Key, dict[int, float]] = {}
        for text, weight in weighted:
            for key, positions in self.positions(name, text).items():
                places = gathered.setdefault(key, {})
                for position in positions:
                    places[position] = max(weight, places.get(position, 0.0))
        return gathered

    def positions(self, name: str, text: str) -> Mapping[Key, Positions]:
        """What the source says, asked once."""
        if (name, text) not in self.known:
            self.known[name, text] = self.source.positions(name, text)
        return self.known[name, text]

    def weighted_terms(self, term: Term) -> list[tuple[str, float]]:
        """The terms of the source that a term of the question stands for, with what each counts."""
        if term.kind != "word":
            return [(text, 1.0) for text in self.expanded(term)]
        if term.literal:
            return [(term.word.folded, 1.0)]
        root = term.word.stem
        forms = {term.word.folded: 1.0, f"{STEM}{root}": ranking.OTHER_FORM}
        if stem(root) == root:
            forms.setdefault(root, ranking.OTHER_FORM)
        return list(forms.items())

    def expanded(self, term: Term) -> list[str]:
        word = term.word.folded
        if (term.kind, word) not in self.expansions:
            self.check()
            found: Counter[str] = Counter()
            for text, documents in self.source.terms():
                if text.startswith(word) if term.kind == "prefix" else one_edit_apart(word, text):
                    found[text] += documents
            self.partial = self.partial or len(found) > MAX_EXPANSIONS
            self.expansions[term.kind, word] = sorted(found, key=lambda text: (-found[text], text))[:MAX_EXPANSIONS]
        return self.expansions[term.kind, word]


def exact_first(step: Step | None, scores: Scores, source: Source) -> Scores:
    """The scores, lifted above all others for documents that have the words just as written: Tô, not to."""
    written = [term.word for term in terms_of(step) if term.kind == "word" and term.word.exact is not None]
    if not written or not scores:
        return scores
    having = [
        {key for name in ranking.WEIGHTS for key in source.positions(name, f"{EXACT}{word.exact}")} for word in written
    ]
    exact = set.intersection(*having)
    others = max((score for key, score in scores.items() if key not in exact), default=0.0)
    return {key: score + others if key in exact else score for key, score in scores.items()}


def _sum(parts: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for key, score in part.items():
            total[key] = total.get(key, 0.0) + score
    return total


def _dates(entry: Entry, name: str) -> tuple[Dates, ...]:
    return (entry.dates,) if name == "date" else entry.occasions


def _meant(dates: Dates, synonym: Synonym) -> bool:
    """Whether the name had its meaning at the time of a document; what is undated is not doubted."""
    return (synonym.first is None and synonym.last is None) or not dates or dates.touch(synonym.first, synonym.last)
