"""The segment file: named sections of bytes, each 8-aligned, and a directory at the end.

Layout, all numbers little-endian:

    header      16 bytes: MAGIC, version u4, zero u4
    sections    raw bytes, each padded with zeros to a multiple of 8
    directory   JSON: {"sections": {name: [offset, bytes, dtype, crc32]}, "facts": {...}}
    footer      32 bytes: directory offset u8, its bytes u8, its crc32 u4, version u4, MAGIC

A file is complete exactly when its footer is: a truncated or half-written one is refused at open, as is a foreign one,
one of another version, and one whose directory is not what was written. That costs two short reads and the directory's
digest, whatever the size. A section that is read whole, as terms are, is checked when it is; one that is read in parts
is by `SectionFile.verify`, since that reads the whole file: about a second for a gigabyte. Between them no byte of a
file can change unseen.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import DTypeLike, NDArray

MAGIC = b"PARCHSEG"
VERSION = 3
_HEADER = struct.Struct("<8sII")
_FOOTER = struct.Struct("<QQII8s")
_ALIGNMENT = 8
_CHUNK = 1 << 24
_NO_BYTES = np.empty(0, "u1")


class SegmentFormatError(Exception):
    """A segment file that this version cannot read: foreign, older, newer, truncated or damaged."""


class SectionWriter:
    """Writes the sections of one file in order; `close` makes it complete and durable.

    With `append=True` the directory of a complete file is taken off, and sections are added behind those it has.
    """

    def __init__(self, path: str | Path, append: bool = False) -> None:
        self.path = Path(path)
        self.sections: dict[str, list[Any]] = {}
        self.facts: dict[str, Any] = {}
        self._open: str | None = None
        if append:
            self._reopen()
        else:
            self._file: BinaryIO = self.path.open("wb")
            self._file.write(_HEADER.pack(MAGIC, VERSION, 0))

    def _reopen(self) -> None:
        with SectionFile(self.path) as existing:
            self.sections = {name: list(entry) for name, entry in existing.sections.items()}
            self.facts = existing.facts
            end = existing.directory_offset
        self._file = self.path.open("r+b")
        self._file.truncate(end)
        self._file.seek(end)

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Add a one-dimensional array as section `name`; its dtype is kept, byte order included."""
        contiguous = np.ascontiguousarray(array)
        self.add_bytes(name, [contiguous.view("u1").data] if contiguous.size else [], contiguous.dtype)

    def add_bytes(self, name: str, chunks: Iterable[bytes | memoryview], dtype: DTypeLike = "u1") -> None:
        """Add the chunks, one behind the other, as section `name`."""
        self.begin(name, dtype)
        for chunk in chunks:
            self.write(chunk)
        self.end()

    def begin(self, name: str, dtype: DTypeLike = "u1") -> None:
        """Open section `name`, for content that comes piece by piece; one at a time."""
        if name in self.sections or self._open is not None:
            raise ValueError(f"section {name!r} is there already, or {self._open!r} is open")
        self._open = name
        self.sections[name] = [self._file.tell(), 0, np.dtype(dtype).str, 0]

    def write(self, chunk: bytes | memoryview) -> None:
        """Add to the open section."""
        entry = self.sections[self._open or ""]
        self._file.write(chunk)
        entry[1] += len(chunk)
        entry[3] = zlib.crc32(chunk, entry[3])

    def end(self) -> None:
        """Close the open section."""
        self._file.write(bytes(-self.sections[self._open or ""][1] % _ALIGNMENT))
        self._open = None

    def close(self, durable: bool = True) -> None:
        """Write directory and footer, and wait until the file's content is on the disk, unless told not to."""
        directory = json.dumps({"sections": self.sections, "facts": self.facts}).encode()
        directory += b" " * (-len(directory) % _ALIGNMENT)
        offset = self._file.tell()
        self._file.write(directory)
        self._file.write(_FOOTER.pack(offset, len(directory), zlib.crc32(directory), VERSION, MAGIC))
        self._file.flush()
        if durable:
            os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close without a footer: what is there cannot be opened."""
        self._file.close()


class SectionFile:
    """A complete segment file, read by position: no copy at open, no seek, safe between threads."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._checked: set[str] = set()
        self._file: BinaryIO = self.path.open("rb", buffering=0)
        try:
            self._read_directory()
        except BaseException:
            self._file.close()
            raise

    def _read_directory(self) -> None:
        size = os.fstat(self._file.fileno()).st_size
        self._refuse_foreign(size)
        offset, length, digest, version, magic = _FOOTER.unpack(self._pread(size - _FOOTER.size, _FOOTER.size))
        if magic != MAGIC or version != VERSION or offset + length + _FOOTER.size != size:
            raise SegmentFormatError(f"{self.path}: truncated or half-written: no footer of version {VERSION}")
        directory = self._pread(offset, length)
        if zlib.crc32(directory) != digest:
            raise SegmentFormatError(f"{self.path}: the directory's digest is not the one written")
        content = json.loads(directory)
        self.directory_offset: int = offset
        self.sections: dict[str, list[Any]] = content["sections"]
        self.facts: dict[str, Any] = content["facts"]

    def _refuse_foreign(self, size: int) -> None:
        if size < _HEADER.size + _FOOTER.size:
            raise SegmentFormatError(f"{self.path}: {size} bytes are too few for a segment file")
        magic, version, zero = _HEADER.unpack(self._pread(0, _HEADER.size))
        if magic != MAGIC or zero:
            raise SegmentFormatError(f"{self.path}: not a segment file of the archive")
        if version != VERSION:
            raise SegmentFormatError(
                f"{self.path}: format version {version}, expected {VERSION}: manage.py index rebuild makes it anew"
            )

    def _pread(self, offset: int, size: int) -> bytes:
        data = os.pread(self._file.fileno(), size, offset)
        while len(data) < size:  # Linux answers at most 2 GiB a call
            more = os.pread(self._file.fileno(), size - len(data), offset + len(data))
            if not more:
                raise SegmentFormatError(f"{self.path}: {size} bytes expected at {offset}, {len(data)} found")
            data += more
        return data

    def __enter__(self) -> "SectionFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __contains__(self, name: str) -> bool:
        return name in self.sections

    def close(self) -> None:
        self._file.close()

    def length(self, name: str) -> int:
        """How many items section `name` holds; 0 where there is none."""
        if name not in self.sections:
            return 0
        _, size, dtype, _ = self.sections[name]
        return int(size // np.dtype(dtype).itemsize)

    def extent(self, name: str) -> tuple[int, int]:
        """Offset and size of section `name`, in bytes."""
        offset, size, _, _ = self.sections[name]
        return offset, size

    def array(self, name: str, start: int = 0, stop: int | None = None) -> NDArray[Any]:
        """Items `start` to `stop` of section `name`, read-only, shape (stop - start,); empty where there is none."""
        if name not in self.sections:
            return _NO_BYTES
        offset, size, dtype_code, digest = self.sections[name]
        dtype = np.dtype(dtype_code)
        items = size // dtype.itemsize
        stop = items if stop is None else stop
        if stop <= start:
            return np.empty(0, dtype)
        if start < 0 or stop > items:
            raise SegmentFormatError(f"{self.path}: {name} has no items {start} to {stop}: another section is damaged")
        data = self._pread(offset + start * dtype.itemsize, (stop - start) * dtype.itemsize)
        if len(data) == size and name not in self._checked:
            if zlib.crc32(data) != digest:
                raise SegmentFormatError(f"{self.path}: {name} is damaged: its digest is not the one written")
            self._checked.add(name)
        return np.frombuffer(data, dtype)

    def stretches(self, name: str, bounds: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Some short stretches of a section of numbers, by the first item of each and the one behind its last."""
        offset, size, dtype_code, _ = self.sections[name]
        dtype = np.dtype(dtype_code)
        each, items, read = dtype.itemsize, size // dtype.itemsize, self._pread
        found = []
        for start, stop in bounds:
            if not 0 <= start <= stop <= items:
                raise SegmentFormatError(f"{self.path}: {name} has no items {start} to {stop}: a section is damaged")
            found.append(np.frombuffer(read(offset + start * each, (stop - start) * each), dtype).tolist())
        return found

    def verify(self) -> list[str]:
        """The names of the sections whose bytes, or those behind them, are not those written."""
        damaged = []
        for name, (offset, size, _, digest) in self.sections.items():
            found = 0
            for start in range(0, size, _CHUNK):
                found = zlib.crc32(self._pread(offset + start, min(_CHUNK, size - start)), found)
            if found != digest or any(self._pread(offset + size, -size % _ALIGNMENT)):
                damaged.append(name)
        return damaged
