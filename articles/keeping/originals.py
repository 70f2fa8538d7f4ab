"""Originals: files as they came, each under its SHA-256, never changed and never written twice.

`DATA_DIR/originals/ab/cdef…`: the first two digits of the digest are a folder, the others the name.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from articles.durable import digest_of, sync

FOLDER = "originals"
DIGEST = re.compile("[0-9a-f]{64}")


class OriginalError(Exception):
    """An original that is not there, or is not what its digest says."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def path_of(digest: str, root: Path | None = None) -> Path:
    """Where the original of a digest lies, in the archive or below another folder; ValueError for what is none."""
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256 in small hexadecimal digits")
    return (root or folder()) / digest[:2] / digest[2:]


def keep(content: bytes) -> str:
    """Keep a file, once, and answer its digest; it is on the disk when this returns.

    A file in its place that is not what its digest says gives way to it.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not (path.exists() and digest_of(path) == digest):
        _write(path, content)
    return digest


def read(digest: str) -> bytes:
    """The content of an original; `OriginalError` where it is not there or not the same any more."""
    try:
        content = path_of(digest).read_bytes()
    except FileNotFoundError as error:
        raise OriginalError(f"There is no original {digest}.") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise OriginalError(f"The original {digest} is damaged: bring it back from a backup.")
    return content


def files(root: Path | None = None) -> Iterator[tuple[Path, str | None]]:
    """Every file of the store, with the digest that its place stands for (None: it is no original), in order."""
    root = root or folder()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = "".join(path.relative_to(root).parts)
            is_original = bool(DIGEST.fullmatch(name)) and path == path_of(name, root)
            yield path, name if is_original else None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="draft-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o400)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync([path.parent, path.parent.parent, path.parent.parent.parent])
