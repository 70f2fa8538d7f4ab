"""Whether a column is one of very many keys, which the database is given as one value.

Of an `__in` Django prepares, checks and binds each key by itself: for eight hundred keys that takes longer than the
search; and SQLite takes 32,766 in a statement.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from articles.models.kept import Slot


class Among(Func):
    """The condition that a column, by its name in a query, is one of some keys: all of them numbers or all texts.

    A slot says of what kind those are that come later.
    """

    output_field = BooleanField()

    def __init__(self, column: str, keys: Iterable[int] | Iterable[str] | Slot) -> None:
        self.keys: Any = keys if isinstance(keys, Slot) else sorted(set(keys))
        super().__init__(F(column))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:  # type: ignore[override]
        if not isinstance(self.keys, Slot) and not self.keys:  # of none there is no telling which kind they are of
            return "(1 = 0)", []
        column, parameters = compiler.compile(self.get_source_expressions()[0])
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::{self._kind}[])", [*parameters, self.keys]
        keys = self.keys if isinstance(self.keys, Slot) else json.dumps(self.keys)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, keys]

    @property
    def _kind(self) -> str:
        if isinstance(self.keys, Slot):
            return self.keys.kind
        return "text" if self.keys and isinstance(self.keys[0], str) else "bigint"
