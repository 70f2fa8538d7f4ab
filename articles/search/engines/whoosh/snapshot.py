"""The state of the index that this process answers from, opened anew when the index has changed."""

import functools
import pickle
import struct
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import zstandard
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, LockError
from whoosh.index import IndexError as WhooshError
from whoosh.reading import TermNotFound

from articles.search.engines.whoosh.generations import MANIFEST, POINTER, Generations, IndexUnavailable
from articles.search.engines.whoosh.searcher.snapshot import Shared, Snapshot
from articles.search.engines.whoosh.segments.format import SegmentFormatError
from articles.search.engines.whoosh.segments.index import INDEX_NAME

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
DAMAGE = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    ArithmeticError,
    AttributeError,
    ImportError,
    TypeError,
    MemoryError,
    WhooshError,
    LockError,
    TermNotFound,
    SegmentFormatError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
    zstandard.ZstdError,
)
"""What reading or locking damaged files raises: their numbers are wrong, their pickles name what is not there."""


def guarded(read: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
    """Whatever a damaged index makes a read raise is `IndexUnavailable`."""

    @functools.wraps(read)
    def reading(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
        try:
            return read(*args, **kwargs)
        except DAMAGE as error:
            raise IndexUnavailable("damaged", f"{type(error).__name__}: {error}") from error

    return reading


Look = tuple[tuple[int, int, int, int], ...] | None
SETTLED = 100_000_000
"""Nanoseconds: file systems tell times in steps of some milliseconds, so what changed just now is read again."""


class Snapshots:
    """The latest snapshot of an index."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.latest: Snapshot | None = None
        self.shared = Shared()
        self.looked: tuple[Path, Look, Snapshot] | None = None

    def current(self, root: Path) -> Snapshot:
        """The state of the index in a folder as it is now; `IndexUnavailable` where it cannot be read."""
        known = self.looked
        if known is not None and known[0] == root and known[1] == look(root, known[2].folder):
            return known[2]
        began = time.time_ns()
        latest = self._read(root)
        found = look(root, latest.folder)
        is_settled = found is not None and all(began - changed > SETTLED for *_, changed in found)
        self.looked = (root, found, latest) if is_settled else None
        return latest

    def _read(self, root: Path) -> Snapshot:
        folder = Generations(root).current()
        while True:
            try:
                return self._of(folder)
            except IndexUnavailable:
                before, folder = folder, Generations(root).current()
                if folder == before:  # else it was replaced, and removed, while it was being opened
                    raise

    def _of(self, folder: Path) -> Snapshot:
        commit = _commit(folder)
        with self.lock:
            latest = self.latest
            if latest is None or (latest.folder, latest.commit) != (folder, commit):
                if latest is None or latest.folder != folder:
                    self.shared = Shared()
                self.latest = latest = _opened(folder, self.shared)
            return latest

    def forget(self) -> None:
        with self.lock:
            self.latest = self.looked = None


def look(root: Path, folder: Path) -> Look:
    """What changes with every commit and every generation, without reading anything; None where something is gone."""
    try:
        stats = [place.stat() for place in (root, root / POINTER, folder, folder / MANIFEST)]
    except OSError:
        return None
    return tuple((stat.st_ino, stat.st_size, stat.st_mode, stat.st_ctime_ns) for stat in stats)


@guarded
def _opened(folder: Path, shared: Shared) -> Snapshot:
    return Snapshot.open(folder, shared)


@guarded
def _commit(folder: Path) -> int:
    """The number of the last commit."""
    number: int = TOC._latest_generation(FileStorage(str(folder)), INDEX_NAME)
    if number < 0:
        raise IndexUnavailable("damaged", f"{folder} has no table of contents.")
    return number


snapshots = Snapshots()
