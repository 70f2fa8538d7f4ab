"""Queries put together and compiled once a process, and asked again with other values.

A page of two countries asks twenty queries, and Django took longer to put one together and to write it as SQL than the
database took to answer it. A query is written here as any other, with a `Slot` wherever a value comes later:

    _TURNS = Kept(lambda at: PartnershipEvent.objects.filter(partnership=Slot("pair")).visible(at))
    rows = list(_TURNS(at=None, pair=1))

What is asked is then only read: no condition can be added to it.
"""

import copy
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.utils import timezone

from articles.models.moments import AsKnown, Moment


class Slot(Expression):
    """A value that comes later, by its name: text, a whole number, a day, a moment; or keys, for `Among`.

    `kind` is what keys are to PostgreSQL: `bigint`, or `text`.
    """

    def __init__(self, name: str, kind: str = "bigint") -> None:
        super().__init__()
        self.name, self.kind = name, kind

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        return "%s", [self]

    def __str__(self) -> str:
        """Whatever makes a text of it now would look for that text ever after: `__in` does."""
        raise TypeError(f"The value of the slot {self.name} comes later: a list of values takes none.")


LATER: Any = Slot("now")
"""The moment that a kept query is asked at, for `visible()`."""
LATER_KNOWN = AsKnown(Slot("by"))  # type: ignore[arg-type]
"""The same for a query that is asked with what had been published by a day."""


class Kept:
    """A query by what puts it together: its arguments are what the SQL itself depends on."""

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._compiled: dict[Any, tuple[Any, Any, str, tuple[Any, ...]]] = {}

    def __call__(self, *shape: Any, at: Moment | None = None, **values: Any) -> "QuerySet[Any, Any]":
        """The query with its values. `at` is what `visible(at)` takes: the first argument of what puts it together is
        then the moment in its stead.
        """
        known = isinstance(at, AsKnown)
        rows, compiler, sql, slots = self._of(known, shape)
        moment = {"now": timezone.now() if at is None or isinstance(at, AsKnown) else at}
        values = values | moment | ({"by": at.by} if isinstance(at, AsKnown) else {})
        connection = connections[rows.db]
        bound = copy.copy(compiler)  # a thread has connections of its own
        bound.connection = connection
        given = tuple(_adapted(values[slot.name], connection) if isinstance(slot, Slot) else slot for slot in slots)
        bound.as_sql = lambda *args, **options: (sql, given)
        found = rows.all()
        found.query.get_compiler = lambda *args, **options: bound
        return found

    def _of(self, known: bool, shape: tuple[Any, ...]) -> tuple[Any, Any, str, tuple[Any, ...]]:
        key = (known, shape)
        if key not in self._compiled:
            rows = self._build(LATER_KNOWN if known else LATER, *shape)
            compiler = rows.query.get_compiler(using=rows.db)
            sql, slots = compiler.as_sql()
            self._compiled[key] = rows, compiler, sql, tuple(slots)
        return self._compiled[key]


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value as the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        keys = sorted(set(value))
        return keys if connection.vendor == "postgresql" else json.dumps(keys)
    return value


def give(row: Model, relation: str, rows: list[Any]) -> None:
    """Give a row what one of its relations leads to, as prefetching does: `row.passages.all()` answers these."""
    if not hasattr(row, "_prefetched_objects_cache"):
        row._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    row._prefetched_objects_cache[relation] = rows  # type: ignore[attr-defined]
