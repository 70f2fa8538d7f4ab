"""Texts of an analyzer that cuts them in one step, gathered by the printed form of their words.

What a printed word stands for (folded, stem, exact form) is looked up once for each form that a segment meets; for the
words themselves it is a `take` over arrays, when a run is cut.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeGuard

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import FieldType

from articles.search.engines.whoosh.segments import gathering
from articles.search.engines.whoosh.segments.gathering import (
    FieldGatherer,
    Packing,
    Run,
    ValueGatherer,
    Vocabulary,
    counted,
)
from articles.search.engines.whoosh.segments.terms import kind_of

Ints = NDArray[Any]
BREAK = "\n\n"
"""Stands between paragraphs, among the words."""
_NONE = -1


class Cutter(Protocol):
    """An analyzer that cuts a text in one step.

    `mark` is a term that stands where the first word of each paragraph does, or None.
    """

    mark: str | None

    def cut(self, text: str) -> list[str]:
        """The words as printed, in order, with `BREAK` between paragraphs where these are marked."""
        ...

    def forms(self, printed: str) -> tuple[str, ...]:
        """The terms of a printed word, all at its position: folded, stem, and exact form; none if it is no word.

        Where there is no stem but an exact form the stem is "".
        """
        ...


def is_cutter(analyzer: object) -> TypeGuard[Cutter]:
    return hasattr(analyzer, "cut") and hasattr(analyzer, "forms")


class _Printed(dict[str, int]):
    """Printed words to numbers, and for each number those of its terms; 0 is `BREAK`."""

    def __init__(self, cutter: Cutter, terms: Vocabulary) -> None:
        self.cutter = cutter
        self.terms = terms
        self.columns = tuple(array("i") for _ in range(3))
        self.empty: set[str] = set()
        self[BREAK] = self._add(())

    def __missing__(self, printed: str) -> int:
        forms = self.cutter.forms(printed)
        if not forms:
            self.empty.add(printed)
        number = self[printed] = self._add(forms)
        return number

    def _add(self, forms: Sequence[str]) -> int:
        for place, column in enumerate(self.columns):
            column.append(self.terms[forms[place]] if place < len(forms) and forms[place] else _NONE)
        return len(self.columns[0]) - 1


class TextGatherer(FieldGatherer):
    """Gathers a field whose analyzer is a `Cutter`; single tokens are taken too."""

    def __init__(self, cutter: Cutter, boost: float) -> None:
        super().__init__("positions", boost)
        self._cutter = cutter
        self._printed = _Printed(cutter, self.vocabulary)
        self._begin_texts()

    def _begin_texts(self) -> None:
        self._numbers = array("I")
        self._text_docs = array("I")
        self._sizes = array("I")

    def add_text(self, doc: int, text: str) -> int:
        """One document's text; answers how many words it has."""
        if self._docs:
            self.cut()  # runs follow each other by document
        cut = self._cutter.cut(text)
        self._numbers.extend(map(self._printed.__getitem__, cut))
        self._text_docs.append(doc)
        self._sizes.append(len(cut))
        words = len(cut) - cut.count(BREAK)
        if self._printed.empty:
            words -= sum(map(self._printed.empty.__contains__, cut))
        if len(self._text_docs) >= gathering.RUN_DOCS or len(self._numbers) >= gathering.RUN_TOKENS:
            self.cut()
        return words

    def add(
        self,
        doc: int,
        words: Sequence[Any],
        positions: Iterable[int] | None = None,
        boosts: Iterable[float] | None = None,
    ) -> None:
        if self._text_docs:
            self.cut()
        super().add(doc, words, positions, boosts)

    def cut(self) -> None:
        super().cut()
        if len(self._numbers):
            run = self._text_run()
            if run is not None:
                self.runs.append(run)
        self._begin_texts()

    def _text_run(self) -> Run | None:
        """The texts since the last cut, or None where they have no words."""
        numbers = np.frombuffer(self._numbers, "u4")
        docs = np.frombuffer(self._text_docs, "u4")
        sizes = np.frombuffer(self._sizes, "u4")
        folded, stem, exact = (np.frombuffer(column, "i4") for column in self._printed.columns)
        terms = folded.take(numbers)
        places = np.repeat(np.arange(len(sizes)), sizes)
        words = np.flatnonzero(terms >= 0)
        if not len(words):
            return None
        firsts = _paragraph_firsts(numbers, places, words)
        numbers, terms, places = numbers.take(words), terms.take(words), places.take(words)
        positions = counted(np.bincount(places, minlength=len(sizes)))
        marks = np.empty(0, "i8") if self._cutter.mark is None else firsts
        mark = np.full(len(marks), 0 if self._cutter.mark is None else self.vocabulary[self._cutter.mark])
        packing = Packing.of(len(sizes), int(positions.max()), len(self.vocabulary))
        stands = packing.stands(places, positions)
        keys = [packing.keys(terms, stands), packing.keys(mark, stands.take(marks))]
        for column in (stem, exact):
            others = column.take(numbers)
            there = np.flatnonzero(others >= 0)
            keys.append(packing.keys(others.take(there), stands.take(there)))
        joined = np.concatenate(keys)
        joined.sort()
        return self._run(joined, packing, docs)


def _paragraph_firsts(numbers: Ints, places: Ints, words: Ints) -> Ints:
    """Which of the words are the first of their paragraph, by their place among the words."""
    paragraphs = np.cumsum(numbers == 0) + places
    return np.flatnonzero(np.diff(paragraphs.take(words), prepend=-1))


def gatherer_of(field_: FieldType) -> FieldGatherer | ValueGatherer:
    """The gatherer for the postings of a Whoosh field."""
    kind, boost = kind_of(field_.format), field_.format.field_boost
    if kind == "values":
        return ValueGatherer(boost)
    if kind == "positions" and is_cutter(field_.analyzer):
        return TextGatherer(field_.analyzer, boost)
    return FieldGatherer(kind, boost)
