"""What a definite question is made of: each step says which documents it wants, in terms that every source knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.search.words import Word, words

FIELDS = ("title", "dateline", "text")
"""The texts of a document that words are looked for in."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word: literally with `literal`, else in any form; the last of a row may be a beginning, or one letter off."""

    word: Word
    kind: str = "word"
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Terms in a row in one of the fields; with `within`, in any order, so many words apart at most."""

    terms: tuple[Term, ...]
    fields: tuple[str, ...] = FIELDS
    within: int = 0


@dataclass(frozen=True, slots=True)
class OneOf:
    """Documents with one of these values of a facet (or of `type`)."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Documents (`date`), or events that they tell of (`event-date`), of these days; None is open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another way to what a name means: other forms of it, or the facet value of its bearer.

    It holds in documents that touch the days in which the name that was asked for meant so.
    """

    row: Row | None
    value: OneOf | None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a name asks for: its words as written, or what it means."""

    literal: "Step"
    synonyms: tuple[Synonym, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """All steps; `rows` are words that stand next to each other in the question, and rank higher where they do so."""

    steps: tuple["Step", ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    steps: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Without:
    step: "Step"


Step = Row | OneOf | Between | Named | Both | Either | Without


def row_of(text: str, fields: tuple[str, ...], last: str = "word", *, literal: bool = False, within: int = 0) -> Row:
    """The words of a text as terms in a row, the last of them of a kind of its own."""
    found = words_of(text)
    kinds = ["word"] * (len(found) - 1) + [last]
    return Row(tuple(Term(word, kind, literal) for word, kind in zip(found, kinds, strict=True)), fields, within)


def words_of(text: str) -> list[Word]:
    return list(words(text))


def terms_of(step: Step | None) -> list[Term]:
    """The terms that a step wants to be there, all of them, as they were typed."""
    match step:
        case Row(terms):
            return list(terms)
        case Named(literal, _):
            return terms_of(literal)
        case Both(steps, _):
            return [term for part in steps for term in terms_of(part)]
        case _:
            return []


def all_terms(step: Step | None) -> Iterator[Term]:
    """Every term that a step looks for, wanted or not."""
    match step:
        case Row(terms):
            yield from terms
        case Named(literal, synonyms):
            yield from all_terms(literal)
            for synonym in synonyms:
                yield from all_terms(synonym.row)
        case Both(steps, _) | Either(steps):
            for part in steps:
                yield from all_terms(part)
        case Without(inner):
            yield from all_terms(inner)


def excluded_terms(step: Step | None) -> Iterator[Term]:
    """Every term of what a step leaves out."""
    match step:
        case Without(inner):
            yield from all_terms(inner)
        case Both(steps, _) | Either(steps):
            for part in steps:
                yield from excluded_terms(part)


def too_many_to_leave_out(term: Term) -> str:
    """What to say where a term that is left out stands for more words than are looked for."""
    stands = "begin so" if term.kind == "prefix" else "are one letter away"
    return f"Too many words {stands} to leave out all of them: write more of “{term.word.folded}”."


def fields_of(step: Step) -> tuple[str, ...]:
    """The fields that the words of a name are looked for in."""
    return next((part.fields for part in step.steps if isinstance(part, Row)), FIELDS) if isinstance(step, Both) else ()
