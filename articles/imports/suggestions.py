"""Suggestions of a reader, kept beside the version that they were read in, until an editor decides."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from articles.models import ArticleVersion, ImportBatch, Suggestion
from articles.vocabulary import SuggestionState
from articles.wire import records

_COLUMNS = ("type", "label", "paragraph", "quote", "rule")
DETAILS = tuple(field.name for field in fields(records.Suggestion) if field.name not in _COLUMNS)
"""The fields of the record that lie in the row's `details`; those that are empty are left out there."""
LABEL = 300


def columns(version: int, batch: int | None, found: Iterable[records.Suggestion]) -> Iterator[dict[str, Any]]:
    """The rows of a version's suggestions by their columns, not stored: open ones, of a batch; both by their keys."""
    for each in found:
        yield {
            "version_id": version,
            "batch_id": batch,
            "type": each.type,
            "label": each.label[:LABEL],
            "paragraph": each.paragraph,
            "quote": each.quote,
            "rule": each.rule,
            "details": _details(each),
        }


def store(version: ArticleVersion, batch: ImportBatch | None, found: Iterable[records.Suggestion]) -> list[Suggestion]:
    """Store what a reader found in a version, as open suggestions."""
    return Suggestion.objects.bulk_create(_rows(version, batch, found))


def _rows(version: ArticleVersion, batch: ImportBatch | None, found: Iterable[records.Suggestion]) -> list[Suggestion]:
    return [Suggestion(**each) for each in columns(version.pk, batch.pk if batch else None, found)]


def refresh(version: ArticleVersion, batch: ImportBatch | None, found: Iterable[records.Suggestion]) -> None:
    """Bring what nobody has decided yet to what a reader finds in a version now; what was decided stays."""
    held = list(Suggestion.objects.filter(version=version).order_by("pk"))
    known: dict[tuple[Any, ...], list[Suggestion]] = {}
    for row in held:
        known.setdefault(_mark(row), []).append(row)
    made = []
    for row in _rows(version, batch, found):
        there = known.get(_mark(row))
        if not there:
            made.append(row)
            continue
        same = there.pop(0)
        if same.state == SuggestionState.OPEN and (same.details, same.rule) != (row.details, row.rule):
            same.details, same.rule = row.details, row.rule
            same.save(update_fields=["details", "rule"])
    gone = [row.pk for rows_left in known.values() for row in rows_left if row.state == SuggestionState.OPEN]
    Suggestion.objects.filter(pk__in=gone).delete()
    Suggestion.objects.bulk_create(made)


def _mark(row: Suggestion) -> tuple[Any, ...]:
    """What stays the same of a suggestion when its story gets a day."""
    return row.type, row.label, row.paragraph, row.quote, row.details.get("kind"), row.details.get("modality")


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
