"""The inverted side of a segment: for each field its sorted terms, and for each term a slice of the posting arrays.

A field's arrays, with T terms, P postings and Q positions (`starts` have one item more than what they part):

    terms u1, term_starts (T+1)           the terms' bytes, sorted, one behind the other
    starts (T+1)                          which postings belong to a term
    docs u4 (P)                           document numbers, rising within a term
    tf u1 (P)                             term frequencies, at most 255; left out when all are 1
    tf_places u4, tf_larger u4            which postings have a larger one, and what it is
    weights f4 (P)                        left out when every weight is tf × boost
    position_starts (T+1), positions (Q)  token positions, rising within a posting; a posting has tf of them
    values u1, value_starts (P+1)         Whoosh's own posting values, for formats that the arrays above do not cover
    max_weight f4, min_length u1, max_length u1 (T)   bounds for Whoosh's matchers; lengths as Whoosh's length bytes
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats

from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter

Ints = NDArray[Any]
_MOST_TF = 255
Kind = Literal["existence", "frequency", "positions", "values"]
_KINDS: dict[type, Kind] = {
    formats.Existence: "existence",
    formats.Frequency: "frequency",
    formats.Positions: "positions",
}


def kind_of(format_: formats.Format) -> Kind:
    """How postings of a Whoosh format are kept; subclasses may encode anything, so they keep their own values."""
    return _KINDS.get(type(format_), "values")


def narrowed(array: Ints) -> Ints:
    """The array in the narrowest unsigned type that holds its largest item."""
    largest = int(array.max(initial=0))
    return array.astype(np.min_scalar_type(largest), copy=False)


def starts_of(counts: Ints) -> NDArray[np.int64]:
    """Where each run begins, and behind it the total: shape (n+1,)."""
    starts = np.zeros(len(counts) + 1, "i8")
    np.cumsum(counts, out=starts[1:])
    return starts


@dataclass
class FieldArrays:
    """One field's postings in memory, in the shapes of this module's docstring."""

    kind: Kind
    terms: list[bytes]
    starts: NDArray[np.int64]
    docs: Ints
    tf: Ints | None = None
    weights: NDArray[np.float32] | None = None
    position_starts: NDArray[np.int64] | None = None
    positions: Ints | None = None
    values: list[bytes] | None = None
    boost: float = 1.0

    def posting_weights(self) -> NDArray[np.float32]:
        """Whoosh's weight of each posting, shape (P,)."""
        if self.weights is not None:
            return self.weights
        tf = np.ones(len(self.docs), "f4") if self.tf is None else self.tf.astype("f4")
        return tf * np.float32(self.boost)


def decode_values(arrays: FieldArrays, field: fields.FieldType, values: list[bytes]) -> None:
    """Replace Whoosh's posting values by arrays where the format is known, else keep them; drop implied weights."""
    decoder = field.format
    if arrays.kind == "frequency":
        arrays.tf = np.array([decoder.decode_frequency(value) for value in values], "u4")
    elif arrays.kind == "positions":
        lists = [decoder.decode_positions(value) for value in values]
        arrays.tf = np.fromiter(map(len, lists), "u4", len(lists))
        arrays.positions = np.fromiter(chain.from_iterable(lists), "u4", int(arrays.tf.sum()))
        arrays.position_starts = starts_of(arrays.tf)[arrays.starts]
    elif arrays.kind == "values":
        arrays.values = values
    explicit, arrays.weights = arrays.weights, None
    if explicit is not None and not np.array_equal(explicit, arrays.posting_weights()):
        arrays.weights = explicit


def write_field(out: SectionWriter, name: str, arrays: FieldArrays, lengths: NDArray[np.uint8] | None) -> None:
    """Add a field's sections; `lengths` are the documents' length bytes, where the field has any."""
    if not arrays.terms:
        return
    out.facts.setdefault("fields", {})[name] = {"kind": arrays.kind, "boost": arrays.boost}
    write_postings(out, name, arrays)
    _write_bounds(out, name, arrays, lengths)


