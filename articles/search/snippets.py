"""The best passage of a document for a question, and the marks on whatever text answers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from articles.search.documents import Document
from articles.search.fuzzy import one_edit_apart
from articles.search.results import Fragment, Snippet
from articles.search.steps import Both, Either, Named, Row, Step, Term, Without
from articles.search.words import Word, words

LENGTH = 280
"""Characters of a snippet, about."""
LEAD = 90
"""Characters before the first mark that are given up to begin with a whole sentence."""
SHORT = 2
"""Words of a name that are no longer than this are marked only within the name: Tô Lâm, but not every “to”."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text that answers a row of the question."""

    start: int
    end: int
    row: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks texts with what a question looks for in them."""

    rows: tuple[Row, ...]

    @classmethod
    def of(cls, step: Step | None) -> Self:
        return cls(tuple(dict.fromkeys(_rows(step))) if step else ())

    def fragments(self, text: str) -> tuple[Fragment, ...]:
        """The whole text, in order, with its marked parts apart."""
        return tuple(_fragments(text, self.marks(text), 0, len(text)))

    def snippet(self, document: Document) -> Snippet | None:
        """The paragraph that answers best, cut to its best part; the lead where none does; None without text."""
        if not document.paragraphs:
            return None
        marked = [self.marks(paragraph) for paragraph in document.paragraphs]
        worth = [_value(marks, number >= document.lead) for number, marks in enumerate(marked, 1)]
        best = worth.index(max(worth))
        if not marked[best]:
            best = min(document.lead, len(document.paragraphs)) - 1
        text, marks = document.paragraphs[best], marked[best]
        start, end = _window(text, marks)
        fragments = [Fragment("…")] * (start > 0) + list(_fragments(text, marks, start, end))
        fragments += [Fragment("…")] * (end < len(text))
        return Snippet(_joined(fragments), best + 1 if document.type == "article" else None)

    def marks(self, text: str) -> list[Mark]:
        """The places that answer a row, in order, none within another."""
        found = list(words(text))
        marks = [mark for number, row in enumerate(self.rows) for mark in _marks(row, found, number)]
        kept: list[Mark] = []
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
        return kept


def _value(marks: list[Mark], is_body: bool) -> tuple[int, bool, int]:
    """How well a paragraph answers: how much of the question, rather after the lead than before it, how often."""
    return len({mark.row for mark in marks}), is_body, len(marks)


def _rows(step: Step, in_name: bool = False) -> Iterator[Row]:
    """The rows that a step wants to be there."""
    match step:
        case Row() if not in_name or any(len(term.word.folded) > SHORT for term in step.terms):
            yield step
        case Named(literal, synonyms):
            yield from _rows(literal, in_name=isinstance(literal, Both))
            if isinstance(literal, Both):
                yield Row(tuple(term for row in _rows(literal) for term in row.terms))
            yield from (synonym.row for synonym in synonyms if synonym.row)
        case Both(steps, _) | Either(steps):
            for part in steps:
                yield from _rows(part, in_name)
        case Without(Without(inner)):
            yield from _rows(inner, in_name)


def _marks(row: Row, found: list[Word], number: int) -> Iterator[Mark]:
    if row.within:
        places = [[word for word in found if _is(term, word)] for term in row.terms]
        for word in {word for place in places for word in place} if all(places) else ():
            yield Mark(word.start, word.end, number)
        return
    length = len(row.terms)
    for start in range(len(found) - length + 1 if length else 0):
        if not _is(row.terms[0], found[start]):
            continue
        run = found[start : start + length]
        if all(_is(term, word) for term, word in zip(row.terms, run, strict=True)):
            yield Mark(run[0].start, run[-1].end, number)


def _is(term: Term, word: Word) -> bool:
    """Whether a word of a text is what a term asks for."""
    match term.kind:
        case "prefix":
            return word.folded.startswith(term.word.folded)
        case "fuzzy":
            return one_edit_apart(term.word.folded, word.folded)
    return word.folded == term.word.folded or (not term.literal and word.stem == term.word.stem)


def _window(text: str, marks: list[Mark]) -> tuple[int, int]:
    """From where to where to show a paragraph: all of it if short, else the stretch with most of the marks."""
    if len(text) <= LENGTH * 1.2:
        return 0, len(text)
    start = 0
    if marks:
        first = max(marks, key=lambda mark: (_worth(marks, mark.start), -mark.start))
        start = _beginning(text, first.start)
    end = _word_end(text, max(start + LENGTH, min((mark.end for mark in marks if mark.end > start), default=0)))
    return start, end


def _worth(marks: list[Mark], start: int) -> tuple[int, int]:
    inside = [mark for mark in marks if start <= mark.start and mark.end <= start + LENGTH - LEAD]
    return len({mark.row for mark in inside}), len(inside)


def _beginning(text: str, mark: int) -> int:
    """The start of the mark's sentence if it is near, else of a word a little before the mark."""
    sentence = max(text.rfind(f"{end} ", 0, mark) for end in ".!?")
    if mark - (sentence + 2) <= LEAD:
        return sentence + 2 if sentence >= 0 else 0
    place = text.rfind(" ", 0, max(mark - LEAD // 3, 0))
    return place + 1


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.find(" ", place)
    return space if space >= 0 else len(text)


def _fragments(text: str, marks: list[Mark], start: int, end: int) -> Iterator[Fragment]:
    place = start
    for mark in marks:
        if mark.start < place or mark.end > end:
            continue
        if mark.start > place:
            yield Fragment(text[place : mark.start])
        yield Fragment(text[mark.start : mark.end], marked=True)
        place = mark.end
    if place < end:
        yield Fragment(text[place:end])


def _joined(fragments: list[Fragment]) -> tuple[Fragment, ...]:
    """Neighbours that are marked alike as one."""
    joined: list[Fragment] = []
    for fragment in fragments:
        if joined and joined[-1].marked == fragment.marked:
            joined[-1] = Fragment(joined[-1].text + fragment.text, fragment.marked)
        else:
            joined.append(fragment)
    return tuple(joined)
