"""New rows by statements that are made once: for a file of one story Django takes longer to compile them than to run.

What `bulk_create` does is done here too, and no more: defaults, and values as the database wants them; no `save()` and
no signals.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import connection
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
        self._makers = {field.attname: _Maker(field) for field in fields}
        self._at_once = max(1, MOST // len(fields))
        self._statements: dict[tuple[str, int], str] = {}

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert rows, each given by the names of its columns in the model, and answer their keys in order.

        What a row does not name has its default; a name that is no column is a `KeyError`.
        """
        keys: list[int] = []
        waiting = iter(rows)
        while some := list(islice(waiting, self._at_once)):
            values = [value for row in some for value in self._values(row)]
            with connection.cursor() as cursor:
                cursor.execute(self._statement(len(some)), values)
                keys += [key for (key,) in cursor.fetchall()]
        return keys

    def _values(self, row: Mapping[str, Any]) -> list[Any]:
        if unknown := row.keys() - self._makers.keys():
            raise KeyError(f"{self._table} has no {', '.join(sorted(unknown))}")
        return [
            maker.prepared(row[name]) if name in row else maker.fixed if maker.is_fixed else maker.default()
            for name, maker in self._makers.items()
        ]

    def _statement(self, count: int) -> str:
        known = connection.vendor, count
        if known not in self._statements:
            quoted = connection.ops.quote_name
            row = f"({', '.join(['%s'] * len(self._columns))})"
            self._statements[known] = (
                f"INSERT INTO {quoted(self._table)} ({', '.join(map(quoted, self._columns))}) "
                f"VALUES {', '.join([row] * count)} RETURNING {quoted(self._key)}"
            )
        return self._statements[known]


class _Maker:
    """Makes the values of one column."""

    def __init__(self, field: "Field[Any, Any]") -> None:
        self._field, self._is_json = field, isinstance(field, JSONField)
        given = field.get_default()
        self.is_fixed = not callable(field.default) and isinstance(given, str | int | None) and not self._is_json
        self.fixed = self.prepared(given) if self.is_fixed else None

    def prepared(self, value: Any) -> Any:
        if not self._is_json:
            if type(value) in _PLAIN:
                return value
            if isinstance(value, str):  # a code of a vocabulary
                return str.__str__(value)
        return self._field.get_db_prep_save(value, connection)

    def default(self) -> Any:
        return self.prepared(self._field.get_default())
