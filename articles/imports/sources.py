"""What is to be imported: the documents that paths lead to, in order, each with its bytes."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.wire import files as wire_files
from articles.wire.encoding import FILE_LIMIT
from articles.wire.records import WireError

STANDARD_INPUT = "-"
_LINK = ("a symbolic link in a folder, which is not followed", "the file or folder that it leads to, given by its path")


@dataclass(frozen=True, slots=True)
class Document:
    """One file with its content; or why there is none. A member of an archive is named `archive.zip/member.txt`."""

    path: str
    data: bytes = b""
    error: WireError | None = None
    size: int = 0
    """What it counts for in the progress of a run: bytes of the file that it is, or came in."""


def documents(paths: Iterable[str]) -> Iterator[Document]:
    """The documents of files, folders (all that is in them, by name), archives, and `-` (standard input)."""
    for given in paths:
        if given == STANDARD_INPUT:
            yield from opened(given, sys.stdin.buffer.read(FILE_LIMIT + 1))
            continue
        for path in files(Path(given)):
            if _is_found_link(path, given):
                yield Document(printable(str(path)), error=WireError(*_LINK))
            else:
                yield from _read(path)


def files(path: Path) -> Iterator[Path]:
    """A file; or all files below a folder by their names, but for hidden ones; with the links there, not followed."""
    try:
        is_folder = path.is_dir()
    except OSError:  # too long a name: reading it says so
        is_folder = False
    if not is_folder:
        yield path
        return
    for each in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if not hidden and (each.is_symlink() or each.is_file()):
            yield each


def _is_found_link(path: Path, given: str) -> bool:
    """Whether a path is a link inside a folder. One that was given itself is meant, and is followed."""
    return path != Path(given) and path.is_symlink()


def size(paths: Iterable[str]) -> int | None:
    """Bytes of all files, as far as is known before they are read; None where that is not."""
    total = 0
    for given in paths:
        if given == STANDARD_INPUT:
            return None
        total += sum(_length(path) for path in files(Path(given)) if not _is_found_link(path, given))
    return total


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it says why
        return 0


def printable(name: str) -> str:
    """A file's name as it can be printed and stored: bytes that are no UTF-8 become �."""
    return os.fsencode(name).decode("utf-8", "replace")


def opened(path: str, data: bytes) -> Iterator[Document]:
    """The documents in a file's bytes: itself, or what an archive holds."""
    yield from _members(io.BytesIO(data), path, len(data))


def _read(path: Path) -> Iterator[Document]:
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            yield from _members(file, name, path.stat().st_size)
    except OSError as error:
        refused = WireError(f"a file that cannot be read ({error.strerror})", "the path of a file or folder")
        yield Document(name, error=refused)


def _members(file: BinaryIO, name: str, length: int) -> Iterator[Document]:
    """All of an archive or, where any of it is damaged or unsafe, none: it is looked through before it is read."""
    try:
        count = sum(1 for _ in wire_files.members(file, name))
        for member in wire_files.members(file, name):
            yield Document(member.name, member.data, size=length // max(1, count))
    except WireError as error:
        yield Document(name, _kept(file), error, length)


def _kept(file: BinaryIO) -> bytes:
    """A refused file as it came, for quarantine, unless it is too large for that."""
    file.seek(0, io.SEEK_END)
    if file.tell() > FILE_LIMIT:
        return b""
    file.seek(0)
    return file.read()
