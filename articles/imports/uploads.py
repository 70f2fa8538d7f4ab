"""Files that editors have sent and not yet taken in: each under its digest, and not for longer than a day."""

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings

from articles.keeping.originals import DIGEST

FOLDER = "uploads"
KEPT_FOR = 24 * 60 * 60
"""Seconds."""


def keep(content: bytes) -> str:
    """Put a file aside and answer its digest; those put aside more than a day ago go."""
    place = _folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(place)
    digest = hashlib.sha256(content).hexdigest()
    draft = place / f"{digest}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    draft.replace(place / digest)
    return digest


def read(digest: str) -> bytes | None:
    """A file that was put aside; None where it is gone, or not the same any more."""
    if not DIGEST.fullmatch(digest):
        return None
    try:
        content = (_folder() / digest).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def discard(digest: str) -> None:
    """A file that has been taken in: it lies among the originals now."""
    if DIGEST.fullmatch(digest):
        (_folder() / digest).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def _sweep(place: Path) -> None:
    oldest = time.time() - KEPT_FOR
    for path in place.iterdir():
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
