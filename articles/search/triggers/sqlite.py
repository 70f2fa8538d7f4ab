"""Triggers on SQLite, which stores their text as it was given."""

from collections.abc import Iterator, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.triggers.sql import PREFIX, triggers


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that should be there: names, and texts."""
    return {
        trigger.name: (
            f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.change.upper()} ON "{trigger.table}" FOR EACH ROW'
            f"{f' WHEN {trigger.condition}' if trigger.condition else ''} BEGIN {trigger.body} END"
        )
        for trigger in triggers(connection)
    }


def present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers of ours that are there: names, and texts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
            [len(PREFIX), PREFIX],
        )
        return dict(cursor.fetchall())


def creating(wanted: Mapping[str, str]) -> Iterator[str]:
    """Statements that make triggers which are not there."""
    yield from wanted.values()


def dropping(present: Mapping[str, str]) -> Iterator[str]:
    """Statements that remove triggers."""
    for name in present:
        yield f'DROP TRIGGER IF EXISTS "{name}"'
