"""The best passage of a document for a question, and the marks on whatever text answers it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Self

from articles.search.fuzzy import one_edit_apart
from articles.search.results import DocumentType, Fragment, Snippet
from articles.search.steps import Both, Either, Named, Row, Step, Term, Without
from articles.search.words import Word, words

LENGTH = 280
"""Characters of a snippet, about."""
LEAD = 90
"""Characters before the first mark that are given up to begin with a whole sentence."""
SHORT = 2
"""Words of a name that are no longer than this are marked only within the name: Tô Lâm, but not every “to”."""


class Readable(Protocol):
    """What a snippet is taken from; `lead` is the paragraph (from 1) to show where nothing is asked of the text."""

    @property
    def type(self) -> DocumentType: ...
    @property
    def paragraphs(self) -> Sequence[str]: ...
    @property
    def lead(self) -> int: ...


class Mark(NamedTuple):
    """A place in a text that answers a row of the question."""

    start: int
    end: int
    row: int


class Place(NamedTuple):
    """Where a row of the question stands: the numbers of its first and last word in the text."""

    first: int
    last: int
    row: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks texts with what a question looks for in them."""

    rows: tuple[Row, ...]
    _asked: dict[str, tuple[Term, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The terms that a folded word answers: texts say the same words again and again."""

    @classmethod
    def of(cls, step: Step | None) -> Self:
        return cls(tuple(dict.fromkeys(_rows(step))) if step else ())

    def fragments(self, text: str) -> tuple[Fragment, ...]:
        """The whole text, in order, with its marked parts apart."""
        return tuple(_fragments(text, self.marks(text), 0, len(text)))

    def snippet(self, document: Readable) -> Snippet | None:
        """The paragraph that answers best, cut to its best part; the lead where none does; None without text."""
        if not document.paragraphs:
            return None
        marked = {number: marks for number, text in enumerate(document.paragraphs) if (marks := self.marks(text))}
        best = best_paragraph(document, {number: [mark.row for mark in marks] for number, marks in marked.items()})
        return snippet(document, best, document.paragraphs[best], marked.get(best, ()))

    def marks(self, text: str) -> list[Mark]:
        """The places that answer a row, in order, none within another."""
        found = list(words(text))
        standing: defaultdict[Term, list[int]] = defaultdict(list)
        for word in found:
            for term in self._answered(word):
                standing[term].append(word.position)
        places = in_order(
            place
            for number, row in enumerate(self.rows)
            if standing
            for place in row_places(row, [standing.get(term, []) for term in row.terms], number, [0])
        )
        return [Mark(found[place.first].start, found[place.last].end, place.row) for place in places]

    def _answered(self, word: Word) -> tuple[Term, ...]:
        """The terms that a word of a text answers."""
        if word.folded not in self._asked:
            asked = dict.fromkeys(term for row in self.rows for term in row.terms)
            self._asked[word.folded] = tuple(term for term in asked if _is(term, word))
        return self._asked[word.folded]


def row_places(row: Row, positions: list[Sequence[int]], number: int, paragraphs: Sequence[int]) -> Iterator[Place]:
    """Where a row stands, from the positions of each of its terms; never across the beginning of a paragraph."""
    if not positions or not all(positions):
        return
    if row.within:
        by_paragraph = [{bisect_right(paragraphs, place) for place in places} for places in positions]
        complete = set.intersection(*by_paragraph)
        for place in {place for places in positions for place in places}:
            if bisect_right(paragraphs, place) in complete:
                yield Place(place, place, number)
        return
    if len(positions) == 1:
        yield from (Place(place, place, number) for place in positions[0])
        return
    others = [set(places) for places in positions[1:]]
    for first in positions[0]:
        if all(first + step in places for step, places in enumerate(others, 1)):
            last = first + len(others)
            if bisect_right(paragraphs, first) == bisect_right(paragraphs, last):
                yield Place(first, last, number)


def in_order(places: Iterable[Place]) -> list[Place]:
    """Places by their beginning, the longest first, without those that begin in another."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.first, -place.last, place.row)):
        if not kept or place.first > kept[-1].last:
            kept.append(place)
    return kept


def best_paragraph(document: Readable, marked: Mapping[int, Sequence[int]]) -> int:
    """Which paragraph (from 0) answers best, by the rows that are marked in each; the lead where none are."""
    if not marked:
        return min(document.lead, len(document.paragraphs)) - 1
    if len(marked) == 1:
        return next(iter(marked))

    def worth(number: int) -> tuple[int, bool, int, int]:
        """How much of the question it answers, rather after the lead than before it, how often, how early."""
        rows = marked[number]
        return len(set(rows)), number + 1 >= document.lead, len(rows), -number

    return max(marked, key=worth)


def snippet(document: Readable, best: int, text: str, marks: Sequence[Mark]) -> Snippet:
    """A paragraph of a document (from 0), cut to its best part."""
    start, end = _window(text, marks)
    fragments = _fragments(text, marks, start, end)
    if start > 0:
        _join(fragments, 0, Fragment("…"))
    if end < len(text):
        _join(fragments, len(fragments), Fragment("…"))
    return Snippet(tuple(fragments), best + 1 if document.type == "article" else None)


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


def _is(term: Term, word: Word) -> bool:
    """Whether a word of a text is what a term asks for."""
    match term.kind:
        case "prefix":
            return word.folded.startswith(term.word.folded)
        case "fuzzy":
            return one_edit_apart(term.word.folded, word.folded)
    return word.folded == term.word.folded or (not term.literal and word.stem == term.word.stem)


def _window(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """From where to where to show a paragraph: all of it if short, else the stretch with most of the marks."""
    if len(text) <= LENGTH * 1.2:
        return 0, len(text)
    start = 0
    if marks:
        start = _beginning(text, _richest(marks).start)
    end = _word_end(text, max(start + LENGTH, min((mark.end for mark in marks if mark.end > start), default=0)))
    return start, end


def _richest(marks: Sequence[Mark]) -> Mark:
    """The first mark (of some in order) behind which most of the question stands close together, then most marks."""
    ends = [mark.end for mark in marks]

    def worth(place: int) -> tuple[int, int]:
        inside = marks[place : bisect_right(ends, marks[place].start + LENGTH - LEAD)]
        return len({mark.row for mark in inside}), len(inside)

    return marks[max(range(len(marks)), key=worth)]


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


def _fragments(text: str, marks: Sequence[Mark], start: int, end: int) -> list[Fragment]:
    """A stretch of a text with its marked parts apart; neighbours that are marked alike are one."""
    fragments: list[Fragment] = []
    place = start
    for mark in marks:
        if mark.start < place or mark.end > end:
            continue
        if mark.start > place:
            fragments.append(Fragment(text[place : mark.start]))
        _join(fragments, len(fragments), Fragment(text[mark.start : mark.end], marked=True))
        place = mark.end
    if place < end:
        _join(fragments, len(fragments), Fragment(text[place:end]))
    return fragments


def _join(fragments: list[Fragment], place: int, added: Fragment) -> None:
    """Put a fragment first (place 0) or last; into its neighbour, where that is marked alike."""
    if not fragments:
        fragments.append(added)
    elif place == 0 and fragments[0].marked == added.marked:
        fragments[0] = Fragment(added.text + fragments[0].text, added.marked)
    elif place and fragments[-1].marked == added.marked:
        fragments[-1] = Fragment(fragments[-1].text + added.text, added.marked)
    else:
        fragments.insert(place, added)
