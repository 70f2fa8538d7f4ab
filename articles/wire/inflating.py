"""A gzip stream unpacked piece by piece, never further than its limits allow."""

import io
import zlib
from typing import BinaryIO

from articles.wire.records import WireError

MEGABYTE = 1 << 20
RATIO = 200
"""How many times larger than packed an unpacked file may be: copy reaches ten, a bomb a thousand."""
ALLOWANCE = MEGABYTE
"""Bytes below which no ratio is asked for: a short file may be one line repeated."""
_CHUNK = 1 << 16
_GZIP = zlib.MAX_WBITS | 16


class Inflated(io.RawIOBase):
    """What a gzip file holds, to be read from the front; seeking goes forward only, which is all that a tar needs.

    `WireError` where the file is no gzip, is cut off, is larger than `limit` bytes, or larger than `RATIO` allows.
    """

    def __init__(self, packed: BinaryIO, limit: int) -> None:
        packed.seek(0)
        self._packed, self._limit = packed, limit
        self._unpacker = zlib.decompressobj(_GZIP)
        self._pending, self._waiting = b"", b""
        self._taken = self._given = self._position = 0
        self._finished = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go forward to a place; a place behind, which only a damaged archive asks for, is refused."""
        if whence != io.SEEK_SET or offset < self._position:
            raise WireError("an archive that points backwards", "an archive that is not damaged")
        while self._position < offset and self.read(min(_CHUNK, offset - self._position)):
            pass
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        """At most so many bytes; all that is left for -1, which the limits bound."""
        wanted = self._limit + 1 if size is None or size < 0 else size
        if wanted > self._limit + 1:
            raise _too_large(self._limit)
        parts: list[bytes] = []
        while wanted:
            if not self._waiting:
                self._waiting = self._inflate()
                if not self._waiting:
                    break
            part, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
            parts.append(part)
            wanted -= len(part)
        data = b"".join(parts)
        self._position += len(data)
        return data

    def _inflate(self) -> bytes:
        """The next piece, empty at the end."""
        while not self._finished:
            if not self._pending:
                self._pending = self._packed.read(_CHUNK)
                self._taken += len(self._pending)
            if self._unpacker.eof and not self._next_member():
                break
            if not self._pending:
                raise WireError("a gzip file that is cut off", "the whole file")
            try:
                piece = self._unpacker.decompress(self._pending, _CHUNK)
            except zlib.error as error:
                raise WireError("a gzip file that is damaged", "the file as it was packed") from error
            self._pending = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            self._given += len(piece)
            self._check()
            if piece:
                return piece
        return b""

    def _next_member(self) -> bool:
        """Whether another gzip member follows; zeros behind the last one are padding."""
        self._pending = self._pending.lstrip(b"\x00")
        if not self._pending:
            self._pending = self._packed.read(_CHUNK).lstrip(b"\x00")
            self._taken += len(self._pending)
        self._finished = not self._pending
        self._unpacker = zlib.decompressobj(_GZIP)
        return not self._finished

    def _check(self) -> None:
        if self._given > self._limit:
            raise _too_large(self._limit)
        if self._given > ALLOWANCE and self._given > RATIO * self._taken:
            raise WireError(
                f"a gzip file that unpacks to more than {RATIO} times its size", "news copy, which packs ten to one"
            )


def _too_large(limit: int) -> WireError:
    return WireError(f"a file that unpacks to more than {limit // MEGABYTE:,} MB", "smaller files: split it")
