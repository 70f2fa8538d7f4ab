"""Whoosh's matcher, cursor and term information over posting arrays: what keeps Whoosh's own searchers working."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh.codec.base import FieldCursor
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.scoring import BaseScorer
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length

from articles.search.engines.whoosh.segments.terms import FieldReader, starts_of


def term_info(field: FieldReader, term: int) -> TermInfo:
    """Whoosh's facts about the term with this number."""
    start, stop = field.extent(term)
    lengths = [
        byte_to_length(int(field.section(part, term, term + 1)[0])) if field.has(part) else 0
        for part in ("min_length", "max_length")
    ]
    return TermInfo(
        weight=float(field.weights(term).sum(dtype="f8")),
        df=stop - start,
        minlength=lengths[0],
        maxlength=lengths[1],
        maxweight=float(field.section("max_weight", term, term + 1)[0]),
        minid=int(field.section("docs", start, start + 1)[0]),
        maxid=int(field.section("docs", stop - 1, stop)[0]),
    )


class ArrayMatcher(LeafMatcher):
    """One term's postings as one block, whose bounds are the term's; values are encoded only when asked for."""

    def __init__(
        self, field: FieldReader, term_number: int, format_: Format, term: tuple[str, bytes], scorer: BaseScorer | None
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._field = field
        self._number = term_number
        self._term = term
        self._ids = array("I", field.docs(term_number).tobytes())
        self._weights = array("f", field.weights(term_number).tobytes())
        self._i = 0
        self._tf: list[int] | None = None
        self._starts: list[int] = []
        self._positions: list[int] = []
        self._values: list[bytes] = []
        self._info: TermInfo | None = None

    def is_active(self) -> bool:
        return self._i < len(self._ids)

    def reset(self) -> None:
        self._i = 0

    def copy(self) -> "ArrayMatcher":
        twin = ArrayMatcher.__new__(ArrayMatcher)
        twin.__dict__.update(self.__dict__)
        return twin

    def replace(self, minquality: float = 0) -> Any:
        # Whoosh's wrapper of boosts hands down a bound that it forgot to divide by the boost: leave postings to
        # `skip_to_quality`, where the bound is right.
        return self if self.is_active() else NullMatcher()

    def id(self) -> int:
        return self._ids[self._i]

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids)

    def weight(self) -> float:
        return self._weights[self._i]

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._i += 1
        return not self.is_active()

    def skip_to(self, targetid: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._i = bisect_left(self._ids, targetid, self._i)

    def skip_to_quality(self, minquality: float) -> int:
        if self.is_active() and self.block_quality() <= minquality:
            self._i = len(self._ids)
            return 1
        return 0

    def _bounds(self) -> TermInfo:
        if self._info is None:
            self._info = term_info(self._field, self._number)
        return self._info

    def block_min_length(self) -> int:
        return self._bounds().min_length()

    def block_max_length(self) -> int:
        return self._bounds().max_length()

    def block_max_weight(self) -> float:
        return self._bounds().max_weight()

    def _frequencies(self) -> list[int]:
        if self._tf is None:
            tf = self._field.tf(self._number)
            self._tf = [1] * len(self._ids) if tf is None else tf.tolist()
        return self._tf

    def _posting_positions(self) -> list[int]:
        if not self._starts:
            self._positions = self._field.positions(self._number).tolist()
            tf = self._field.tf(self._number)
            self._starts = list(range(len(self._ids) + 1)) if tf is None else starts_of(tf).tolist()
        return self._positions[self._starts[self._i] : self._starts[self._i + 1]]

    def value(self) -> Any:
        """The posting's value in the format's own encoding."""
        if self._field.kind == "existence":
            return b""
        if self._field.kind == "frequency":
            return pack_uint(self._frequencies()[self._i])
        if self._field.kind == "positions":
            return self.format.encode(self._posting_positions())
        if not self._values:
            self._values = self._field.values(self._number)
        return self._values[self._i]

    def value_as(self, astype: str) -> Any:
        if self._field.kind == "positions" and astype == "positions":
            return self._posting_positions()
        return super().value_as(astype)


class ArrayCursor(FieldCursor):
    """Walks a field's terms in order, or none where the segment lacks the field."""

    def __init__(self, field: FieldReader | None, fieldobj: FieldType) -> None:
        self._field = field
        self._fieldobj = fieldobj
        self._count = 0 if field is None else len(field.lexicon)
        self._place = 0

    def first(self) -> Any:
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> Any:
        key = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._place = 0 if self._field is None else self._field.lexicon.place(key)
        return self.text()

    def next(self) -> Any:
        self._place = min(self._place + 1, self._count)
        return self.text()

    def text(self) -> Any:
        if self._field is None or not self.is_valid():
            return None
        return self._fieldobj.from_bytes(self._field.lexicon[self._place])

    def term_info(self) -> TermInfo | None:
        return term_info(self._field, self._place) if self._field is not None and self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < self._count