def write_postings(out: SectionWriter, name: str, arrays: FieldArrays) -> None:
    """Add the sections of terms and postings, without what Whoosh wants to know of them."""
    out.add_bytes(f"{name}:terms", [b"".join(arrays.terms)])
    out.add(f"{name}:term_starts", narrowed(np.fromiter(accumulate(map(len, arrays.terms), initial=0), "i8")))
    out.add(f"{name}:starts", narrowed(arrays.starts))
    out.add(f"{name}:docs", arrays.docs.astype("u4", copy=False))
    if arrays.tf is not None and arrays.tf.max(initial=1) > 1:
        larger = np.flatnonzero(arrays.tf > _MOST_TF)
        out.add(f"{name}:tf", np.minimum(arrays.tf, _MOST_TF).astype("u1"))
        if len(larger):
            out.add(f"{name}:tf_places", larger.astype("u4"))
            out.add(f"{name}:tf_larger", arrays.tf[larger].astype("u4"))
    if arrays.weights is not None:
        out.add(f"{name}:weights", arrays.weights.astype("f4", copy=False))
    if arrays.positions is not None and arrays.position_starts is not None:
        out.add(f"{name}:position_starts", narrowed(arrays.position_starts))
        out.add(f"{name}:positions", narrowed(arrays.positions))
    if arrays.values is not None:
        out.add_bytes(f"{name}:values", [b"".join(arrays.values)])
        out.add(f"{name}:value_starts", narrowed(np.fromiter(accumulate(map(len, arrays.values), initial=0), "i8")))


def _write_bounds(out: SectionWriter, name: str, arrays: FieldArrays, lengths: NDArray[np.uint8] | None) -> None:
    firsts = arrays.starts[:-1]
    out.add(f"{name}:max_weight", np.maximum.reduceat(arrays.posting_weights(), firsts))
    if lengths is not None:
        of_postings = lengths.take(arrays.docs)
        out.add(f"{name}:min_length", np.minimum.reduceat(of_postings, firsts))
        out.add(f"{name}:max_length", np.maximum.reduceat(of_postings, firsts))


_REMEMBERED, _UNKNOWN = 1 << 12, -1


class Lexicon(Sequence[bytes]):
    """A field's terms in order, cut from one run of bytes when asked for."""

    def __init__(self, data: bytes, starts: Ints) -> None:
        self.data = data
        self.starts = starts
        self._cuts = starts.data  # indexing gives Python integers, at a third of the cost of NumPy's
        self._found: dict[bytes, int | None] = {}

    def __len__(self) -> int:
        return len(self._cuts) - 1

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | list[bytes]:
        if isinstance(index, slice):
            first, last, step = index.indices(len(self))
            cuts = self.starts[first : last + 1].tolist()
            return [self.data[a:b] for a, b in pairwise(cuts)][::step]
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self.data[self._cuts[index] : self._cuts[index + 1]]

    def place(self, term: bytes, first: int = 0) -> int:
        """How many terms come before `term`, none of those before `first` looked at; bisect without its calls."""
        data, cuts, last = self.data, self._cuts, len(self._cuts) - 1
        while first < last:
            middle = (first + last) >> 1
            if data[cuts[middle] : cuts[middle + 1]] < term:
                first = middle + 1
            else:
                last = middle
        return first

    def find(self, term: bytes) -> int | None:
        """The number of a term, or None; remembered, since a question asks for its words many times."""
        number = self._found.get(term, _UNKNOWN)
        if number == _UNKNOWN:
            place = self.place(term)
            number = place if place < len(self) and self[place] == term else None
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[term] = number
        return number

    def prefixed(self, prefix: bytes) -> tuple[int, int]:
        """The half-open range of terms that begin with `prefix`."""
        first = self.place(prefix)
        behind = prefix.rstrip(b"\xff")
        if not behind:
            return first, len(self)
        return first, self.place(behind[:-1] + bytes([behind[-1] + 1]), first)


