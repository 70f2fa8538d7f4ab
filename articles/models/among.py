"""A condition for queries: a column is one of many keys."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Value
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """The condition that a column is one of many keys, all of them numbers or all of them texts.

    They are one parameter: `__in` has one for each, and SQLite takes 32,766 in a statement.
    """

    output_field = BooleanField()

    def __init__(self, column: str, keys: Sequence[int] | Sequence[str]) -> None:
        super().__init__(column, Value(json.dumps(list(keys))))
        self.type = ("bigint" if isinstance(keys[0], int) else "text") if keys else None

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self._sql(compiler, "{} IN (SELECT value FROM json_each({}))")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        if self.type is None:  # PostgreSQL compares what is not there, too, and only with its like
            return "FALSE", ()
        return self._sql(compiler, f"{{}} IN (SELECT value::{self.type} FROM json_array_elements_text({{}}::json))")

    def _sql(self, compiler: SQLCompiler, template: str) -> tuple[str, tuple[Any, ...]]:
        column, keys = (compiler.compile(part) for part in self.get_source_expressions())
        return template.format(column[0], keys[0]), (*column[1], *keys[1])
