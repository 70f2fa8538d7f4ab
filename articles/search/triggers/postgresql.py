"""Triggers on PostgreSQL, each calling a function of its own, whose text it stores as it was given."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.triggers.sql import PREFIX, triggers

# The bits of pg_trigger.tgtype: for each row, or for a statement; after it, where no other bit says otherwise.
_TYPES = {"insert": 1 | 4, "delete": 1 | 8, "update": 1 | 16, "truncate": 32}
_PRESENT = """
SELECT p.proname, c.relname, t.tgtype, p.prosrc
FROM pg_proc p
LEFT JOIN (pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid AND c.relnamespace = current_schema()::regnamespace)
       ON t.tgfoid = p.oid AND t.tgname = p.proname AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL
WHERE p.pronamespace = current_schema()::regnamespace AND starts_with(p.proname, %s)
"""


class Stored(NamedTuple):
    """What is known of a trigger: table and kind of change (None of a function that no trigger calls), and its text."""

    table: str | None
    type: int | None
    body: str


def wanted(connection: BaseDatabaseWrapper) -> dict[str, Stored]:
    """The triggers that should be there, by their names."""
    found = {}
    for trigger in triggers(connection):
        body = f"IF {trigger.condition} THEN {trigger.body} END IF;" if trigger.condition else trigger.body
        found[trigger.name] = Stored(trigger.table, _TYPES[trigger.change], f"BEGIN {body} RETURN NULL; END")
    return found


def present(connection: BaseDatabaseWrapper) -> dict[str, Stored]:
    """The triggers of ours that are there and would fire, by their names."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, [PREFIX])
        return {name: Stored(*stored) for name, *stored in cursor.fetchall()}


def creating(wanted: Mapping[str, Stored]) -> Iterator[str]:
    """Statements that make triggers which are not there."""
    changes = {number: change for change, number in _TYPES.items()}
    for name, (table, number, body) in wanted.items():
        change = changes[number or 0]
        each = "STATEMENT" if change == "truncate" else "ROW"
        yield f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $${body}$$'
        yield (
            f'CREATE TRIGGER "{name}" AFTER {change.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION "{name}"()'
        )


def dropping(present: Mapping[str, Stored]) -> Iterator[str]:
    """Statements that remove triggers with their functions."""
    for name in present:
        yield f'DROP FUNCTION IF EXISTS "{name}"() CASCADE'
