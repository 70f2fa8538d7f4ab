"""Files that an import refused, as they came, each with the reason beside it: `DATA_DIR/quarantine/<batch>/`.

Of an archive, of which some files are refused, it is the archive that is kept, once, with the reasons of all of them in
one file: else a few kilobytes would fill a disk.
"""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.imports.reports import error_report
from articles.imports.sources import Document, Given
from articles.wire.records import WireError

FOLDER = "quarantine"
LARGEST = 64 * 1024 * 1024
"""Bytes: of a larger file only the reason is kept."""
_UNSAFE = re.compile(r"[^\w.-]+")


def folder(batch: str) -> Path:
    return Path(settings.DATA_DIR) / FOLDER / batch


class Quarantine:
    """What one batch refused. Only their owner may read it."""

    def __init__(self, batch: str) -> None:
        self._place = folder(batch)
        self._archives: dict[str, Path] = {}

    def put(self, number: int, document: Document, errors: Sequence[WireError]) -> None:
        """Keep a refused file and why; `OSError` where the disk does not take it."""
        self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
        told: dict[str, Any] = {"path": document.path, "bytes": len(document.data)}
        reasons = [error_report(each) for each in errors]
        if document.archive is None:
            kept = self._place / _name(number, document.path)
            is_kept = _keep(kept, document.data)
            _write(kept.with_name(f"{kept.name}.reason.json"), _json(told | {"kept": is_kept, "errors": reasons}, 1))
            return
        kept = self._archive(number, document.archive)
        line = _json(told | {"kept_in": kept.name if kept.exists() else None, "errors": reasons})
        _write(kept.with_name(f"{kept.name}.reasons.jsonl"), line, os.O_APPEND)

    def _archive(self, number: int, given: Given) -> Path:
        """Where the archive lies, kept at the first of its files that is refused."""
        if given.path not in self._archives:
            self._archives[given.path] = kept = self._place / _name(number, given.path)
            if given.length <= LARGEST:
                _keep(kept, given.content())
        return self._archives[given.path]


def _name(number: int, path: str) -> str:
    name = _UNSAFE.sub("_", Path(path).name).encode("ascii", "replace").decode()[-80:].replace("?", "_").lstrip(".")
    return f"{number:04}-{name or 'standard-input'}"


def _keep(path: Path, content: bytes) -> bool:
    """Whether a file is kept: one that is neither empty nor too large."""
    is_kept = 0 < len(content) <= LARGEST
    if is_kept:
        try:
            _write(path, content)
        except OSError:
            path.unlink(missing_ok=True)  # half a file is none
            raise
    return is_kept


def _json(told: dict[str, Any], indent: int | None = None) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=indent) + "\n").encode("utf-8", "backslashreplace")


def _write(path: Path, content: bytes, mode: int = os.O_TRUNC) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | mode, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
