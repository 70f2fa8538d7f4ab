"""New rows by statements that are made once: for a file of one story Django takes longer to compile them than to run.

What `bulk_create` does is done here too, and no more: defaults, and values as the database wants them; no `save()` and
no signals.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model

MOST = 900
"""Values that one statement carries: SQLite, as Django sets it up, takes 999."""
_PLAIN = {str, int, type(None)}
"""Types whose values go to the database as they are, but in JSON."""


class Inserter:
    """Puts rows into the table of a model."""

    def __init__(self, model: type[Model]) -> None:
        fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
        self._table, self._key = model._meta.db_table, str(model._meta.pk.column)
        self._columns = [str(field.column) for field in fields]
        self._places = {
            field.attname: (place, field, isinstance(field, JSONField)) for place, field in enumerate(fields)
        }
        self._fixed = [_fixed(field) for field in fields]
        self._varying = [
            (place, field.attname, field) for place, field in enumerate(fields) if not _has_fixed_default(field)
        ]
        self._at_once = max(1, MOST // len(fields))
        self._statements: dict[tuple[str, int], str] = {}

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert rows, each given by the names of its columns in the model, and answer their keys in order.

        What a row does not name has its default; a name that is no column is a `KeyError`.
        """
        keys: list[int] = []
        waiting = iter(rows)
        database = connections[DEFAULT_DB_ALIAS]  # `connection` would look for it again at every use
        while some := list(islice(waiting, self._at_once)):
            values = [value for row in some for value in self._values(row, database)]
            with database.cursor() as cursor:
                cursor.execute(self._statement(len(some), database), values)
                keys += [key for (key,) in cursor.fetchall()]
        return keys

    def _values(self, row: Mapping[str, Any], database: BaseDatabaseWrapper) -> list[Any]:
        values = self._fixed.copy()
        for place, name, field in self._varying:
            if name not in row:
                values[place] = field.get_db_prep_save(field.get_default(), database)
        for name, value in row.items():
            if name not in self._places:
                raise KeyError(f"{self._table} has no {name}")
            place, field, is_json = self._places[name]
            if is_json or type(value) not in _PLAIN:
                value = _prepared(field, value, is_json, database)
            values[place] = value
        return values

    def _statement(self, count: int, database: BaseDatabaseWrapper) -> str:
        known = database.vendor, count
        if known not in self._statements:
            quoted = database.ops.quote_name
            row = f"({', '.join(['%s'] * len(self._columns))})"
            self._statements[known] = (
                f"INSERT INTO {quoted(self._table)} ({', '.join(map(quoted, self._columns))}) "
                f"VALUES {', '.join([row] * count)} RETURNING {quoted(self._key)}"
            )
        return self._statements[known]


def _prepared(field: "Field[Any, Any]", value: Any, is_json: bool, database: BaseDatabaseWrapper) -> Any:
    """A value that is not plain as the database wants it."""
    if isinstance(value, str) and not is_json:  # a code of a vocabulary
        return str.__str__(value)
    return field.get_db_prep_save(value, database)


def _has_fixed_default(field: "Field[Any, Any]") -> bool:
    """Whether a column's default is the same for every row and every database."""
    if isinstance(field, JSONField) or callable(field.default):
        return False
    return isinstance(field.get_default(), str | int | None)


def _fixed(field: "Field[Any, Any]") -> str | int | None:
    """The default of a column that has a fixed one."""
    if not _has_fixed_default(field):
        return None
    given = field.get_default()
    return str.__str__(given) if isinstance(given, str) else given
