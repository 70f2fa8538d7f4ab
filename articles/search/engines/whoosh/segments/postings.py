"""Posting arrays of one immutable segment, read by position and kept in a cache of limited size."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.fields import FieldType

from articles.search.engines.whoosh.segments.facets import FacetTable
from articles.search.engines.whoosh.segments.format import SectionFile
from articles.search.engines.whoosh.segments.pairs import Pairs
from articles.search.engines.whoosh.segments.terms import FieldReader, starts_of

Ints = NDArray[Any]
CACHE_BYTES = 96 << 20
CACHE_BYTES_EACH = 960
"""Of an archive so large that this is more, so many bytes a document: what is kept of a common word grows with it."""

Arrays = tuple[Ints, ...]
OVERHEAD = 256
"""Bytes that an entry of the cache costs beside its arrays, about."""


class PostingCache:
    """The arrays used last, up to so many bytes, shared by all segments and threads of a process."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._arrays: OrderedDict[tuple[Any, ...], Arrays] = OrderedDict()
        self._lock = Lock()

    def fit(self, documents: int) -> None:
        """Keep as much as an archive of so many documents needs."""
        self.limit = max(CACHE_BYTES, CACHE_BYTES_EACH * documents)

    def get(self, key: tuple[Any, ...], make: Callable[[], Arrays]) -> Arrays:
        """The arrays of that key, made if they are not at hand; those above an eighth of the limit are not kept."""
        with self._lock:
            found = self._arrays.get(key)
            if found is not None:
                self._arrays.move_to_end(key)
                return found
        arrays = make()
        if _bytes(arrays) * 8 <= self.limit:
            self._keep(key, arrays)
        return arrays

    def _keep(self, key: tuple[Any, ...], arrays: Arrays) -> None:
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = arrays
                self.size += _bytes(arrays)
            while self.size > self.limit:
                self.size -= _bytes(self._arrays.popitem(last=False)[1])


def _bytes(arrays: Arrays) -> int:
    return sum(array.nbytes for array in arrays) + OVERHEAD


class SegmentArrays:
    """One segment file as arrays; immutable, so kept by segment id from snapshot to snapshot."""

    def __init__(self, file: SectionFile, segment_id: str, cache: PostingCache) -> None:
        self.file = file
        self.segment_id = segment_id
        self.doc_count: int = file.facts["docs"]
        self._cache = cache
        self._fields = {name: FieldReader(file, name) for name in file.facts.get("fields", ())}
        self._kept: dict[tuple[str, str], Any] = {}

    def field(self, name: str) -> FieldReader | None:
        return self._fields.get(name)

    def find(self, name: str, term: bytes) -> int | None:
        """The number of a term in a field, or None."""
        field = self._fields.get(name)
        return None if field is None else field.lexicon.find(term)

    # Postings: through the cache

    def _posting_part(self, part: str, name: str, first: int, last: int) -> Ints:
        field = self._fields[name]
        return self.kept((part, name, first, last), lambda: (field.section(part, *field.extent(first, last)),))[0]

    def kept(self, key: tuple[Any, ...], make: Callable[[], Arrays]) -> Arrays:
        """Arrays of this segment from the cache, or made now."""
        return self._cache.get((self.segment_id, *key), make)

    def docs(self, name: str, first: int, last: int | None = None) -> Ints:
        """Documents of the terms `first` up to, but not with, `last`, u4, rising within a term."""
        return self._posting_part("docs", name, first, first + 1 if last is None else last)

    def tf(self, name: str, first: int, last: int | None = None) -> Ints | None:
        """Frequencies of the same postings, or None where all of the field's are 1."""
        if not self._fields[name].has("tf"):
            return None
        return self._posting_part("tf", name, first, first + 1 if last is None else last)

    def weights(self, name: str, first: int, last: int | None = None) -> NDArray[np.float32] | None:
        """Whoosh's weights of the same postings, or None where all are 1."""
        field = self._fields[name]
        if field.has("weights"):
            return self._posting_part("weights", name, first, first + 1 if last is None else last)
        tf = self.tf(name, first, last)
        if tf is None and field.boost == 1.0:
            return None
        if tf is None:
            start, stop = field.extent(first, last)
            return np.full(stop - start, field.boost, "f4")
        return tf if field.boost == 1.0 else tf * np.float32(field.boost)

    def positions(self, name: str, first: int, last: int | None = None) -> tuple[Ints, Ints]:
        """All positions of the terms, and where each posting's begin (one item more than postings)."""
        field = self._fields[name]
        last = first + 1 if last is None else last

        positions = self.kept(("positions", name, first, last), lambda: (field.positions(first, last),))[0]
        return positions, self._position_starts(name, first, last)

    def positions_of(self, name: str, first: int, last: int, postings: Ints) -> list[list[int]]:
        """The positions of a few postings of the terms, read from the file one by one."""
        base, _ = self._fields[name].position_extent(first, last)
        starts = self._position_starts(name, first, last)
        begins, ends = (starts.take(postings) + base).tolist(), (starts.take(postings + 1) + base).tolist()
        return self.file.stretches(f"{name}:positions", zip(begins, ends, strict=True))

    def _position_starts(self, name: str, first: int, last: int) -> Ints:
        def make() -> tuple[Ints]:
            tf = self.tf(name, first, last)
            start, stop = self._fields[name].extent(first, last)
            return ((np.arange(stop - start + 1) if tf is None else starts_of(tf)).astype("u4"),)

        return self.kept(("starts", name, first, last), make)[0]

    # By document: kept with the segment

    def once(self, what: str, name: str, make: Callable[[], Any]) -> Any:
        """What is worked out once for as long as the segment is open."""
        key = (what, name)
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def lengths(self, name: str) -> NDArray[np.uint8]:
        """Whoosh's length bytes, u1 (docs)."""

        def read() -> Ints:
            lengths = self.file.array(f"lengths:{name}")
            return lengths if len(lengths) else np.zeros(self.doc_count, "u1")

        found: NDArray[np.uint8] = self.once("lengths", name, read)
        return found

    def numbers(self, name: str, field: FieldType) -> tuple[Ints, Ints]:
        """A numeric column as Whoosh's sortable unsigned numbers (docs), and which documents have one."""

        def read() -> tuple[Ints, Ints]:
            missing = field.column_type.default_value()
            if f"column:{name}" not in self.file:
                return np.full(self.doc_count, missing, "u8"), np.zeros(self.doc_count, bool)
            numbers = self.file.array(f"column:{name}").astype("u8")
            return numbers, numbers != np.uint64(missing)

        found: tuple[Ints, Ints] = self.once("numbers", name, read)
        return found

    def has_numbers(self, field: FieldType) -> bool:
        return type(field.column_type) is columns.NumericColumn

    def order(self, name: str, field: FieldType) -> Ints:
        """The documents that have a number, by rising number, equal ones by document, u4."""

        def read() -> Ints:
            order, (_, known) = self.file.array(f"order:{name}"), self.numbers(name, field)
            return order.take(np.flatnonzero(known.take(order)))

        found: Ints = self.once("order", name, read)
        return found

    def pairs(self, name: str) -> Pairs | None:
        """Neighbours among the commonest words of a text, where the segment keeps them."""
        found: Pairs | None = self.once("pairs", name, lambda: Pairs.read(self.file, name))
        return found

    def facets(self) -> FacetTable:
        """All facet fields, by document and by value."""
        found: FacetTable = self.once("facets", "", lambda: FacetTable.read(self.file))
        return found
