"""What a file holds: itself, or the files in a zip, tar or gzip, within limits that hold whatever an archive claims.

An archive is looked through before anything is taken from it: one member with an unsafe name, a link, or too much in
all refuses the whole archive, so nothing of it is imported.
"""

import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from articles.wire.encoding import FILE_LIMIT
from articles.wire.inflating import ALLOWANCE, MEGABYTE, RATIO, Inflated
from articles.wire.records import WireError

TOTAL_LIMIT = 1024 * MEGABYTE
MEMBERS = 100_000
NESTING = 2
"""Archives inside one another: a zip of gzips is read, a zip in a zip in a zip is refused."""
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"}
_TAR_MAGIC = slice(257, 262)
_TAR_CHECKSUM = slice(148, 156)
_TAR_BLOCK = 512
_LONGEST_NAME = 1000
_HEADER_LIMIT = 1 << 16
_UNSAFE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f\x7f]")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_KEEPS = ("__MACOSX/", "Thumbs.db", "desktop.ini")
_DAMAGE = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError)
_PARSING = (struct.error, NotImplementedError, RuntimeError, IndexError, KeyError)


class Account:
    """What has been unpacked of one given file by now, archives in it included: the limits hold for all of it."""

    def __init__(self, source: BinaryIO) -> None:
        self._packed = source.seek(0, io.SEEK_END)
        self._size = self._count = 0

    def add(self, name: str, size: int, count: int = 0) -> None:
        """So many bytes and files more; `WireError` where that is too much. Small files count like large ones."""
        self._size += size
        self._count += count
        if self._count > MEMBERS:
            raise _too_many(name)
        if self._size > TOTAL_LIMIT:
            limit = f"{TOTAL_LIMIT // MEGABYTE:,} MB"
            raise WireError(f"{name}: an archive of more than {limit}", "several smaller archives")
        if self._size > ALLOWANCE and self._size > RATIO * self._packed:
            raise WireError(
                f"{name}: an archive that unpacks to more than {RATIO} times its size",
                "news copy, which packs ten to one",
            )


class Member(NamedTuple):
    """A file found: its bytes, and its name (`archive.zip/inside.txt`) without what does not print."""

    name: str
    data: bytes


def unpack(data: bytes, name: str) -> Iterator[Member]:
    """The files in the bytes of a file, one at a time; `WireError` when it is an archive that is not safe to read."""
    yield from members(io.BytesIO(data), name)


def is_archive(source: BinaryIO) -> bool:
    """Whether an open, seekable file is a zip, a gzip or a tar by how it begins."""
    source.seek(0)
    return _is_archive(source.read(_TAR_BLOCK))


def _is_archive(head: bytes) -> bool:
    return head.startswith((_ZIP, _EMPTY_ZIP, _GZIP)) or _is_tar(head)


def members(source: BinaryIO, name: str, depth: int = 0, account: Account | None = None) -> Iterator[Member]:
    """The files in an open, seekable file, one at a time. Hidden files and folders are passed over.

    `account` is that of the given file, for an archive inside it.
    """
    account = account or Account(source)
    source.seek(0)
    head = source.read(_TAR_BLOCK)
    if depth >= NESTING and _is_archive(head):
        raise WireError(f"{name}: archives nested more than {NESTING} deep", "the files unpacked, or one archive")
    try:
        if head.startswith((_ZIP, _EMPTY_ZIP)):
            yield from _from_zip(source, name, depth, account)
        elif head.startswith(_GZIP):
            yield from _from_gzip(source, name, depth, account)
        elif _is_tar(head):
            yield from _from_tar(source, name, depth, account, packed=False)
        else:
            yield Member("".join(filter(str.isprintable, name)), _whole(source, name))
    except (*_DAMAGE, *_PARSING) as error:
        if isinstance(error, WireError):
            raise
        raise WireError(f"{name}: an archive that is damaged or of an unknown kind", "zip, tar or gz") from error


def _whole(source: BinaryIO, name: str) -> bytes:
    source.seek(0)
    data = source.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise WireError(f"{name}: a file of more than {FILE_LIMIT // MEGABYTE} MB", "smaller files: split it")
    return data


def _from_zip(source: BinaryIO, name: str, depth: int, account: Account) -> Iterator[Member]:
    _check_directory(source, name)
    with zipfile.ZipFile(source) as archive:
        if _OFFICE & set(archive.namelist()):
            raise WireError(f"{name}: an office document or book", "its text, pasted or saved as plain text")
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        for entry in entries:
            _check_entry(entry, name)
        account.add(name, sum(entry.file_size for entry in entries), len(entries))
        for entry in entries:
            if not _is_kept_out(entry.filename):
                yield from _inside(archive.read(entry), f"{name}/{entry.filename}", depth, account)


def _check_directory(source: BinaryIO, name: str) -> None:
    """Count the entries of the directory before it is read into memory, where each takes ten times its length."""
    source.seek(0)
    count, tail = 0, b""
    while piece := source.read(MEGABYTE):
        count += (tail + piece).count(_DIRECTORY_ENTRY)
        if count > MEMBERS:
            raise _too_many(name)
        tail = piece[1 - len(_DIRECTORY_ENTRY) :]


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    _check_name(entry.filename, name)
    _check_size(entry.file_size, f"{name}/{entry.filename}")
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
        raise WireError(f"{name}: the link or device “{entry.filename}”", "an archive of plain files")
    if entry.flag_bits & 0x1:
        raise WireError(f"{name}: “{entry.filename}” is encrypted", "an archive without a password")
    if entry.compress_type not in _METHODS:
        raise WireError(f"{name}: “{entry.filename}” is packed by a rare method", "a zip packed by deflate")
    if entry.file_size > ALLOWANCE and entry.file_size > RATIO * max(1, entry.compress_size):
        raise WireError(
            f"{name}: “{entry.filename}” unpacks to more than {RATIO} times its size",
            "news copy, which packs ten to one",
        )


