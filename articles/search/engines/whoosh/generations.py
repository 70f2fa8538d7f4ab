"""Where the index lies: `gen-000042/` beside its forerunner, and `CURRENT`, which names the one that is read.

A generation is filled where no reader looks, then `CURRENT` is replaced in one step. It is a copy of the manifest of
the generation that it names: what either says is believed only where both say the same, to the byte. Nothing here makes
an index by itself: what is missing stays missing until somebody rebuilds it.
"""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from articles.durable import replace_durably, sync, write_durably
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.segments import contents

POINTER = "CURRENT"
MANIFEST = "manifest.json"
FORMAT = f"{schema.FORMAT}.{contents.VERSION}"
ATTEMPTS = 10
"""Times that the pointer is read again because a switch has just removed what it named."""


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
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._current()
            except FileNotFoundError as error:
                if attempt == ATTEMPTS or not (self.root / POINTER).exists():
                    raise IndexUnavailable("missing", f"{error.filename} is not there.") from error
            except (OSError, ValueError) as error:
                raise IndexUnavailable("damaged", str(error)) from error
        raise AssertionError("the last attempt raises")

    def _current(self) -> Path:
        pointer = (self.root / POINTER).read_bytes()
        manifest = json.loads(pointer)
        name = manifest.get("generation") if isinstance(manifest, dict) else None
        if not isinstance(name, str) or not _is_generation(name):
            raise IndexUnavailable("damaged", f"{POINTER} names no generation.")
        folder = self.root / name
        for place in (self.root, folder):
            stat = place.stat()
            if stat.st_uid != os.getuid() or stat.st_mode & 0o022:
                raise IndexUnavailable("foreign", f"others may write into {place}, and an index can run code.")
        if manifest.get("format") != FORMAT:
            raise IndexUnavailable("foreign", f"its format is {manifest.get('format')}, {FORMAT} is read here.")
        if (folder / MANIFEST).read_bytes() != pointer:
            raise IndexUnavailable("damaged", f"{POINTER} and {folder / MANIFEST} do not say the same.")
        return folder

    def begin(self) -> Path:
        """A fresh folder for the next generation, which nobody reads yet; what a killed rebuild left is removed."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync([self.root.parent])
        named = self._named()
        for folder in self._folders():
            if folder.name != named and not (folder / MANIFEST).exists():
                self.discard(folder)
        folder = self.root / f"gen-{max(map(_number, self._folders()), default=0) + 1:06}"
        folder.mkdir(mode=0o700)
        return folder

    def switch(self, folder: Path) -> None:
        """Make a filled generation the one that is read; of the others only the one that was read before is kept."""
        manifest = json.dumps({"generation": folder.name, "format": FORMAT}).encode()
        before = self._named()
        write_durably(folder / MANIFEST, manifest)
        sync([folder, self.root])
        replace_durably(self.root / POINTER, manifest)
        others = sorted((other for other in self._folders() if other != folder), key=_number)
        kept = before if before is not None and before != folder.name else others[-1].name if others else None
        for other in others:
            if other.name != kept:
                self.discard(other)

    def discard(self, folder: Path) -> None:
        """Remove a generation, unless it is the one that is read."""
        if folder.name != self._named():
            shutil.rmtree(folder, ignore_errors=True)

    def withdraw(self) -> None:
        """Let there be no index: searches answer from the database until the next rebuild."""
        if self.root.exists():
            (self.root / POINTER).unlink(missing_ok=True)
            sync([self.root])

    def _named(self) -> str | None:
        """The name that the pointer gives, whatever else is wrong."""
        try:
            return str(json.loads((self.root / POINTER).read_bytes())["generation"])
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _folders(self) -> list[Path]:
        return [folder for folder in self.root.glob("gen-*") if _is_generation(folder.name)]


def _is_generation(name: str) -> bool:
    return name.startswith("gen-") and name[4:].isdecimal() and name.isascii()


def _number(folder: Path) -> int:
    return int(folder.name[4:])
