"""A question to the database that is put together of parts, each written out as SQL, with the values that stand in it.

The ledger asks for the points of a choice, and of the same choice with each of its kinds left open: Django took ten
times as long to put these together as the database took to answer. Values have names, so that a part can stand in
several questions; a list that several parts look into is made once.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Statement:
    """SQL in the making. What is written in it is ours: whatever a reader typed is a `value()`."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._names: dict[Any, str] = {}
        self._lists: dict[str, str] = {}

    def answer(self, questions: Iterable[str]) -> list[tuple[Any, ...]]:
        """The rows of all questions, which have the same columns; in no order."""
        text = " UNION ALL ".join(f"SELECT * FROM ({each}) found_{number}" for number, each in enumerate(questions))
        if not text:
            return []
        lists = ", ".join(f"{name} AS ({rows})" for rows, name in self._lists.items())
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {lists} {text}" if lists else text, self._values)
            return cursor.fetchall()

    def value(self, value: Any) -> str:
        """The place of a value."""
        name = self._names.setdefault(value, f"value_{len(self._names)}")
        self._values[name] = connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
        return f"%({name})s"

    def among(self, column: str, values: Iterable[Any]) -> str:
        return f"{column} IN ({', '.join(self.value(value) for value in values)})"

    def shared(self, rows: str) -> str:
        """The name of a list, which is made once."""
        return self._lists.setdefault(rows, f"list_{len(self._lists)}")

    def part(self, rows: QuerySet[Any, Any]) -> str:
        """A query that Django puts together, to stand in this one."""
        text, given = rows.order_by().query.sql_with_params()
        return str(text) % tuple(self.value(value) for value in given)


def exists(rows: str, *conditions: str) -> str:
    return f"EXISTS (SELECT 1 FROM {rows} WHERE {' AND '.join(conditions)})"


def one_of(conditions: Iterable[str]) -> str:
    return f"({' OR '.join(conditions)})"
