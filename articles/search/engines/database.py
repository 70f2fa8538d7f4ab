"""Answers from the database itself, for when there is no index that can be read: the same, only slower.

Documents that everybody may read are read and cut into words for each question: first those of the type asked for, the
newest first. No more are read past the time budget, or past a number of each type; then the answer says that it is
partial. However many there are, reading them takes as many queries.
"""

import time
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from articles.search import documents, names
from articles.search.answering import answer as answer_from
from articles.search.answering import matching as matching_from
from articles.search.documents import Document
from articles.search.engines.memory import MemorySource
from articles.search.fields import TYPES
from articles.search.query import Query
from articles.search.results import DocumentType, Matching, Results

BUDGET = 3.0
"""Seconds for reading documents."""
ALWAYS = 100
"""Documents of the type asked for that are read however late it is."""
MOST = 1000
"""Documents of a type that are read at most: what is read is cut into words afterwards, which takes longer still."""


def answer(query: Query) -> Results:
    """The answer to a question, in the `reduced` mode."""
    reading = Reading(query.document_type)
    source = MemorySource(reading.documents())
    results = answer_from(query, source, names.load(), timezone.localdate(), mode="reduced")
    return replace(results, partial=results.partial or reading.cut_short)


def matching(query: Query) -> Matching:
    """Every document that answers a question, as far as the time is enough for."""
    reading = Reading(query.document_type)
    found = matching_from(query, MemorySource(reading.documents()), names.load(), timezone.localdate())
    return replace(found, partial=found.partial or reading.cut_short)


class Reading:
    """Reads documents until all are read or the time is over; `cut_short` tells afterwards which it was."""

    def __init__(self, first: DocumentType | None) -> None:
        self.kinds = sorted(TYPES, key=lambda kind: kind != first)
        self.deadline = time.monotonic() + BUDGET
        self.cut_short = False

    @property
    def is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def documents(self) -> Iterator[Document]:
        """The documents of the type that comes first, then those of the others."""
        first, *others = self.kinds
        yield from self._of(first, always=ALWAYS)
        for kind in others:
            if self.is_late:
                self.cut_short = self.cut_short or documents.queryset(kind).exists()
            else:
                yield from self._of(kind)

    def _of(self, kind: DocumentType, always: int = 0) -> Iterator[Document]:
        """The documents of a type, so many of them however late it is."""
        for number, document in enumerate(documents.newest(kind, MOST + 1)):
            if number >= MOST or (number >= always and self.is_late):
                self.cut_short = True
                return
            yield document
