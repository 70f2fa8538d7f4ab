"""Suggestions of a reader, kept beside the version that they were read in, until an editor decides."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from articles.models import ArticleVersion, ImportBatch, Suggestion
from articles.wire import records

_COLUMNS = ("type", "label", "paragraph", "quote", "rule")
DETAILS = tuple(field.name for field in fields(records.Suggestion) if field.name not in _COLUMNS)
"""The fields of the record that lie in the row's `details`; those that are empty are left out there."""
LABEL = 300


def rows(version: ArticleVersion, batch: ImportBatch | None, found: Iterable[records.Suggestion]) -> list[Suggestion]:
    """The rows, not stored: for whoever stores those of many versions at once."""
    return [
        Suggestion(
            version=version,
            batch=batch,
            type=each.type,
            label=each.label[:LABEL],
            paragraph=each.paragraph,
            quote=each.quote,
            rule=each.rule,
            details=_details(each),
        )
        for each in found
    ]


def store(version: ArticleVersion, batch: ImportBatch | None, found: Iterable[records.Suggestion]) -> list[Suggestion]:
    """Store what a reader found in a version, as open suggestions."""
    return Suggestion.objects.bulk_create(rows(version, batch, found))


def record(row: Suggestion) -> records.Suggestion:
    """The record that a row was made from."""
    given = {name: _typed(value) for name, value in row.details.items() if name in DETAILS}
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return records.Suggestion(**columns, **given)


def _details(found: records.Suggestion) -> dict[str, Any]:
    values = ((name, getattr(found, name)) for name in DETAILS)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values if value}


def _typed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
