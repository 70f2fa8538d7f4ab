"""Files that are on the disk when they are said to be, and the digests that tell whether they are still the same."""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

_CHUNK = 1 << 20
Progress = Callable[[int], object]


def write_durably(path: Path, data: bytes) -> None:
    """A file of its owner's, whose content is on the disk; its name is when its folder is synced."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_durably(path: Path, data: bytes) -> None:
    """Let a file have this content, in one step, which is on the disk in the end."""
    draft = path.with_name(f"{path.name}.new")
    write_durably(draft, data)
    draft.replace(path)
    sync([path.parent])


def sync(paths: Iterable[Path]) -> None:
    """Have files, and folders' lists of names, on the disk."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def digest_of(path: Path, progress: Progress = lambda count: None) -> str:
    """SHA-256 of a file in hexadecimal digits, read a piece at a time; `progress` is told of bytes."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            progress(len(chunk))
    return digest.hexdigest()
