"""Originals: files as they came, each under its SHA-256, never changed and never written twice.

`DATA_DIR/originals/ab/cdef…`: the first two digits of the digest are a folder, the others the name.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from articles.durable import digest_of, sync

FOLDER = "originals"
DIGEST = re.compile("[0-9a-f]{64}")
_DRAFT = "draft-"
_ABANDONED = 3600
"""Seconds after which a draft is nobody's any more: one that is being written has its name in a few."""


class OriginalError(Exception):
    """An original that is not there, or is not what its digest says."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def path_of(digest: str, root: Path | None = None) -> Path:
    """Where the original of a digest lies, in the archive or below another folder; ValueError for what is none."""
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256 in small hexadecimal digits")
    return (root or folder()) / digest[:2] / digest[2:]


class Keeper:
    """Keeps the files of one run. What it has put on the disk, names of folders too, it does not put there again."""

    def __init__(self) -> None:
        self._root = folder()
        self._folders: set[Path] = set()
        self._kept: set[str] = set()

    def keep(self, content: bytes) -> str:
        """Keep a file, once, and answer its digest; it is on the disk when this returns.

        A file in its place that is not what its digest says gives way to it.
        """
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._kept:
            self.keep_all([content])
        return digest

    def keep_all(self, contents: Iterable[bytes]) -> None:
        """Keep files together: the disk is asked to write all contents, and then all names, which takes less than to
        ask it for each.
        """
        drafts: dict[Path, Path] = {}
        try:
            for content in contents:
                digest = hashlib.sha256(content).hexdigest()
                if not self.has(digest) and (path := path_of(digest, self._root)) not in drafts:
                    drafts[path] = self._draft(path, content)
            sync(drafts.values())
            for path, draft in drafts.items():
                draft.replace(path)
        except BaseException:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
            raise
        sync({path.parent for path in drafts})
        self._kept.update("".join(path.parts[-2:]) for path in drafts)

    def has(self, digest: str) -> bool:
        """Whether the original of a digest lies in its place, unchanged."""
        if digest in self._kept:
            return True
        path = path_of(digest, self._root)
        return path.exists() and digest_of(path) == digest

    def _draft(self, path: Path, content: bytes) -> Path:
        """A file beside where it is to lie, in a folder whose name is on the disk."""
        if path.parent not in self._folders:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync([self._root, self._root.parent])
            self._folders.add(path.parent)
        draft = path.with_name(f"{_DRAFT}{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return draft


def keep(content: bytes) -> str:
    """Keep one file as `Keeper.keep` does."""
    return Keeper().keep(content)


def forget_drafts() -> None:
    """Remove what processes left that were killed while they wrote."""
    now = time.time()
    for draft in folder().glob(f"*/{_DRAFT}*"):
        try:
            if now - draft.stat().st_mtime > _ABANDONED:
                draft.unlink()
        except FileNotFoundError:  # it has its name now
            continue


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