def _from_gzip(source: BinaryIO, name: str, depth: int, account: Account) -> Iterator[Member]:
    if _is_tar(Inflated(source, FILE_LIMIT).read(_TAR_BLOCK)):
        yield from _from_tar(source, name, depth, account, packed=True)
        return
    inside = name[:-3] if name.lower().endswith(".gz") else name
    data = Inflated(source, FILE_LIMIT).read()
    account.add(name, len(data), 1)
    yield from _inside(data, inside, depth, account)


def _from_tar(source: BinaryIO, name: str, depth: int, account: Account, *, packed: bool) -> Iterator[Member]:
    """The files of a tar: a first pass looks at all headers, a second takes the files."""
    for entry in _entries(_opened(_stream(source, packed))):
        _check_tar_entry(entry, name)
        account.add(name, entry.size, 1)
    stream = _stream(source, packed)
    archive = _opened(stream)
    for entry in _entries(archive):
        if entry.isreg() and not _is_kept_out(entry.name):
            yield from _inside(_content(archive, entry, stream, name), f"{name}/{entry.name}", depth, account)


def _content(archive: tarfile.TarFile, entry: tarfile.TarInfo, stream: "_Bounded", name: str) -> bytes:
    content = archive.extractfile(entry)
    stream.most = FILE_LIMIT
    data = content.read() if content else b""
    stream.most = _HEADER_LIMIT
    if len(data) != entry.size:
        raise WireError(f"{name}: “{entry.name}” is cut off", "the whole archive")
    return data


def _stream(source: BinaryIO, packed: bool) -> "_Bounded":
    source.seek(0)
    return _Bounded(Inflated(source, TOTAL_LIMIT) if packed else source)


def _opened(stream: "_Bounded") -> tarfile.TarFile:
    return tarfile.open(fileobj=stream, mode="r:", errorlevel=1)  # type: ignore[call-overload]


def _entries(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The entries one by one; what was seen is forgotten, or a hundred thousand would pile up."""
    while (entry := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]
        yield entry


class _Bounded:
    """An unpacked tar, of which no header can make us read more than `most` bytes at once, nor go back."""

    def __init__(self, source: BinaryIO | Inflated) -> None:
        self._source, self.most = source, _HEADER_LIMIT

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self.most:
            raise WireError(f"an archive with a header of more than {self.most:,} bytes", "plain files in a plain tar")
        return self._source.read(size)

    def tell(self) -> int:
        return self._source.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET and offset < self._source.tell():
            raise WireError("an archive that points backwards", "an archive that is not damaged")
        return self._source.seek(offset, whence)


def _check_tar_entry(entry: tarfile.TarInfo, name: str) -> None:
    _check_name(entry.name, name)
    if not (entry.isreg() or entry.isdir()) or entry.issparse():
        raise WireError(f"{name}: the link, device or sparse file “{entry.name}”", "an archive of plain files")
    _check_size(entry.size, f"{name}/{entry.name}")


def _inside(data: bytes, name: str, depth: int, account: Account) -> Iterator[Member]:
    yield from members(io.BytesIO(data), name, depth + 1, account)


def _is_tar(head: bytes) -> bool:
    """Whether a file begins with the header of a tar: by its magic or, in the old form without one, by its checksum.

    That is the sum of the header's bytes, its own eight taken as spaces, in octal digits (POSIX, pax, ustar); some
    systems summed bytes with a sign.
    """
    if head[_TAR_MAGIC] == b"ustar":
        return True
    stated = head[_TAR_CHECKSUM].strip(b" \x00")
    if len(head) < _TAR_BLOCK or not head[0] or not stated.isdigit() or set(stated) & set(b"89"):
        return False
    total = sum(head) - sum(head[_TAR_CHECKSUM]) + 8 * ord(" ")
    return int(stated, 8) in {total, total - 256 * sum(byte > 127 for byte in head)}


def _is_kept_out(name: str) -> bool:
    """Whether a member is hidden, or what systems put beside files."""
    return any(part.startswith(".") for part in PurePosixPath(name).parts) or name.startswith(_KEEPS)


def _check_name(inside: str, name: str) -> None:
    if _UNSAFE.search(inside) or not inside or len(inside) > _LONGEST_NAME:
        shown = inside[:80].encode("unicode_escape").decode("ascii") if not inside.isprintable() else inside[:80]
        raise WireError(f"{name}: a file that would lie outside the archive, “{shown}”", "names inside it")


def _check_size(size: int, name: str) -> None:
    if size < 0 or size > FILE_LIMIT:
        raise WireError(f"{name}: a file of more than {FILE_LIMIT // MEGABYTE} MB", "smaller files: split it")


def _too_many(name: str) -> WireError:
    return WireError(f"{name}: an archive of more than {MEMBERS:,} files", "several smaller archives")
