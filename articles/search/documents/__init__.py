"""What is found: every row that search answers with, as one kind of document.

`read(type, keys)` gives documents as everybody may see them now; every engine searches these and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, Commitment, PartnershipEvent, Person
from articles.models.among import Among
from articles.search.documents import articles, commitments, events, people
from articles.search.documents.document import Dates, Document, Entry
from articles.search.results import DocumentType

__all__ = ["BATCH", "MODELS", "Dates", "Document", "Entry", "keys", "queryset", "read"]

BATCH = 1000
"""Rows read at a time."""

_PARTS: dict[DocumentType, tuple[Any, Callable[[QuerySet[Any]], Iterator[Document]]]] = {
    "article": (Article, articles.documents),
    "person": (Person, people.documents),
    "event": (PartnershipEvent, events.documents),
    "commitment": (Commitment, commitments.documents),
}
MODELS: dict[DocumentType, str] = {kind: model._meta.model_name for kind, (model, _) in _PARTS.items()}
"""The model behind each type, as Django names it."""


def queryset(kind: DocumentType) -> QuerySet[Any]:
    """The rows of a type that everybody may read now."""
    return _PARTS[kind][0].objects.visible()


def keys(kind: DocumentType) -> set[int]:
    """The primary keys of the rows of a type that everybody may read now."""
    return set(queryset(kind).order_by().values_list("pk", flat=True))


def read(kind: DocumentType, pks: Iterable[int]) -> Iterator[Document]:
    """The documents of those of these rows that everybody may read now, each once, in the order of the keys.

    Each batch takes four queries at most, and is held in memory.
    """
    model, documents = _PARTS[kind]
    wanted = list(dict.fromkeys(pks))
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        # Each row is looked up by its key, and its visibility by itself: SQLite would rather walk an index of statuses.
        visible = Exists(model.objects.visible().filter(pk=OuterRef("pk")))
        rows = model.objects.filter(Among("pk", batch), visible).order_by()
        found = {document.pk: document for document in documents(rows)}
        yield from (found[pk] for pk in batch if pk in found)
