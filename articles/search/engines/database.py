"""Answers from the database itself, for when there is no index that can be read: the same, only slower.

Every document that everybody may read is read and cut into words for each question; past the time budget no more are
read, the newest come first, and the answer says that it is partial.
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
from articles.search.results import Results

BUDGET = 3.0
"""Seconds for reading documents."""


def answer(query: Query) -> Results:
    """The answer to a question, in the `reduced` mode."""
    deadline = time.monotonic() + BUDGET
    source = MemorySource(_documents(deadline))
    results = answer_from(query, source, names.load(), timezone.localdate(), mode="reduced")
    return replace(results, partial=True) if time.monotonic() > deadline else results


def _documents(deadline: float) -> Iterator[Document]:
    for kind in TYPES:
        for row in documents.queryset(kind).iterator(chunk_size=documents.BATCH):
            if time.monotonic() > deadline:
                return
            yield documents.of(kind, row)
