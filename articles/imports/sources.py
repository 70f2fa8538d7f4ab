"""What is to be imported: the documents that paths lead to, in order, each with its bytes."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.wire import files as wire_files
from articles.wire.encoding import FILE_LIMIT
from articles.wire.records import WireError

STANDARD_INPUT = "-"
_LINK = ("a symbolic link in a folder, which is not followed", "the file or folder that it leads to, given by its path")
_PIPE = ("a named pipe, which may never end", "a file; or what comes through the pipe on standard input, given as -")
_OTHERS = ("a socket or device", "a file or folder")


@dataclass(frozen=True, slots=True)
class Given:
    """An archive that documents came in: how to read it once more, and how long it is."""

    path: str
    length: int
    content: Callable[[], bytes]
    """Raises `OSError` where it can be read no more."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file with its content; or why there is none. A member of an archive is named `archive.zip/member.txt`."""

    path: str
    data: bytes = b""
    error: WireError | None = None
    size: int = 0
    """What it counts for in the progress of a run: bytes of the file that it is, or came in."""
    is_named: bool = True
    """Whether somebody gave it by its name, and it was not just found in a folder or an archive."""
    archive: Given | None = None
    """What it came in, where that is not this file itself."""


def documents(paths: Iterable[str]) -> Iterator[Document]:
    """The documents of files, folders (all that is in them, by name), archives, and `-` (standard input)."""
    for given in paths:
        if given == STANDARD_INPUT:
            yield from opened(given, sys.stdin.buffer.read(FILE_LIMIT + 1))
            continue
        for path in files(given):
            if _is_found_link(path, given):
                yield Document(printable(path), error=WireError(*_LINK))
            else:
                yield from _read(path, is_named=path == given)


def files(given: str) -> Iterator[str]:
    """A file; or all below a folder by their names, but for hidden ones: links there too, which are not followed, and a
    folder that cannot be looked into.
    """
    if not _is_folder(given):
        yield given
        return
    folders = [_listed(given)]
    while folders:
        path, is_folder = next(folders[-1], ("", False))
        if is_folder:
            folders.append(_listed(path))
        elif path:
            yield path
        else:
            folders.pop()


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # too long a name: reading it says so
        return False


def _listed(folder: str) -> Iterator[tuple[str, bool]]:
    """The paths in a folder in the order of their names, and whether each is a folder itself."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError:  # reading it says why
        yield folder, False
        return
    yield from ((each.path, each.is_dir(follow_symlinks=False)) for each in found)


def _is_found_link(path: str, given: str) -> bool:
    """Whether a path is a link inside a folder. One that was given itself is meant, and is followed."""
    return path != given and Path(path).is_symlink()


def size(paths: Iterable[str]) -> int | None:
    """Bytes of all files, as far as is known before they are read; None where that is not."""
    total = 0
    for given in paths:
        if given == STANDARD_INPUT:
            return None
        total += sum(_length(path) for path in files(given) if not _is_found_link(path, given))
    return total


def _length(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:  # reading it says why
        return 0


def printable(name: str) -> str:
    """A file's name as it can be printed and stored: bytes that are no UTF-8 become �."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def opened(path: str, data: bytes) -> Iterator[Document]:
    """The documents in a file's bytes: itself, or what an archive holds."""
    yield from _members(io.BytesIO(data), Given(path, len(data), lambda: data), is_named=True)


def _read(path: str, *, is_named: bool) -> Iterator[Document]:
    name = printable(path)
    try:
        # Not waiting for a writer, or a named pipe would hold the import for ever.
        with open(path, "rb", opener=lambda file, flags: os.open(file, flags | os.O_NONBLOCK)) as file:
            found = os.fstat(file.fileno())
            if stat.S_ISREG(found.st_mode):
                yield from _members(file, Given(name, found.st_size, Path(path).read_bytes), is_named=is_named)
            else:
                yield Document(name, error=WireError(*(_PIPE if stat.S_ISFIFO(found.st_mode) else _OTHERS)))
    except OSError as error:
        refused = WireError(f"a file that cannot be read ({error.strerror})", "the path of a file or folder")
        yield Document(name, error=refused)


def _members(file: BinaryIO, given: Given, *, is_named: bool) -> Iterator[Document]:
    """All of an archive or, where any of it is damaged or unsafe, none: it is looked through before it is read."""
    name, is_archive = given.path, wire_files.is_archive(file)
    try:
        count = sum(1 for _ in wire_files.members(file, name)) if is_archive else 1
        for member in wire_files.members(file, name):
            is_itself = count == 1 and not member.name.startswith(f"{name}/")
            size, came_in = given.length // max(1, count), given if is_archive else None
            yield Document(member.name, member.data, size=size, is_named=is_named and is_itself, archive=came_in)
    except WireError as error:
        yield Document(name, _kept(file), error, given.length)


def _kept(file: BinaryIO) -> bytes:
    """A refused file as it came, for quarantine, unless it is too large for that."""
    file.seek(0, io.SEEK_END)
    if file.tell() > FILE_LIMIT:
        return b""
    file.seek(0)
    return file.read()
