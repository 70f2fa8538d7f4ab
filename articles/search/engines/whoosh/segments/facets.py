"""Facet values by document and by value, and counting them over a set of documents.

All facet fields of a segment stand in one table: their terms are numbered through, field by field (an ordinal).

    facets:ordinals, facets:starts (docs+1)     each document's ordinals
    facets:heads, facets:bits (heads × words)   ordinals that many documents have, and which have them, a bit each (u8)
    facets:tails, facets:tail_starts, facets:tail_docs    the other ordinals, and which documents have them

Few documents are counted by document, each with all its values, which stand in rows of one width in memory: a row is
read at once, where values of any number begin and end somewhere. For many documents, or where only a field of few
values is counted, the table is walked by value: a common value costs one AND and one count of bits over 64 documents
at a time, a rare one a look-up a document.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields

from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter
from articles.search.engines.whoosh.segments.terms import narrowed, starts_of

Ints = NDArray[Any]
# Nanoseconds measured on a virtual machine of 2025: a value of a document gathered and counted; 64 documents of a head
# compared and counted; a document of a tail looked up and added; a document's bit made.
_GATHERED, _COMPARED, _LOOKED_UP, _PACKED = 4.0, 2.3, 1.9, 0.15
_HEAD_SHARE = 64  # a value that more than one in so many documents has is kept as bits
_IN_ROWS = 0.9  # the share of documents whose values all stand in their rows
_BLOCK = 32  # heads counted at once: their bits of 100,000 documents stay in a processor's cache


def is_facet(field: fields.FieldType) -> bool:
    """Whether a field's terms are counted: codes are, unless the field says otherwise by an attribute `facet`."""
    codes = isinstance(field, (fields.KEYWORD, fields.IDLIST, fields.BOOLEAN)) and not field.unique
    return bool(getattr(field, "facet", codes))


def write_facets(out: SectionWriter, columns: dict[str, tuple[Ints, Ints]], doc_count: int) -> None:
    """Add the table; of each field the postings' documents and where each term's begin."""
    if not columns:
        return
    out.facts["facets"] = [[name, len(starts) - 1] for name, (_, starts) in columns.items()]
    docs = np.concatenate([docs for docs, _ in columns.values()]).astype("i8")
    sizes = np.concatenate([np.diff(starts) for _, starts in columns.values()])
    keys = np.sort(docs << 32 | np.repeat(np.arange(len(sizes)), sizes))
    out.add("facets:ordinals", narrowed(keys & 0xFFFFFFFF))
    out.add("facets:starts", narrowed(starts_of(np.bincount(keys >> 32, minlength=doc_count))))
    heads = np.flatnonzero(sizes * _HEAD_SHARE > doc_count)
    out.add("facets:heads", heads.astype("u4"))
    starts = starts_of(sizes)
    out.add_bytes(
        "facets:bits",
        (bits_of(docs[starts[n] : starts[n + 1]], doc_count).data.cast("B") for n in heads.tolist()),
        "u8",
    )
    tails = np.flatnonzero(sizes * _HEAD_SHARE <= doc_count)
    out.add("facets:tails", tails.astype("u4"))
    out.add("facets:tail_starts", narrowed(starts_of(sizes[tails])))
    out.add("facets:tail_docs", docs[np.repeat(sizes * _HEAD_SHARE <= doc_count, sizes)].astype("u4"))


def bits_of(docs: Ints, doc_count: int) -> NDArray[np.uint64]:
    """A set of documents as bits, 64 a word."""
    mask = np.zeros(doc_count, bool)
    mask[docs] = True
    return packed(mask)


