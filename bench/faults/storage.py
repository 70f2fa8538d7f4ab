"""Storage that fails, or that forgets: every write, fsync and rename of this process below a folder, watched.

SQLite writes by itself, in C: what is watched is what Python writes, which is the index, originals and backups.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

WRITING = set("wax+")
FULL, BROKEN = errno.ENOSPC, errno.EIO


Names = dict[str, tuple[int, bool]]
"""The entries of a folder: the number of each, and whether it is a folder."""


class Half(OSError):
    """A write fails when half of it is written."""


class Watch(Protocol):
    """Told of each operation before it is done: an `OSError` is what the operation fails with."""

    def before(self, operation: str, path: str) -> None: ...

    def synced(self, descriptor: int) -> None: ...


class Failing:
    """Fails the n-th operation, a write when half is written; with `forever` all after it, as a full disk does."""

    def __init__(self, number: int, code: int, *, forever: bool = False) -> None:
        self.number, self.code, self.forever = number, code, forever
        self.count = 0

    @property
    def struck(self) -> bool:
        return self.count >= self.number

    def before(self, operation: str, path: str) -> None:
        self.count += 1
        if self.count == self.number or (self.forever and self.struck):
            kind = Half if self.count == self.number else OSError
            raise kind(self.code, os.strerror(self.code), path)

    def synced(self, descriptor: int) -> None:
        pass


class Forgetting:
    """Remembers what has been synced; before the n-th operation it calls `end`, when everything else is forgotten.

    A file is remembered as its last fsync found it, a folder's list of names as its own last fsync did.
    """

    def __init__(self, root: Path, number: int, end: Callable[["Forgetting"], object]) -> None:
        self.root, self.number, self.end = root, number, end
        self.count = 0
        self.files: dict[int, bytes] = {}
        self.folders: dict[int, Names] = {}
        self.kept: list[int] = []  # open, so that no number of a file is given to another
        for path in (root, *root.rglob("*")):
            descriptor = os.open(path, os.O_RDONLY)
            self._remember(descriptor)

    def before(self, operation: str, path: str) -> None:
        self.count += 1
        if self.count == self.number:
            self.end(self)

    def synced(self, descriptor: int) -> None:
        path = Path(_path(descriptor))
        if path == self.root or self.root in path.parents:
            self._remember(os.open(path, os.O_RDONLY))

    def _remember(self, descriptor: int) -> None:
        self.kept.append(descriptor)
        path, number = Path(_path(descriptor)), os.fstat(descriptor).st_ino
        if path.is_dir():
            self.folders[number] = _names(path)
        else:
            self.files[number] = path.read_bytes()

    def remains(self, target: Path, *, names: bool) -> None:
        """Write what is left into a new folder: names as they were synced, or with `names` as they are now."""
        self._lay(target, self.root.stat().st_ino, self.root if names else None)

    def _lay(self, target: Path, number: int, now: Path | None) -> None:
        target.mkdir(mode=0o700)
        for name, (each, is_folder) in (_names(now) if now else self.folders.get(number, {})).items():
            if is_folder:
                self._lay(target / name, each, now / name if now else None)
            else:
                (target / name).write_bytes(self.files.get(each, b""))
                (target / name).chmod(0o600)


class _Raw(io.FileIO):
    """A file whose writes are watched."""

    watch: Watch

    def write(self, data: Any) -> int:
        try:
            self.watch.before("write", _path(self.fileno()))
        except Half:
            view = memoryview(data).cast("B")
            super().write(view[: len(view) // 2])
            raise
        return super().write(data)


@contextmanager
def watched(root: Path, watch: Watch) -> Iterator[None]:
    """Watch all that this process writes below a folder."""
    names = ("fsync", "replace", "rename", "sendfile")
    before = {name: getattr(os, name) for name in names}
    opened, builtin = io.open, builtins.open

    def watched_open(file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
        path = _path(file) if isinstance(file, int) else os.path.abspath(file)  # noqa: PTH100
        if not WRITING & set(mode) or not _is_below(path, root):
            return opened(file, mode, buffering, *more, **named)
        raw = type("Raw", (_Raw,), {"watch": watch})(file, mode.replace("b", "").replace("t", ""))
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *more, **named)

    def fsync(descriptor: int) -> None:
        if _is_below(_path(descriptor), root):
            watch.before("fsync", _path(descriptor))
            before["fsync"](descriptor)
            watch.synced(descriptor)
        else:
            before["fsync"](descriptor)

    def moving(name: str) -> Callable[..., None]:
        def moved(source: Any, target: Any, **more: Any) -> None:
            if _is_below(os.fspath(target), root):
                watch.before(name, os.fspath(target))
            before[name](source, target, **more)

        return moved

    def sendfile(target: int, *more: Any) -> int:
        if _is_below(_path(target), root):
            watch.before("write", _path(target))
        return int(before["sendfile"](target, *more))

    io.open = builtins.open = watched_open  # type: ignore[assignment]
    os.fsync, os.replace, os.rename, os.sendfile = fsync, moving("replace"), moving("rename"), sendfile
    try:
        yield
    finally:
        io.open, builtins.open = opened, builtin
        os.fsync, os.replace, os.rename, os.sendfile = (before[name] for name in names)


def _path(descriptor: int) -> str:
    return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115


def _names(folder: Path) -> Names:
    return {entry.name: (entry.inode(), entry.is_dir()) for entry in os.scandir(folder)}


def _is_below(path: str, root: Path) -> bool:
    return path == str(root) or path.startswith(f"{root}/")
