"""What many documents name, in one query, whatever the ways to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, Value

Named = Mapping[int, Mapping[str, set[str]]]
"""For each document, by its key, values under the names of what they are."""


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
