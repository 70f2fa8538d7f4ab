"""Documents cut into words for answers without an index: some more at each question, and kept for the next.

However much the archive holds, a question reads for the same time, on from where the one before it stopped. What has
been read is used until the outbox tells of a change; then reading begins anew. The type that is asked for is read
first, each type from its newest documents.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, thread_time
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from articles.models import Outbox
from articles.search import documents
from articles.search.documents import Document
from articles.search.engines.memory import MemorySource
from articles.search.fields import TYPES
from articles.search.results import DocumentType

BUDGET = 0.15
"""Seconds of processor time that a question may read for."""
PAUSE = 1.0
"""Seconds for which the questions after it do not, so that those of one page read once."""
ALWAYS = 20
"""Documents of the type asked for that are read however late it is."""
MOST = 1000
"""Documents of a type that are read at most: the words of all of them are held."""
AT_ONCE = 200
"""Rows that are read from the database at a time."""


class Shelf:
    """What has been read of one state of the archive."""

    def __init__(self, state: tuple[Any, ...]) -> None:
        self.state = state
        self.source = MemorySource()
        self._left: dict[DocumentType, Iterator[Document]] = {}
        self._read: Counter[DocumentType] = Counter()
        self._complete: set[DocumentType] = set()
        self._resting = 0.0

    @property
    def is_partial(self) -> bool:
        """Whether there is anything that has not been read."""
        others = (kind for kind in TYPES if kind not in self._complete)
        return any(kind in self._left or documents.queryset(kind).exists() for kind in others)

    def read_on(self, first: DocumentType | None) -> None:
        """Read until the time is over or all is read."""
        is_rested = monotonic() >= self._resting
        deadline = thread_time() + (BUDGET if is_rested else 0)
        kinds = sorted(TYPES, key=lambda kind: kind != first)
        for kind in kinds:
            self._read_on(kind, deadline, owed=ALWAYS - self._read[kind] if kind == kinds[0] else 0)
        if is_rested:
            self._resting = monotonic() + PAUSE

    def _read_on(self, kind: DocumentType, deadline: float, owed: int) -> None:
        if kind in self._complete or self._read[kind] > MOST:
            return
        while owed > 0 or thread_time() < deadline:
            document = next(self._left.setdefault(kind, _newest(kind)), None)
            if document is None:
                self._complete.add(kind)
                return
            self._read[kind] += 1
            if self._read[kind] > MOST:
                return
            self.source.add(document)
            owed -= 1


def _newest(kind: DocumentType) -> Iterator[Document]:
    keys = list(documents.queryset(kind).values_list("pk", flat=True)[: MOST + 1])
    for start in range(0, len(keys), AT_ONCE):
        yield from documents.read(kind, keys[start : start + AT_ONCE])


_lock = Lock()
_shelf: Shelf | None = None


@contextmanager
def read(first: DocumentType | None) -> Iterator[Shelf]:
    """What has been read up to now, and for this question; no other thread reads or asks meanwhile."""
    global _shelf
    with _lock:
        state = _state()
        held = _shelf  # which may be let go of meanwhile
        if held is None or held.state != state:
            held = _shelf = Shelf(state)
        held.read_on(first)
        yield held


def forget() -> None:
    """Let go of what has been read: there is an index again."""
    global _shelf
    _shelf = None


def _state() -> tuple[Any, ...]:
    """Another one after every change of what everybody may read: triggers write it down, and embargoes fall due."""
    rows = Outbox.objects.aggregate(last=Max("pk"), due=Count("pk", filter=Q(due__lte=timezone.now())))
    return tuple(rows.values())