def packed(mask: NDArray[np.bool_]) -> NDArray[np.uint64]:
    octets = np.packbits(mask)
    words = np.zeros(-(-len(mask) // 64), "u8")
    words.view("u1")[: len(octets)] = octets
    return words


@dataclass(frozen=True)
class FacetTable:
    """The table of a segment, in memory."""

    fields: dict[str, tuple[int, int]]  # first ordinal, and the one behind the last
    rows: Ints  # (docs, width), filled up with the ordinal behind the last
    more: Ints  # ordinals that stand in no row
    more_docs: Ints  # whose they are
    heads: Ints
    bits: Ints
    tails: Ints
    tail_starts: Ints
    tail_docs: Ints
    totals: Ints
    _by_value: dict[tuple[int, int], float] = field(default_factory=dict)
    """Nanoseconds that counting a range of values takes value by value."""

    @classmethod
    def read(cls, file: SectionFile) -> "FacetTable":
        sizes = [(name, values) for name, values in file.facts.get("facets", ())]
        starts = starts_of(np.array([values for _, values in sizes], "i8")).tolist()
        ordinals, heads = file.array("facets:ordinals"), file.array("facets:heads")
        rows, more, more_docs = _in_rows(ordinals, file.array("facets:starts").astype("i8"), starts[-1])
        return cls(
            fields={name: (starts[n], starts[n + 1]) for n, (name, _) in enumerate(sizes)},
            rows=rows,
            more=more,
            more_docs=more_docs,
            heads=heads,
            bits=file.array("facets:bits").reshape(len(heads), -1) if len(heads) else np.zeros((0, 0), "u8"),
            tails=file.array("facets:tails"),
            tail_starts=file.array("facets:tail_starts").astype("i8"),
            tail_docs=file.array("facets:tail_docs").astype("i8"),  # looked up by NumPy at half the cost of u4
            totals=np.bincount(ordinals, minlength=starts[-1]),
        )

    def is_walked(self, count: int, first: int, behind: int) -> bool:
        """Whether these values of so many documents are counted sooner by value than by document."""
        by_value = self._by_value.get((first, behind))
        if by_value is None:
            heads = np.searchsorted(self.heads, (first, behind))
            low, high = np.searchsorted(self.tails, (first, behind))
            by_value = _COMPARED * float(heads[1] - heads[0]) * self.bits.shape[1] + _PACKED * len(self.rows)
            by_value += _LOOKED_UP * float(self.tail_starts[high] - self.tail_starts[low])
            self._by_value[first, behind] = by_value
        return by_value < _GATHERED * count * self.rows.shape[1] + len(self.totals)

    def pairs(self, first: int, behind: int) -> tuple[Ints, Ints]:
        """Documents, and a value of each among those of a range: every pair once, in no order."""
        docs, columns = np.nonzero((self.rows >= first) & (self.rows < behind))
        others = np.flatnonzero((self.more >= first) & (self.more < behind))
        owners = np.concatenate([docs, self.more_docs.take(others)])
        return owners, np.concatenate([self.rows[docs, columns], self.more.take(others)]).astype("i8")

    def by_document(self, docs: Ints, mask: NDArray[np.bool_], first: int, behind: int) -> NDArray[np.int64]:
        """How many of the documents have each value from the ordinal `first` up to, but not with, `behind`.

        The documents are told by rising numbers and by a mask.
        """
        size = len(self.totals)
        counts = np.bincount(self.rows.take(docs, axis=0).ravel(), minlength=size + 1)[:size]
        if len(self.more):
            counts += np.bincount(self.more.take(np.flatnonzero(mask.take(self.more_docs))), minlength=size)
        return counts[first:behind]

    def by_value(self, mask: NDArray[np.bool_], first: int, behind: int) -> NDArray[np.int64]:
        """The same, each value looked at by itself."""
        found = np.empty(behind - first, "i8")
        bits = packed(mask)
        low, high = np.searchsorted(self.heads, (first, behind)).tolist()
        for start in range(low, high, _BLOCK):
            stop = min(start + _BLOCK, high)
            block = self.bits[start:stop] & bits
            found[self.heads[start:stop].astype("i8") - first] = np.bitwise_count(block).sum(axis=1, dtype="u4")
        low, high = np.searchsorted(self.tails, (first, behind)).tolist()
        if low < high:
            begin, end = int(self.tail_starts[low]), int(self.tail_starts[high])
            met = mask.view("u1").take(self.tail_docs[begin:end])
            found[self.tails[low:high].astype("i8") - first] = np.add.reduceat(
                met, self.tail_starts[low:high] - begin, dtype="u4"
            )
        return found


def _in_rows(ordinals: Ints, starts: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """Each document's ordinals (below `size`) in rows as wide as nine in ten need; the others, and whose they are.

    A width that is a multiple of eight keeps rows from lying across more lines of a processor's cache than they need.
    """
    sizes = np.diff(starts)
    widest = np.searchsorted(np.cumsum(np.bincount(sizes)), _IN_ROWS * len(sizes)) if len(sizes) else 0
    width = -(-max(int(widest), 1) // 8) * 8
    longer = np.flatnonzero(sizes > width)
    more = np.zeros(len(ordinals), bool)
    for doc in longer.tolist():
        more[starts[doc] + width : starts[doc + 1]] = True
    rows = np.full((len(sizes), width), size, np.min_scalar_type(size))
    rows[np.arange(width) < sizes[:, None]] = ordinals[~more]
    return rows, ordinals[more], longer.repeat(sizes[longer] - width)


class ValueSpace:
    """A facet's values over all segments, numbered as they are first met; grows only, so numbers stay."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.values: list[str] = []
        self._ranks = np.empty(0, "i8")

    def mapping(self, terms: Sequence[bytes]) -> "Mapping":
        """The numbers of a segment's values."""
        known = self.numbers
        fresh = [term for term in terms if term not in known]
        known.update(zip(fresh, range(len(known), len(known) + len(fresh)), strict=True))
        self.values += [term.decode() for term in fresh]
        return Mapping.of(np.fromiter(map(known.__getitem__, terms), "i8", len(terms)))

    def largest(self, counts: Ints, size: int, always: Sequence[str] = ()) -> tuple[list[str], list[int], int]:
        """The `size` values with most documents, equal ones by value, and those that are to be there in any case.

        With the number of documents of each, and how many values have any.
        """
        found = counts.nonzero()[0]
        of_found = counts.take(found)
        keys = of_found << 32 | self._backwards().take(found)
        if len(found) > size:
            first = np.argpartition(keys, len(found) - size)[len(found) - size :]
            keys, found_first, counts_first = keys.take(first), found.take(first), of_found.take(first)
        else:
            found_first, counts_first = found, of_found
        order = keys.argsort()[::-1]
        values = list(map(self.values.__getitem__, found_first.take(order).tolist()))
        numbers = counts_first.take(order).tolist()
        missing = [value for value in dict.fromkeys(always) if value not in values]
        if missing:
            rows = [*zip(values, numbers, strict=True), *((value, self.count(counts, value)) for value in missing)]
            rows.sort(key=lambda row: (-row[1], row[0]))
            values, numbers = [value for value, _ in rows], [number for _, number in rows]
        return values, numbers, len(found)

    def count(self, counts: Ints, value: str) -> int:
        """How many documents have a value, by counts of the space's numbers."""
        number = self.numbers.get(value.encode())
        return 0 if number is None or number >= len(counts) else int(counts[number])

    def _backwards(self) -> Ints:
        """For each number the place of its value from behind, as values are sorted."""
        values = self.values
        if len(self._ranks) != len(values):
            ranks = np.empty(len(values), "i8")
            ranks[sorted(range(len(values)), key=values.__getitem__, reverse=True)] = np.arange(len(values))
            self._ranks = ranks
        return self._ranks


@dataclass(frozen=True)
class Mapping:
    """The numbers that a segment's values of a facet have in its space, i8, and the one behind the highest."""

    numbers: Ints
    behind: int
    is_identity: bool

    @classmethod
    def of(cls, numbers: Ints) -> "Mapping":
        size = len(numbers)
        return cls(numbers, int(numbers.max(initial=-1)) + 1, bool((numbers == np.arange(size)).all()))

    def add(self, counts: Ints, whole: Ints) -> None:
        """Add counts of the segment's values to those of the space."""
        if self.is_identity:
            whole[: len(counts)] += counts
        else:
            whole[self.numbers] += counts
