"""The fields of the index, and how a document becomes a record of them and is read back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from whoosh.analysis import KeywordAnalyzer
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, DATETIME, ID, KEYWORD, STORED, TEXT, FieldType, Schema

from articles.search import words
from articles.search.documents import MODELS, Dates, Document
from articles.search.engines.whoosh.analysis import ArchiveAnalyzer
from articles.search.fields import FACETS
from articles.search.ordering import moment
from articles.search.results import DocumentType

VERSION = 3
"""Goes up with every change of fields or of what they hold."""
FORMAT = f"{VERSION}.{words.VERSION}"

TEXTS = ("title", "dateline", "text")
DAYS = ("earliest", "latest", "until")
TYPES: dict[str, DocumentType] = {model: kind for kind, model in MODELS.items()}


def schema() -> Schema:
    """The schema of every index that this code writes.

    `type` and the facets are counted; `occasions` are spans of days in code, searched but not counted; `moment` is the
    place of a document in time, a number of its own for each.
    """
    return Schema(
        id=ID(stored=True, unique=True),
        django_ct=ID(stored=True),
        django_id=ID(stored=True),
        slug=_at_hand(ID(stored=True)),
        title=TEXT(analyzer=ArchiveAnalyzer(), stored=True),
        dateline=TEXT(analyzer=ArchiveAnalyzer(), stored=True),
        text=_paired(TEXT(analyzer=ArchiveAnalyzer(paragraphs=True), stored=True)),
        **{name: _codes() for name in (*FACETS, "type")},
        **{name: _day() for name in DAYS},
        occasions=_codes(facet=False),
        moment=COLUMN(NumericColumn("Q")),
        lead=_at_hand(STORED()),
    )


def _paired(texts: FieldType) -> FieldType:
    texts.pairs = True  # of the commonest words: see segments.pairs
    texts.stored_as = "paragraphs"
    return texts


def _at_hand(field: FieldType) -> FieldType:
    field.stored_as = "open"
    return field


def _day() -> FieldType:
    day = DATETIME(stored=True, sortable=True)
    day.shift_step = 0  # one term a day: seven more would make ranges quicker for Whoosh, and only for Whoosh
    return day


def _codes(facet: bool = True) -> FieldType:
    codes = KEYWORD(stored=True, analyzer=KeywordAnalyzer())
    codes.facet = facet
    return codes


def identifier(kind: DocumentType, pk: int) -> str:
    """What Haystack calls a document: application, model and primary key."""
    return f"articles.{MODELS[kind]}.{pk}"


def fields(document: Document) -> dict[str, Any]:
    """What the index holds of a document, apart from whose it is."""
    return {
        "slug": document.slug,
        "title": document.title,
        "dateline": document.dateline,
        "text": document.text,
        **{name: list(document.facets.get(name, ())) for name in FACETS},
        "type": [document.type],
        **{name: getattr(document.dates, name) for name in DAYS},
        "occasions": [_span(one) for one in document.occasions],
        "moment": moment(document),
        "lead": document.lead,
    }


def record(document: Document) -> dict[str, Any]:
    """All that Whoosh is given for a document: no empty fields, days as moments."""
    named = {
        "id": identifier(document.type, document.pk),
        "django_ct": f"articles.{MODELS[document.type]}",
        "django_id": str(document.pk),
    }
    return named | {name: _stored(value) for name, value in fields(document).items() if value not in (None, "", [], ())}


def document(stored: Mapping[str, Any]) -> Document:
    """The document of a stored record."""
    text = stored.get("text", "")
    return Document(
        type=TYPES[stored["django_ct"].partition(".")[2]],
        pk=int(stored["django_id"]),
        slug=stored["slug"],
        title=stored.get("title", ""),
        dateline=stored.get("dateline", ""),
        paragraphs=tuple(text.split("\n\n")) if text else (),
        lead=stored["lead"],
        facets={name: tuple(stored[name]) for name in FACETS if stored.get(name)},
        dates=Dates(*(stored[name].date() if stored.get(name) else None for name in DAYS)),
        occasions=tuple(map(occasion, stored.get("occasions", ()))),
    )


def occasion(code: str) -> Dates:
    """The dates that a code in `occasions` stands for."""
    return Dates(*(date.fromisoformat(day) if day else None for day in code.split("/")))


def _span(dates: Dates) -> str:
    return "/".join(day.isoformat() if day else "" for day in (dates.earliest, dates.latest, dates.until))


def _stored(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value
