"""What many documents name, from few queries: keys go to the database in one piece, values come back in one answer."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Exists, Func, Model, OuterRef, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Named = Mapping[int, Mapping[str, set[str]]]
"""For each document, by its key, values under the names of what they are."""


class Among(Func):
    """The condition that a column is one of many whole numbers.

    They are one parameter, since SQLite takes 32,766 of them in a statement, and one answer may ask for as many keys.
    """

    output_field = BooleanField()

    def __init__(self, column: str, keys: Sequence[int]) -> None:
        super().__init__(column, Value(json.dumps(list(keys))))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self._sql(compiler, "{} IN (SELECT value FROM json_each({}))")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self._sql(compiler, "{} IN (SELECT value::bigint FROM json_array_elements_text({}::json))")

    def _sql(self, compiler: SQLCompiler, template: str) -> tuple[str, tuple[Any, ...]]:
        column, keys = (compiler.compile(part) for part in self.get_source_expressions())
        return template.format(column[0], keys[0]), (*column[1], *keys[1])


def public(model: type[Model], keys: Sequence[int]) -> QuerySet[Any]:
    """Those of some rows that everybody may read, each looked up by its key, whatever else there is an index of."""
    rows = model._default_manager
    visible = rows.visible().filter(pk=OuterRef("pk"))  # type: ignore[attr-defined]
    return rows.filter(Among("pk", keys), Exists(visible)).order_by()


def values(rows: QuerySet[Any], key: str, paths: Mapping[str, Iterable[str]]) -> list[QuerySet[Any]]:
    """Selects of (key of the document, name, value) for `named`: under each name what some paths lead to from rows."""
    return [
        rows.order_by()
        .filter(**{f"{key}__isnull": False, f"{path}__isnull": False})  # so that tables are joined without outer joins
        .values_list(key, Value(name), path)
        for name, several in paths.items()
        for path in several
    ]


def named(*selects: QuerySet[Any]) -> Named:
    """What all selects give, in one query."""
    gathered: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first, *others = selects
    for key, name, value in first.union(*others, all=True):
        gathered[key][name].add(value)
    return gathered
