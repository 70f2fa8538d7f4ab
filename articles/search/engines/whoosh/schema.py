"""The fields of the index, and how a document becomes a record of them and is read back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from whoosh.analysis import KeywordAnalyzer
from whoosh.fields import DATETIME, ID, KEYWORD, STORED, TEXT, Schema

from articles.search import words
from articles.search.documents import MODELS, Dates, Document, Entry
from articles.search.engines.whoosh.analysis import ArchiveAnalyzer
from articles.search.fields import FACETS
from articles.search.results import DocumentType

VERSION = 1
"""Goes up with every change of fields or of what they hold."""
FORMAT = f"{VERSION}.{words.VERSION}"

TEXTS = ("title", "dateline", "text")
DAYS = ("earliest", "latest", "until")
TYPES: dict[str, DocumentType] = {model: kind for kind, model in MODELS.items()}


def schema() -> Schema:
    """The schema of every index that this code writes."""
    return Schema(
        id=ID(stored=True, unique=True),
        django_ct=ID(stored=True),
        django_id=ID(stored=True),
        slug=ID(stored=True, sortable=True),
        **{name: TEXT(analyzer=ArchiveAnalyzer(), stored=True) for name in TEXTS},
        **{name: KEYWORD(stored=True, analyzer=KeywordAnalyzer()) for name in FACETS},
        **{name: DATETIME(stored=True, sortable=True) for name in DAYS},
        occasions=STORED(),
        lead=STORED(),
    )


def fields(document: Document) -> dict[str, Any]:
    """What the index holds of a document, apart from whose it is."""
    return {
        "slug": document.slug,
        "title": document.title,
        "dateline": document.dateline,
        "text": document.text,
        **{name: list(document.facets.get(name, ())) for name in FACETS},
        **{name: getattr(document.dates, name) for name in DAYS},
        "occasions": json.dumps([[_text(getattr(one, name)) for name in DAYS] for one in document.occasions]),
        "lead": document.lead,
    }


def record(prepared: Mapping[str, Any]) -> dict[str, Any]:
    """What Whoosh is given for what a SearchIndex has prepared: no empty fields, days as moments."""
    return {name: _stored(value) for name, value in prepared.items() if value not in (None, "", [], ())}


def entry(stored: Mapping[str, Any]) -> Entry:
    """The entry of a stored record."""
    return Entry(**_entry(stored))


def document(stored: Mapping[str, Any]) -> Document:
    """The document of a stored record."""
    text = stored.get("text", "")
    return Document(
        **_entry(stored),
        title=stored.get("title", ""),
        dateline=stored.get("dateline", ""),
        paragraphs=tuple(text.split("\n\n")) if text else (),
        lead=stored["lead"],
    )


def _entry(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": TYPES[stored["django_ct"].partition(".")[2]],
        "pk": int(stored["django_id"]),
        "slug": stored["slug"],
        "facets": {name: tuple(stored[name]) for name in FACETS if stored.get(name)},
        "dates": Dates(*(stored[name].date() if stored.get(name) else None for name in DAYS)),
        "occasions": tuple(
            Dates(*(date.fromisoformat(day) if day else None for day in one)) for one in json.loads(stored["occasions"])
        ),
    }


def _stored(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
