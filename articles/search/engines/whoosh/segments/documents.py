"""The per-document side of a segment: stored fields, columns, length bytes, term vectors.

Stored fields are a column of bytes (`stored`), columns stand as `columns` says, and the length bytes are a section
`lengths:<field>`, u1 a document.
"""

import os
from array import array
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3PerDocReader, W3PerDocWriter
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.util.numeric import byte_to_length, length_to_byte

from articles.search.engines.whoosh.segments.columns import (
    STORED,
    Builder,
    BytesBuilder,
    NumberBuilder,
    StoredBuilder,
    builder_of,
)
from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter, SegmentFormatError
from articles.search.engines.whoosh.segments.stored import PLAIN, Layout, Record, encode

EXTENSION = ".arrays"
LENGTH_OF_BYTE = np.array([byte_to_length(n) for n in range(256)], "i8")


class ArrayPerDocWriter(W3PerDocWriter):
    """Writes the documents' sections; at `close` the file is complete, without its terms."""

    def __init__(self, codec: base.Codec, storage: FileStorage, segment: base.Segment) -> None:
        if not isinstance(storage, FileStorage):
            raise SegmentFormatError("array segments are read by position: they need files, not memory")
        self._codec = codec
        self._storage = storage
        self._segment = segment
        self._colwriters: dict[str, Builder] = {}
        self._lengths: dict[str, array[int]] = {}
        self._fieldlengths: dict[str, int] = {}
        self._doccount = 0
        self._docnum: int | None = None
        self._storedfields: dict[str, Any] = {}
        self._layout = PLAIN
        self._indoc = False
        self._vpostfile = None
        self._out: SectionWriter | None = None
        self.is_closed = False

    @property
    def out(self) -> SectionWriter:
        if self._out is None:
            self._out = SectionWriter(segment_path(self._storage, self._segment))
        return self._out

    def _create_column(self, fieldname: str, column: columns.Column) -> None:
        self._colwriters[fieldname] = builder_of(column, self._storage.folder)

    def _stored(self) -> StoredBuilder:
        if STORED not in self._colwriters:
            self._colwriters[STORED] = StoredBuilder(self.out)
        builder = self._colwriters[STORED]
        assert isinstance(builder, StoredBuilder)
        return builder

    def add_field(self, fieldname: str, fieldobj: FieldType, value: Any, length: int | None) -> None:
        if value is not None:
            self._storedfields[fieldname] = value
        if length:
            self.add_length(fieldname, length)

    def add_stored(self, stored: dict[str, Any], layout: Layout) -> None:
        """All stored fields of the document at once."""
        self._storedfields = stored
        self._layout = layout

    def add_length(self, fieldname: str, length: int) -> None:
        """The length of a field in the document."""
        lengths = self._lengths_of(fieldname, self._docnum or 0)
        lengths.append(length_to_byte(length))
        self._fieldlengths[fieldname] = self._fieldlengths.get(fieldname, 0) + length

    def _lengths_of(self, fieldname: str, doc_count: int) -> "array[int]":
        lengths = self._lengths.setdefault(fieldname, array("B"))
        lengths.frombytes(bytes(doc_count - len(lengths)))
        return lengths

    def finish_doc(self) -> None:
        if self._storedfields:
            self._stored().add(self._docnum or 0, encode(self._storedfields, self._layout))
            self._storedfields = {}
        self._indoc = False

    def copy_documents(self, source: "ArrayPerDocReader", kept: NDArray[np.int64], names: list[str]) -> None:
        """Append documents of another segment as they lie there: stored bytes, lengths and plain columns."""
        first = self._doccount
        self._stored().extend(first, source.raw_bytes(STORED, kept))
        for name in names:
            lengths = source.lengths(name)
            if lengths is not None:
                self._lengths_of(name, first).frombytes(lengths[kept].tobytes())
                # As W3 does: after a merge a field's total is the sum of what the length bytes stand for.
                self._fieldlengths[name] = self._fieldlengths.get(name, 0) + int(LENGTH_OF_BYTE[lengths[kept]].sum())
        self._doccount += len(kept)

    def copy_column(
        self, source: "ArrayPerDocReader", kept: NDArray[np.int64], name: str, column: columns.Column, first: int
    ) -> None:
        """Append one column of another segment, for the documents that `copy_documents` appended at `first`."""
        if not self._has_column(name):
            self._create_column(name, column)
        builder = self._get_column(name)
        if isinstance(builder, NumberBuilder):
            builder.extend(first, source.numbers(name)[kept])
        elif isinstance(builder, BytesBuilder):
            builder.extend(first, source.raw_bytes(name, kept))
        else:
            values = source.column_reader(name, column)
            for offset, doc in enumerate(kept.tolist()):
                builder.add(first + offset, values[doc])

    def length_bytes(self, fieldname: str) -> NDArray[np.uint8] | None:
        """Every document's length byte in a field, or None where no document has a length in it."""
        if fieldname not in self._lengths:
            return None
        return np.frombuffer(self._lengths_of(fieldname, self._doccount).tobytes(), "u1")

    def close(self) -> None:
        if self._indoc:
            self.finish_doc()
        self._segment._fieldlengths = self._fieldlengths
        stored = self._colwriters.pop(STORED, None)
        if stored is not None:  # its section is open, so it comes first
            stored.finish(self.out, STORED, self._doccount)
        for name, builder in self._colwriters.items():
            builder.finish(self.out, name, self._doccount)
        for name in self._lengths:
            lengths = self.length_bytes(name)
            assert lengths is not None
            self.out.add(f"lengths:{name}", lengths)
        self.out.facts["docs"] = self._doccount
        self.out.close(durable=False)  # the terms come behind, and then it is synced
        if self._vpostfile:
            self._vpostfile.close()
        self.is_closed = True

    def abandon(self) -> None:
        """Give up: close what is open, and leave no file."""
        if self._out is not None:
            self._out.abandon()
            self._out.path.unlink(missing_ok=True)
        if self._vpostfile and not self._vpostfile.is_closed:
            self._vpostfile.close()
        self.is_closed = True


