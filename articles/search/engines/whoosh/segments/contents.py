"""The table of contents of a commit: Whoosh's own, and with it the size and digest of every file that it names.

Layout of `_MAIN_<commit>.toc`, all numbers little-endian:

    contents    what Whoosh writes: schema, commit, segments with their deletions
    record      JSON: {"commit": number, "files": {name: [bytes, SHA-256, last 32 bytes]}}, digests as hexadecimal
    extent      16 bytes: offset of the record u8, its bytes u8
    digest      32 bytes: SHA-256 of all that stands before
    MAGIC       8 bytes

The table is one file that takes its name in one step, so that no commit is ever without its record. It is a pickle,
which can run code: nothing of it is looked at before its owner and its digest are. What the record says of the size and
the end of each file is looked at whenever a table is read. A segment file ends with the digest of its directory, which
holds those of its sections, so no file can stand for another one. `damaged` reads the files whole.
"""

import hashlib
import json
import os
import struct
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC, EmptyIndexError

from articles.durable import Progress, digest_of, write_durably
from articles.search.engines.whoosh.segments.format import SegmentFormatError

VERSION = 1
MAGIC = b"PARCHTOC"
_EXTENT = struct.Struct("<QQ")
_DIGEST = 32
_END = _EXTENT.size + _DIGEST + len(MAGIC)
_TAIL = 32


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file was when it was committed; the digest is SHA-256, the tail its last bytes, both as hexadecimal."""

    size: int
    digest: str
    tail: str


class Contents(TOC):
    """A table of contents as it was read, with the record of its files."""

    def __init__(self, toc: TOC, files: Mapping[str, FileRecord]) -> None:
        super().__init__(toc.schema, toc.segments, toc.generation, toc.version, toc.release)
        self.files = files


def latest(folder: Path, name: str) -> int:
    """The number of the last commit of the index of that name; whoosh.index.EmptyIndexError where there is none."""
    numbers = [int(match[1]) for entry in os.listdir(folder) if (match := TOC._pattern(name).match(entry))]  # noqa: PTH208
    if not numbers:
        raise EmptyIndexError(f"{folder} has no table of contents")
    return max(numbers)


def read(folder: Path, name: str) -> Contents:
    """The table of the last commit, whose files are there, of the right size and end.

    Raises `SegmentFormatError` where it or one of its files is not what was written, FileNotFoundError where one is
    gone: by a commit that has just replaced it, perhaps.
    """
    commit = latest(folder, name)
    contents = _read(folder / TOC._filename(name, commit), name, commit)
    for file, record in contents.files.items():
        _check_end(folder / file, record)
    return contents


def write(folder: Path, name: str, toc: TOC) -> None:
    """Have a table of contents, whose files are on the disk already, be the latest one.

    It has its name when this returns, but that it has is not waited for: sync the folder.
    """
    files = {}
    known = _known(folder, name)
    for segment in toc.segments:
        for file in sorted(entry for entry in os.listdir(folder) if entry.startswith(f"{segment.segment_id()}.")):  # noqa: PTH208
            files[file] = known.get(file) or _record_of(folder / file)
    memory = RamStorage()
    toc.write(memory, name)
    target = TOC._filename(name, toc.generation)
    draft = folder / f"{target}.{time.time()}"
    write_durably(draft, _sealed(memory.files[target], toc.generation, files))
    draft.rename(folder / target)


def damaged(folder: Path, contents: Contents, progress: Progress = lambda count: None) -> list[str]:
    """The names of the files whose bytes are not those that were committed; `progress` is told of bytes read."""
    found = []
    for name, record in contents.files.items():
        try:
            if digest_of(folder / name, progress) != record.digest:
                found.append(name)
        except OSError:
            found.append(name)
    return found


def _read(path: Path, name: str, commit: int) -> Contents:
    table, files = _unsealed(path, commit)
    memory = RamStorage()
    memory.files[path.name] = table
    return Contents(TOC.read(memory, name, gen=commit), files)


def _unsealed(path: Path, commit: int) -> tuple[bytes, Mapping[str, FileRecord]]:
    """Whoosh's table, still pickled, and the record of its files."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_uid != os.getuid():
            raise SegmentFormatError(f"{path}: somebody else wrote it, and it can run code")
        data = file.read()
    body, digest, magic = data[: -_DIGEST - len(MAGIC)], data[-_DIGEST - len(MAGIC) : -len(MAGIC)], data[-len(MAGIC) :]
    if len(data) < _END or magic != MAGIC or hashlib.sha256(body).digest() != digest:
        raise SegmentFormatError(f"{path}: truncated, foreign or damaged: its digest is not the one written")
    offset, size = _EXTENT.unpack(body[-_EXTENT.size :])
    record = json.loads(body[offset : offset + size])
    if record["commit"] != commit:
        raise SegmentFormatError(f"{path}: it is the table of commit {record['commit']}")
    return body[:offset], {file: FileRecord(*entry) for file, entry in record["files"].items()}


def _sealed(contents: bytes, commit: int, files: Mapping[str, FileRecord]) -> bytes:
    entries = {name: [record.size, record.digest, record.tail] for name, record in files.items()}
    record = json.dumps({"commit": commit, "files": entries}).encode()
    body = contents + record + _EXTENT.pack(len(contents), len(record))
    return body + hashlib.sha256(body).digest() + MAGIC


def _known(folder: Path, name: str) -> Mapping[str, FileRecord]:
    """What the last commit says of its files: they never change, so they need not be read again."""
    try:
        commit = latest(folder, name)
    except EmptyIndexError:
        return {}
    return _unsealed(folder / TOC._filename(name, commit), commit)[1]


def _check_end(path: Path, record: FileRecord) -> None:
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size != record.size:
            raise SegmentFormatError(
                f"{path}: truncated or replaced: {record.size} bytes were written, {size} are there"
            )
        if os.pread(file.fileno(), _TAIL, max(0, size - _TAIL)).hex() != record.tail:
            raise SegmentFormatError(f"{path}: damaged or replaced: it does not end as it was written")


def _record_of(path: Path) -> FileRecord:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        tail = os.pread(file.fileno(), _TAIL, max(0, size - _TAIL))
    return FileRecord(size, digest_of(path), tail.hex())


def total_size(files: Iterable[FileRecord]) -> int:
    """The bytes of some files together."""
    return sum(record.size for record in files)
