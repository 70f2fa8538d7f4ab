"""What is found: every row that search answers with, as one kind of document.

`read(type, keys)` gives documents as everybody may see them now; every engine searches these and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from articles.search.documents import articles, commitments, events, people
from articles.search.documents.document import Dates, Document, Entry
from articles.search.results import DocumentType

__all__ = ["BATCH", "MODELS", "Dates", "Document", "Entry", "keys", "of", "queryset", "read", "rows"]

BATCH = 500
"""Rows read at a time."""

_PARTS: dict[DocumentType, tuple[Callable[[], QuerySet[Any]], Callable[[Any], Document]]] = {
    "article": (articles.queryset, articles.document),
    "person": (people.queryset, people.document),
    "event": (events.queryset, events.document),
    "commitment": (commitments.queryset, commitments.document),
}
MODELS: dict[DocumentType, str] = {
    "article": "article",
    "person": "person",
    "event": "partnershipevent",
    "commitment": "commitment",
}
"""The model behind each type, as Django names it."""


def queryset(kind: DocumentType) -> QuerySet[Any]:
    """The rows of a type that everybody may read now, with all that their documents are made from."""
    return _PARTS[kind][0]()


def of(kind: DocumentType, row: Any) -> Document:
    """The document of a row that `queryset` gave."""
    return _PARTS[kind][1](row)


def keys(kind: DocumentType) -> set[int]:
    """The primary keys of the rows of a type that everybody may read now."""
    return set(queryset(kind).order_by().values_list("pk", flat=True))


def rows(kind: DocumentType, pks: Iterable[int]) -> Iterator[Any]:
    """Those of these rows that everybody may read now, in batches of few queries each, for `of`."""
    wanted = list(pks)
    for start in range(0, len(wanted), BATCH):
        yield from queryset(kind).filter(pk__in=wanted[start : start + BATCH])


def read(kind: DocumentType, pks: Iterable[int]) -> Iterator[Document]:
    """Their documents."""
    return (of(kind, row) for row in rows(kind, pks))
