"""One row as the document that everybody may read now."""

from typing import Any

from articles.search import documents
from articles.search.documents import MODELS, Document
from articles.search.results import DocumentType


def only(kind: DocumentType) -> Document:
    """The one document of a type."""
    (document,) = documents.read(kind, documents.keys(kind))
    return document


def of(row: Any) -> Document:
    kind = next(kind for kind, model in MODELS.items() if model == row._meta.model_name)
    (document,) = documents.read(kind, [row.pk])
    return document
