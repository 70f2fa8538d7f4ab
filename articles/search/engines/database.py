"""Answers from the database itself, for when there is no index that can be read: the same, only slower.

Every document that everybody may read is read and cut into words for each question: first those of the type asked for.
Past the time budget no more are read, the newest come first, and the answer says that it is partial.
"""

import time
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from articles.search import documents, names
from articles.search.answering import answer as answer_from
from articles.search.documents import Document
from articles.search.engines.memory import MemorySource
from articles.search.fields import TYPES
from articles.search.query import Query
from articles.search.results import DocumentType, Results

BUDGET = 3.0
"""Seconds for reading documents."""
BATCH = 100
"""Rows read between two looks at the clock; as many of the type asked for are read however late it is."""


def answer(query: Query) -> Results:
    """The answer to a question, in the `reduced` mode."""
    reading = Reading(query.document_type)
    source = MemorySource(reading.documents())
    results = answer_from(query, source, names.load(), timezone.localdate(), mode="reduced")
    return replace(results, partial=results.partial or reading.cut_short)


class Reading:
    """Reads documents until all are read or the time is over; `cut_short` tells afterwards which it was."""

    def __init__(self, first: DocumentType | None) -> None:
        self.kinds = sorted(TYPES, key=lambda kind: kind != first)
        self.deadline = time.monotonic() + BUDGET
        self.cut_short = False

    def documents(self) -> Iterator[Document]:
        """The documents of the type that comes first, then those of the others."""
        for place, kind in enumerate(self.kinds):
            yield from self._of(kind, always=place == 0)

    def _of(self, kind: DocumentType, *, always: bool) -> Iterator[Document]:
        """The documents of a type, batch by batch; the first batch of all with `always`."""
        pks = list(documents.queryset(kind).values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            if time.monotonic() > self.deadline and not (always and start == 0):
                self.cut_short = True
                return
            yield from documents.read(kind, pks[start : start + BATCH])
