"""Files that an import refused, as they came, each with the reason beside it: `DATA_DIR/quarantine/<batch>/`."""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from articles.imports.reports import error_report
from articles.wire.records import WireError

FOLDER = "quarantine"
LARGEST = 64 * 1024 * 1024
"""Bytes: of a larger file only the reason is kept."""
_UNSAFE = re.compile(r"[^\w.-]+")


def folder(batch: str) -> Path:
    return Path(settings.DATA_DIR) / FOLDER / batch


def put(batch: str, number: int, path: str, content: bytes, errors: Sequence[WireError]) -> Path:
    """Keep a refused file and why; answers where it lies. Only their owner may read them."""
    place = folder(batch)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = _UNSAFE.sub("_", Path(path).name).encode("ascii", "replace").decode()[-80:].replace("?", "_").lstrip(".")
    name = name or "standard-input"
    kept = place / f"{number:04}-{name}"
    is_kept = 0 < len(content) <= LARGEST
    if is_kept:
        _write(kept, content)
    reason = {"path": path, "bytes": len(content), "kept": is_kept, "errors": [error_report(each) for each in errors]}
    text = json.dumps(reason, ensure_ascii=False, indent=1) + "\n"
    _write(kept.with_name(f"{kept.name}.reason.json"), text.encode("utf-8", "backslashreplace"))
    return kept


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
