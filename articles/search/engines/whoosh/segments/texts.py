"""Texts of an analyzer that cuts them in one step, gathered by what is printed between two spaces.

Which words a piece of print has, and what they stand for (folded, stem, exact form), is looked up once for each piece
that a segment meets; for the texts themselves it is a `take` over arrays, when a run is cut.
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
from articles.search.engines.whoosh.segments.pairs import PairGatherer, Part, has_pairs
from articles.search.engines.whoosh.segments.terms import kind_of

Ints = NDArray[Any]
BREAK = "\0"
"""Stands between paragraphs, among the pieces of a text."""
_NONE = -1


class Cutter(Protocol):
    """An analyzer that cuts a text in one step.

    `mark` is a term that stands where the first word of each paragraph does, or None.
    """

    mark: str | None

    def cut(self, text: str) -> list[str]:
        """The text in pieces, each of no, one or several whole words, with `BREAK` between marked paragraphs."""
        ...

    def forms(self, piece: str) -> Sequence[tuple[str, str, str, str]]:
        """The stem of each word of a piece, and its terms, all at its position: folded, stem, exact form; "" for none.

        The stem itself (as `pairs` has it) is there always, the term of a stem only where it differs from the word.
        """
        ...

    def terms_of(self, stem: str) -> Sequence[str]:
        """The terms that stand just where words of this stem do."""
        ...


def is_cutter(analyzer: object) -> TypeGuard[Cutter]:
    return hasattr(analyzer, "cut") and hasattr(analyzer, "forms")


class _Pieces(dict[str, int]):
    """Pieces to numbers, for each number its words, and for each word its terms' numbers; 0 is `BREAK`."""

    def __init__(self, cutter: Cutter, terms: Vocabulary) -> None:
        self.cutter = cutter
        self.terms = terms
        self.stems = Vocabulary()
        self.stem_of = array("I")
        self.starts = array("I", [0])
        self.columns = (array("i"), array("i"), array("i"))
        self.odd: dict[str, int] = {}  # pieces that are not one word, and how many more or less
        self[BREAK] = self._add(BREAK, ())

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._add(piece, self.cutter.forms(piece))
        return number

    def _add(self, piece: str, forms: Sequence[tuple[str, str, str, str]]) -> int:
        terms, (folded_column, stem_column, exact_column) = self.terms, self.columns
        for bare, folded, stem, exact in forms:
            self.stem_of.append(self.stems[bare])
            folded_column.append(terms[folded])
            stem_column.append(terms[stem] if stem else _NONE)
            exact_column.append(terms[exact] if exact else _NONE)
        if len(forms) != 1:
            self.odd[piece] = len(forms) - 1
        self.starts.append(len(self.columns[0]))
        return len(self.starts) - 2


class TextGatherer(FieldGatherer):
    """Gathers a field whose analyzer is a `Cutter`; single tokens are taken too."""

    def __init__(self, cutter: Cutter, boost: float, pairs: PairGatherer | None = None) -> None:
        super().__init__("positions", boost)
        self.pairs = pairs
        self._cutter = cutter
        self._pieces = _Pieces(cutter, self.vocabulary)
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
        self._numbers.extend(map(self._pieces.__getitem__, cut))
        self._text_docs.append(doc)
        self._sizes.append(len(cut))
        odd = self._pieces.odd
        words = len(cut) + sum(map(odd.__getitem__, filter(odd.__contains__, cut)))
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
        docs, sizes = np.frombuffer(self._text_docs, "u4"), np.frombuffer(self._sizes, "u4")
        words, places, firsts = self._words_of(sizes)
        if not len(words):
            return None
        positions = counted(np.bincount(places, minlength=len(sizes)))
        if self.pairs is not None:
            stems = np.frombuffer(self._pieces.stem_of, "u4").take(words)
            self.pairs.add_run(stems, list(self._pieces.stems), places << 32 | positions, docs)
        mark = None if self._cutter.mark is None else self.vocabulary[self._cutter.mark]
        packing = Packing.of(len(sizes), int(positions.max()), len(self.vocabulary))
        stands = packing.stands(places, positions)
        keys = [] if mark is None else [packing.keys(np.full(len(firsts), mark), stands.take(firsts))]
        for column in self._pieces.columns:
            terms = np.frombuffer(column, "i4").take(words)
            there = np.flatnonzero(terms >= 0)
            keys.append(packing.keys(terms.take(there), stands.take(there)))
        joined = np.concatenate(keys)
        joined.sort()
        return self._run(joined, packing, docs)

    def _words_of(self, sizes: Ints) -> tuple[Ints, Ints, Ints]:
        """The gathered words by number, the place of each one's document, and which are the first of a paragraph."""
        pieces = np.frombuffer(self._numbers, "u4")
        places = np.repeat(np.arange(len(sizes)), sizes)
        paragraphs = np.cumsum(pieces == 0) + places
        starts = np.frombuffer(self._pieces.starts, "u4").astype("i8")
        counts = np.diff(starts).take(pieces)
        words = np.repeat(starts.take(pieces), counts) + counted(counts)
        firsts = np.flatnonzero(np.diff(np.repeat(paragraphs, counts), prepend=-1))
        return words, np.repeat(places, counts), firsts


def gatherer_of(field_: FieldType, like: Part | None = None) -> FieldGatherer | ValueGatherer:
    """The gatherer for the postings of a Whoosh field; `like` is a segment whose pairs of the field it may go by."""
    kind, boost = kind_of(field_.format), field_.format.field_boost
    if kind == "values":
        return ValueGatherer(boost)
    if kind == "positions" and is_cutter(field_.analyzer):
        return TextGatherer(field_.analyzer, boost, PairGatherer(like) if has_pairs(field_) else None)
    return FieldGatherer(kind, boost)