class FieldReader:
    """One field of a segment file; what is asked for is read, only the terms and starts are kept."""

    def __init__(self, file: SectionFile, name: str) -> None:
        self.file = file
        self.name = name
        facts = file.facts["fields"][name]
        self.kind: Kind = facts["kind"]
        self.boost: float = facts["boost"]

    def section(self, part: str, start: int = 0, stop: int | None = None) -> Ints:
        found = self.file.array(f"{self.name}:{part}", start, stop)
        return found if part != "tf" else self._with_larger(found, start)

    def _with_larger(self, tf: Ints, start: int) -> Ints:
        """Term frequencies from the posting `start` on, those above a byte put in."""
        places, larger = self._larger
        first, last = np.searchsorted(places, (start, start + len(tf)))
        if first == last:
            return tf
        whole = tf.astype("u4")
        whole[places[first:last] - start] = larger[first:last]
        return whole

    @cached_property
    def _larger(self) -> tuple[Ints, Ints]:
        return self.section("tf_places").astype("i8"), self.section("tf_larger")

    def has(self, part: str) -> bool:
        return f"{self.name}:{part}" in self.file

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.section("terms").tobytes(), self.section("term_starts"))

    @cached_property
    def starts(self) -> Ints:
        return self.section("starts")

    @cached_property
    def _cuts(self) -> memoryview:
        return self.starts.data

    @cached_property
    def _position_cuts(self) -> memoryview:
        return self.section("position_starts").data

    def extent(self, first: int, last: int | None = None) -> tuple[int, int]:
        """The half-open range of postings of the terms `first` up to, but not with, `last` (by default one term)."""
        return self._cuts[first], self._cuts[first + 1 if last is None else last]

    def position_extent(self, first: int, last: int | None = None) -> tuple[int, int]:
        return self._position_cuts[first], self._position_cuts[first + 1 if last is None else last]

    def docs(self, first: int, last: int | None = None) -> Ints:
        return self.section("docs", *self.extent(first, last))

    def tf(self, first: int, last: int | None = None) -> Ints | None:
        """Term frequencies, or None where all of the field's are 1."""
        return self.section("tf", *self.extent(first, last)) if self.has("tf") else None

    def weights(self, first: int, last: int | None = None) -> NDArray[np.float32]:
        """Whoosh's weights of the postings."""
        if self.has("weights"):
            return self.section("weights", *self.extent(first, last))
        tf = self.tf(first, last)
        start, stop = self.extent(first, last)
        return (np.ones(stop - start, "f4") if tf is None else tf.astype("f4")) * np.float32(self.boost)

    def positions(self, first: int, last: int | None = None) -> Ints:
        """The positions of all postings of the terms, one behind the other."""
        return self.section("positions", *self.position_extent(first, last))

    def values(self, term: int) -> list[bytes]:
        start, stop = self.extent(term)
        cuts = self.section("value_starts", start, stop + 1).tolist()
        data = self.section("values", cuts[0], cuts[-1]).tobytes()
        return [data[a - cuts[0] : b - cuts[0]] for a, b in pairwise(cuts)]

    def everything(self) -> FieldArrays:
        """The whole field in memory, for merging and for checks."""
        has = self.has
        return FieldArrays(
            kind=self.kind,
            terms=self.lexicon[:],
            starts=self.starts.astype("i8"),
            docs=self.section("docs"),
            tf=self.section("tf") if has("tf") else None,
            weights=self.section("weights") if has("weights") else None,
            position_starts=self.section("position_starts").astype("i8") if has("position_starts") else None,
            positions=self.section("positions") if has("positions") else None,
            values=self._all_values() if has("values") else None,
            boost=self.boost,
        )

    def _all_values(self) -> list[bytes]:
        data, cuts = self.section("values").tobytes(), self.section("value_starts").tolist()
        return [data[a:b] for a, b in pairwise(cuts)]
