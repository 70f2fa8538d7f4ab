"""What is to be imported: the documents that paths lead to, in order, each with its bytes."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.wire.records import WireError

LARGEST = 512 * 1024 * 1024
"""Bytes of one file: more are refused before they are read."""
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Document:
    """One file with its content; or why there is none. A member of an archive is named `archive.zip/member.txt`."""

    path: str
    data: bytes = b""
    error: WireError | None = None
    size: int = 0
    """What it counts for in the progress of a run."""


def documents(paths: Iterable[str]) -> Iterator[Document]:
    """The documents of files, folders (all that is in them, by name), archives, and `-` (standard input)."""
    for given in paths:
        if given == STANDARD_INPUT:
            yield from opened(given, sys.stdin.buffer.read(LARGEST + 1))
            continue
        for path in files(Path(given)):
            yield from _read(path)


def files(path: Path) -> Iterator[Path]:
    """A file; or all files below a folder by their names, but for hidden ones."""
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if not hidden and each.is_file():
            yield each


def size(paths: Iterable[str]) -> int | None:
    """Bytes of all files, as far as is known before they are read; None where that is not."""
    total = 0
    for given in paths:
        if given == STANDARD_INPUT:
            return None
        total += sum(each.stat().st_size for each in files(Path(given)) if each.exists())
    return total


def opened(path: str, data: bytes) -> Iterator[Document]:
    """The documents in a file's bytes: itself, or what an archive holds."""
    if len(data) > LARGEST:
        yield Document(path, error=_too_large(path))
        return
    yield Document(path, data, size=len(data))


def _read(path: Path) -> Iterator[Document]:
    try:
        length = path.stat().st_size
        if length > LARGEST:
            yield Document(str(path), error=_too_large(str(path)), size=length)
            return
        data = path.read_bytes()
    except OSError as error:
        refused = WireError(f"a file that cannot be read ({error.strerror})", "the path of a file or folder")
        yield Document(str(path), error=refused)
        return
    yield from opened(str(path), data)


def _too_large(path: str) -> WireError:
    return WireError(f"more than {LARGEST // 1024**2} MB in {path}", "smaller files: split it")