def segment_path(storage: FileStorage, segment: base.Segment) -> Path:
    """Where a segment's one file lies."""
    return Path(storage.folder) / segment.make_filename(EXTENSION)


class PositionedFile(StructFile):
    """Whoosh's file, with `get` by position: column readers of several threads may share it."""

    def get(self, position: int, length: int) -> bytes:
        return os.pread(self.fileno(), length, position)


class ArrayPerDocReader(W3PerDocReader):
    """Whoosh's per-document reader over the sections of one file."""

    def __init__(self, storage: FileStorage, segment: base.Segment) -> None:
        super().__init__(storage, segment)
        self.file = SectionFile(segment_path(storage, segment))
        self._columns = PositionedFile(self.file.path.open("rb"), name=str(self.file.path))
        # Whoosh asks at every postings call and makes a frozenset of it: a frozenset costs nothing then.
        self._deleted = frozenset(segment.deleted_docs())
        self._length_arrays: dict[str, NDArray[np.uint8] | None] = {}
        self._bytes: dict[str, columns.VarBytesColumn.Reader] = {}

    def close(self) -> None:
        if self._vpostfile:
            self._vpostfile.close()
        self._columns.close()
        self.file.close()

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def has_column(self, fieldname: str) -> bool:
        return f"column:{fieldname}" in self.file

    def _get_column_file(self, fieldname: str) -> tuple[StructFile, int, int]:
        offset, size = self.file.extent(f"column:{fieldname}")
        return self._columns, offset, size

    def lengths(self, fieldname: str) -> NDArray[np.uint8] | None:
        """Every document's length byte in a field, or None where no document has a length in it."""
        if fieldname not in self._length_arrays:
            name = f"lengths:{fieldname}"
            self._length_arrays[fieldname] = self.file.array(name) if name in self.file else None
        return self._length_arrays[fieldname]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int | None:
        lengths = self.lengths(fieldname)
        if lengths is None:
            return default
        length = int(lengths[docnum])
        return byte_to_length(length) if length else None  # None as W3 has it, for a document without the field

    def min_field_length(self, fieldname: str) -> int:
        lengths = self.lengths(fieldname)
        return 0 if lengths is None else byte_to_length(int(lengths.min()))

    def max_field_length(self, fieldname: str) -> int:
        lengths = self.lengths(fieldname)
        return 0 if lengths is None else byte_to_length(int(lengths.max()))

    def numbers(self, name: str) -> NDArray[Any]:
        """A numeric column as Whoosh's sortable unsigned numbers, native byte order, shape (docs,)."""
        numbers = self.file.array(f"column:{name}")
        return numbers.astype(numbers.dtype.newbyteorder("="))

    def raw_bytes(self, name: str, docs: NDArray[np.int64]) -> list[bytes]:
        """A bytes column's values as they are stored, for rising document numbers."""
        if not self.has_column(name):
            return [b""] * len(docs)
        reader = self._bytes_reader(name)
        return [reader[doc] for doc in docs.tolist()]

    def _bytes_reader(self, name: str) -> columns.VarBytesColumn.Reader:
        if name not in self._bytes:
            offset, size = self.file.extent(f"column:{name}")
            self._bytes[name] = columns.VarBytesColumn().reader(self._columns, offset, size, self._doccount)
        return self._bytes[name]

    def record(self, docnum: int) -> Record | None:
        """A document's stored fields, to be read as far as they are needed; None where it has none."""
        found = self._bytes_reader(STORED)[docnum] if self.has_column(STORED) else b""
        return Record(found) if found else None

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        found = self.record(docnum)
        return found.fields() if found is not None else {}
