"""Where the index lies: `gen-000042/` beside its forerunner, and `CURRENT`, which names the one that is read.

A generation is filled where no reader looks, then `CURRENT` is replaced in one step. Nothing here makes an index by
itself: what is missing stays missing until somebody rebuilds it.
"""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from articles.search.engines.whoosh.schema import FORMAT

POINTER = "CURRENT"
MANIFEST = "manifest.json"
KEPT = 1
"""Generations kept beside the current one, for going back by hand."""


class IndexUnavailable(Exception):
    """There is no index to read: `reason` is `missing`, `foreign` (another format or owner) or `damaged`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"The search index is {reason}: {detail}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations in one folder."""

    root: Path

    def current(self) -> Path:
        """The folder of the generation that is read; `IndexUnavailable` where there is none that can be trusted."""
        try:
            name = (self.root / POINTER).read_text().strip()
            folder = self.root / name
            manifest = json.loads((folder / MANIFEST).read_text())
            stat = folder.stat()
        except FileNotFoundError as error:
            raise IndexUnavailable("missing", f"{error.filename} is not there.") from error
        except (OSError, ValueError) as error:
            raise IndexUnavailable("damaged", str(error)) from error
        if Path(name).name != name or not isinstance(manifest, dict):
            raise IndexUnavailable("damaged", f"{POINTER} or {MANIFEST} makes no sense.")
        if stat.st_uid != os.getuid() or stat.st_mode & 0o022:
            raise IndexUnavailable("foreign", f"others may write into {folder}, and an index can run code.")
        if manifest.get("format") != FORMAT:
            raise IndexUnavailable("foreign", f"its format is {manifest.get('format')}, {FORMAT} is read here.")
        return folder

    def begin(self) -> Path:
        """A fresh folder for the next generation, which nobody reads yet."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = self.root / f"gen-{max(map(_number, self._folders()), default=0) + 1:06}"
        folder.mkdir(mode=0o700)
        return folder

    def switch(self, folder: Path) -> None:
        """Make a filled generation the one that is read, and remove those that are no longer kept."""
        manifest = folder / MANIFEST
        manifest.write_text(json.dumps({"format": FORMAT}))
        sync(folder)
        draft = self.root / f"{POINTER}.new"
        draft.write_text(folder.name)
        _sync(draft)
        draft.replace(self.root / POINTER)
        _sync(self.root)
        others = sorted((other for other in self._folders() if other != folder), key=_number)
        for other in others[: len(others) - KEPT]:
            shutil.rmtree(other, ignore_errors=True)

    def discard(self, folder: Path) -> None:
        """Remove a generation that was not finished."""
        shutil.rmtree(folder, ignore_errors=True)

    def withdraw(self) -> None:
        """Let there be no index: searches answer from the database until the next rebuild."""
        (self.root / POINTER).unlink(missing_ok=True)

    def _folders(self) -> list[Path]:
        return [folder for folder in self.root.glob("gen-*") if folder.name[4:].isdecimal()]


def sync(folder: Path) -> None:
    """Have all files of a folder, and then their names, on the disk."""
    for path in folder.iterdir():
        if path.is_file():
            _sync(path)
    _sync(folder)


def _number(folder: Path) -> int:
    return int(folder.name[4:])


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
