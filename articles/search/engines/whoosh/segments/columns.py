"""Columns of a segment while they are written, each a section `column:<name>` in one of Whoosh's own W3 encodings.

Whoosh's column readers (`whoosh.columns`) work on them in place. Numeric columns are big-endian and unsigned, as its
`NumericColumn` has them; `order:<name>` holds the documents by rising number (u4), equal ones by document.
"""

import tempfile
from array import array
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from articles.search.engines.whoosh.segments.format import SectionWriter, SegmentFormatError

STORED = "_stored"
NUMBER_CODES = {"B": "u1", "H": "u2", "I": "u4", "Q": "u8"}


class Builder(Protocol):
    """One column while it is written."""

    def add(self, doc: int, value: Any) -> None: ...
    def finish(self, out: SectionWriter, name: str, doc_count: int) -> None: ...


class NumberBuilder:
    """A `NumericColumn` of unsigned numbers, gathered in a typed array."""

    def __init__(self, column: columns.NumericColumn) -> None:
        self.numbers = array(column._typecode)
        self.default = column.default_value()

    def _fill(self, doc_count: int) -> None:
        if doc_count > len(self.numbers):
            self.numbers.extend([self.default] * (doc_count - len(self.numbers)))

    def add(self, doc: int, value: int) -> None:
        self._fill(doc)
        self.numbers.append(value)

    def extend(self, first: int, numbers: NDArray[Any]) -> None:
        self._fill(first)
        self.numbers.frombytes(numbers.astype(NUMBER_CODES[self.numbers.typecode]).tobytes())

    def finish(self, out: SectionWriter, name: str, doc_count: int) -> None:
        self._fill(doc_count)
        numbers = np.frombuffer(self.numbers, NUMBER_CODES[self.numbers.typecode])
        out.add(f"column:{name}", numbers.astype(numbers.dtype.newbyteorder(">")))
        out.add(f"order:{name}", np.argsort(numbers, kind="stable").astype("u4"))


class BytesBuilder:
    """A `VarBytesColumn`: the bytes, then their lengths (and offsets), then the codes of those arrays.

    The layout is that of `whoosh.columns.VarBytesColumn.Writer.finish`.
    """

    def __init__(self) -> None:
        self.data = bytearray()
        self.lengths = array("I")

    def add(self, doc: int, value: bytes) -> None:
        self.lengths.extend([0] * (doc - len(self.lengths)))
        self.lengths.append(len(value))
        self.data += value

    def extend(self, first: int, values: list[bytes]) -> None:
        self.lengths.extend([0] * (first - len(self.lengths)))
        self.lengths.extend(map(len, values))
        self.data += b"".join(values)

    def tail(self, doc_count: int) -> bytes:
        """What stands behind the data: lengths and offsets, both big-endian u4, and their codes."""
        self.lengths.extend([0] * (doc_count - len(self.lengths)))
        lengths = np.frombuffer(self.lengths, "u4")
        offsets = np.cumsum(lengths, dtype="i8") - lengths
        if self.lengths and int(offsets[-1]) >= 1 << 32:
            raise SegmentFormatError("a column of more than 4 GiB: commit in smaller batches")
        return b"".join((lengths.astype(">u4").tobytes(), offsets.astype(">u4").tobytes(), b"IIX"))

    def finish(self, out: SectionWriter, name: str, doc_count: int) -> None:
        out.add_bytes(f"column:{name}", [memoryview(self.data), self.tail(doc_count)])


class StoredBuilder(BytesBuilder):
    """The stored fields: as `BytesBuilder`, but the data goes straight to the file."""

    def __init__(self, out: SectionWriter) -> None:
        super().__init__()
        self.out = out
        out.begin(f"column:{STORED}")

    def add(self, doc: int, value: bytes) -> None:
        self.lengths.extend([0] * (doc - len(self.lengths)))
        self.lengths.append(len(value))
        self.out.write(value)

    def extend(self, first: int, values: list[bytes]) -> None:
        self.lengths.extend([0] * (first - len(self.lengths)))
        self.lengths.extend(map(len, values))
        self.out.write(b"".join(values))

    def finish(self, out: SectionWriter, name: str, doc_count: int) -> None:
        out.write(self.tail(doc_count))
        out.end()


class ForeignBuilder:
    """Any other column, written by Whoosh's own writer into a file that nobody else sees."""

    def __init__(self, column: columns.Column, folder: str) -> None:
        self.file = StructFile(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115 - closed by finish
        self.writer = column.writer(self.file)

    def add(self, doc: int, value: Any) -> None:
        self.writer.add(doc, value)

    def finish(self, out: SectionWriter, name: str, doc_count: int) -> None:
        self.writer.finish(doc_count)
        self.file.seek(0)
        out.add_bytes(f"column:{name}", iter(lambda: self.file.read(1 << 20), b""))
        self.file.close()


def builder_of(column: columns.Column, folder: str) -> Builder:
    """The builder of a column; `folder` is for files that are needed meanwhile."""
    if type(column) is columns.NumericColumn and column._typecode in NUMBER_CODES:
        return NumberBuilder(column)
    if type(column) is columns.VarBytesColumn:
        return BytesBuilder()
    return ForeignBuilder(column, folder)
