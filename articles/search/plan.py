"""A question made definite: names become codes and synonyms, relative dates become days. Engines answer plans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from articles.dates import bounds
from articles.search.fields import FACETS
from articles.search.language import tree as language
from articles.search.language.values import DAYS
from articles.search.names import Bearer, Form, Names
from articles.search.query import Query
from articles.search.results import DocumentType
from articles.search.steps import (
    FIELDS,
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
    row_of,
)
from articles.search.words import Word, words


@dataclass(frozen=True, slots=True)
class Condition:
    """What one facet has to fulfil: one of these values, or with `negative` none of them."""

    values: frozenset[str]
    negative: bool = False

    def holds(self, values: Iterable[str]) -> bool:
        return self.values.isdisjoint(values) is self.negative


@dataclass(frozen=True, slots=True)
class Plan:
    """`step` is the text without what it says of facets and types at its top level; that is among the `conditions`."""

    step: Step | None
    type: DocumentType | None
    conditions: dict[str, list[Condition]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None


def plan(query: Query, names: Names, today: date) -> Plan:
    """The definite form of a question; `today` is what `last:30d` counts back from."""
    conditions: dict[str, list[Condition]] = {facet: [] for facet in FACETS}
    for chosen in query.selections:
        if chosen.included:
            conditions[chosen.facet].append(Condition(frozenset(chosen.included)))
        if chosen.excluded:
            conditions[chosen.facet].append(Condition(frozenset(chosen.excluded), negative=True))
    planner = Planner(names, today, query.exact)
    rest: list[language.Node] = []
    types = [Condition(frozenset({query.document_type}))] if query.document_type else []
    for part in query.conditions:
        condition = planner.condition(part)
        if condition is None:
            rest.append(part)
        elif condition[0] == "type":
            types.append(condition[1])
        else:
            conditions[condition[0]].append(condition[1])
    conditions["type"] = types
    step = planner.step(language.all_of(rest), FIELDS) if rest else None
    return Plan(step, query.document_type, conditions, query.first_day, query.last_day)


class Planner:
    """Makes a tree definite, with the names and the day at hand."""

    def __init__(self, names: Names, today: date, exact: bool) -> None:
        self.names = names
        self.today = today
        self.exact = exact

    def condition(self, node: language.Node) -> tuple[str, Condition] | None:
        """The facet that a part of the text is about, and what it asks of it; None where it is about anything else."""
        if isinstance(node, language.Not):
            inner = self.condition(node.node)
            return (inner[0], Condition(inner[1].values, not inner[1].negative)) if inner else None
        parts = node.nodes if isinstance(node, language.Any) else (node,)
        values = [part for part in parts if isinstance(part, language.Value)]
        if len(values) != len(parts) or len({part.field for part in values}) > 1:
            return None
        return values[0].field, Condition(frozenset(code for part in values for code in self.codes(part)))

    def codes(self, value: language.Value) -> tuple[str, ...]:
        """The codes that a value stands for; a name that nothing bears stands for itself, and finds nothing."""
        if not value.is_name:
            return (value.value,)
        return self.names.codes(value.field, value.value) or (value.value,)

    def step(self, node: language.Node, fields: tuple[str, ...]) -> Step:
        match node:
            case language.All(nodes):
                return self.both(nodes, fields)
            case language.Any(nodes):
                return Either(tuple(self.step(part, fields) for part in nodes))
            case language.Not(part):
                return Without(self.step(part, fields))
            case language.Within(where, part):
                return self.step(part, (where,))
            case language.Word():
                return self.both((node,), fields)
            case language.Prefix(text) | language.Fuzzy(text):
                return row_of(text, fields, "prefix" if isinstance(node, language.Prefix) else "fuzzy")
            case language.Phrase(texts, within):
                return row_of(" ".join(texts), fields, literal=len(texts) == 1, within=within)
            case language.Value(facet, _):
                return OneOf(facet, self.codes(node))
            case language.Dates(name, first, last):
                return Between(name, bounds(first)[0] if first else None, bounds(last)[1] if last else None)
            case language.Recent(count, unit):
                return Between("date", self.today - timedelta(days=count * DAYS[unit]), self.today)

    def both(self, nodes: tuple[language.Node, ...], fields: tuple[str, ...]) -> Step:
        """All parts; runs of words among them are looked up as names, the longest first."""
        steps: list[Step] = []
        rows: list[Row] = []
        for run in _runs(nodes):
            if not isinstance(run, list):
                steps.append(self.step(run, fields))
                continue
            steps += self.named(run, fields)
            if len(run) > 1:
                rows.append(row_of(" ".join(word.text for word in run), fields))
        return steps[0] if len(steps) == 1 and not rows else Both(tuple(steps), tuple(rows))

    def named(self, run: list[language.Word], fields: tuple[str, ...]) -> Iterator[Step]:
        """The steps for words in a row: names with their synonyms, and the words that are in no name."""
        texts = [word.text for word in run]
        start = 0
        while start < len(texts):
            length, forms = self.longest_name(texts[start:])
            literal = tuple(row_of(text, fields) for text in texts[start : start + length])
            step: Step = literal[0] if length == 1 else Both(literal)
            synonyms = tuple(self.synonyms(forms, fields))
            yield Named(step, synonyms) if synonyms else step
            start += length

    def longest_name(self, texts: list[str]) -> tuple[int, list[Form]]:
        """How many of the texts, from the first, are a name, and whose; (1, []) where none is."""
        if not self.exact:
            for length in range(min(len(texts), max(self.names.longest, 1)), 0, -1):
                forms = self.names.meaning(tuple(word.folded for word in words(" ".join(texts[:length]))))
                if forms:
                    return length, forms
        return 1, []

    def synonyms(self, forms: list[Form], fields: tuple[str, ...]) -> Iterator[Synonym]:
        for form in forms:
            facet = form.bearer.facet
            if facet and fields == FIELDS:
                yield Synonym(None, OneOf(facet, (form.bearer.key,)), form.valid_from, form.valid_to)
            for other in self.other_forms(form.bearer, form):
                row = Row(tuple(Term(Word(word, None, 0, 0, 0), literal=True) for word in other.words), fields)
                yield Synonym(row, None, *_overlap(form, other))

    def other_forms(self, bearer: Bearer, asked: Form) -> list[Form]:
        return [form for form in self.names.of_bearer(bearer) if form.words != asked.words]


def _runs(nodes: tuple[language.Node, ...]) -> Iterator[list[language.Word] | language.Node]:
    """Words that stand next to each other as lists, everything else as it is."""
    run: list[language.Word] = []
    for node in nodes:
        if isinstance(node, language.Word):
            run.append(node)
            continue
        if run:
            yield run
            run = []
        yield node
    if run:
        yield run


def _overlap(one: Form, other: Form) -> tuple[date | None, date | None]:
    """The days in which both forms had their meaning."""
    starts = [day for day in (one.valid_from, other.valid_from) if day]
    ends = [day for day in (one.valid_to, other.valid_to) if day]
    return max(starts, default=None), min(ends, default=None)
