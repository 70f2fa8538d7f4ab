"""In which order the files of a run are taken, and which together: the archive is asked about many at once."""

from collections.abc import Iterable, Iterator

from articles.imports.sources import Document
from articles.wire.records import Reading, WireError

GROUP, TOGETHER = 1000, 4 << 20
"""Files that the archive is asked about at once, and bytes of them from which on no more are added."""
WAITING, KEPT, FEW = 2000, 32 << 20, 20
"""Files that wait for the others, bytes of them from which on no more do, and records of a file that may."""
Read = tuple[int, Document, Reading | WireError]
"""A document with its number, and what reading it came to."""


def groups(files: Iterable[Read]) -> Iterator[list[Read]]:
    """The files in groups. Those with an undated story wait for all others, which may tell its day."""
    waiting, group = _Pile(WAITING, KEPT), _Pile(GROUP, TOGETHER)
    for read in files:
        (waiting if _waits(read[2]) and not waiting.is_full else group).add(read)
        if group.is_full:
            yield group.emptied()
    for read in waiting.emptied():
        group.add(read)
        if group.is_full:
            yield group.emptied()
    yield group.emptied()


class _Pile:
    """Files that are kept for later: no more once they are so many, or have so many bytes."""

    def __init__(self, most: int, largest: int) -> None:
        self._most, self._largest = most, largest
        self._files: list[Read] = []
        self._length = 0

    def add(self, read: Read) -> None:
        self._files.append(read)
        self._length += len(read[1].data)

    @property
    def is_full(self) -> bool:
        return len(self._files) >= self._most or self._length >= self._largest

    def emptied(self) -> list[Read]:
        """The files, which are not kept any more."""
        files, self._files, self._length = self._files, [], 0
        return files


def _waits(reading: Reading | WireError) -> bool:
    """Whether a file has a story without a date, and few enough for all to be kept meanwhile."""
    if isinstance(reading, WireError) or len(reading.stories) > FEW:
        return False
    return any(story.lacks_a_date for story in reading.stories)
