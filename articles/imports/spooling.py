"""Suggestions of a large file, put aside on the disk until its transaction: too many to be held in memory."""

import pickle
import tempfile
from collections.abc import Collection, Iterator
from typing import IO

from articles.wire.records import Suggestion

HELD = 5000
"""Suggestions that are kept in memory before the first goes to the disk."""


class Kept(Collection[Suggestion]):
    """The suggestions of one story, read back when they are asked for."""

    __slots__ = ("count", "file", "start")

    def __init__(self, file: IO[bytes], start: int, count: int) -> None:
        self.file, self.start, self.count = file, start, count

    def __iter__(self) -> Iterator[Suggestion]:
        self.file.seek(self.start)
        yield from pickle.load(self.file)  # a file without a name, which this process has written

    def __len__(self) -> int:
        return self.count

    def __contains__(self, found: object) -> bool:
        return any(each == found for each in self)


class Spool:
    """A file without a name, which is gone with the process."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._held = 0

    def keep(self, found: tuple[Suggestion, ...]) -> Collection[Suggestion]:
        """The same suggestions, in memory while they are few."""
        self._held += len(found)
        if not found or self._held <= HELD:
            return found
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 — as long as the run
        start = self._file.seek(0, 2)
        pickle.dump(found, self._file, pickle.HIGHEST_PROTOCOL)
        return Kept(self._file, start, len(found))

    def empty(self) -> None:
        """Nobody asks for what has been kept so far any more."""
        self._held = 0
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
