"""The triggers as SQL: the same bodies on SQLite and PostgreSQL, in the form that each stores."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import Outbox
from articles.models.operations import Reason
from articles.search.triggers.followed import FOLLOWED, Followed

PREFIX = "outbox_"
EVERYTHING = "everything"
"""The model of an outbox row that asks for the whole index to be made anew."""
STATES = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
"""What is known of a row at each kind of change."""


class Trigger(NamedTuple):
    """A trigger after one kind of change of a table; `body` is what it does, ended by semicolons."""

    name: str
    table: str
    change: str
    body: str
    condition: str = ""


def triggers(connection: BaseDatabaseWrapper) -> Iterator[Trigger]:
    """Every trigger that a database should have."""
    for followed in FOLLOWED:
        for change, states in STATES.items():
            condition = _condition(followed, connection) if change == "update" else ""
            body = _body(followed, states) + (_embargo(followed, states, connection) if "NEW" in states else "")
            yield Trigger(_name(followed, change), followed.table, change, body, condition)
        if connection.vendor == "postgresql":  # SQLite has no TRUNCATE
            yield Trigger(_name(followed, "truncate"), followed.table, "truncate", _everything())


def _name(followed: Followed, change: str) -> str:
    return f"{PREFIX}{followed.table}_{change}"


def _body(followed: Followed, states: Iterable[str]) -> str:
    """Writes every node once, whether it is in the old state or in the new one."""
    rows = [
        f"SELECT '{node.model}', CAST({state}.\"{column}\" AS text), '{node.reason}'"
        f' WHERE {state}."{column}" IS NOT NULL'
        for state in states
        for node, column in followed.written
    ]
    return f"{_into('model, object_id, reason')} {' UNION '.join(rows)};"


def _embargo(followed: Followed, states: Iterable[str], connection: BaseDatabaseWrapper) -> str:
    """Writes a row for a moment that has been set, or moved."""
    if followed.due_column is None:
        return ""
    key, due = followed.columns[0], followed.due_column
    moved = f" AND {_differs(due, connection)}" if "OLD" in states else ""
    return (
        f" {_into('model, object_id, reason, due')} SELECT '{followed.model._meta.model_name}',"
        f' CAST(NEW."{key}" AS text), \'{Reason.EMBARGO}\', NEW."{due}" WHERE NEW."{due}" IS NOT NULL{moved};'
    )


def _condition(followed: Followed, connection: BaseDatabaseWrapper) -> str:
    """That something changed which is shown."""
    return " OR ".join(_differs(column, connection) for column in followed.columns)


def _differs(column: str, connection: BaseDatabaseWrapper) -> str:
    differs = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    return f'OLD."{column}" {differs} NEW."{column}"'


def _everything() -> str:
    return f"{_into('model, object_id, reason')} VALUES ('{EVERYTHING}', '0', '{Reason.CHANGED}');"


def _into(columns: str) -> str:
    return f"INSERT INTO {Outbox._meta.db_table} ({columns})"
