"""Everything that readers call things by, read with statements that are made once a process.

Making one takes Django thirty times as long as the database needs to answer it, since it asks of every row whether
everybody may read of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateField, Model, QuerySet, Value
from django.utils import timezone

from articles.models import (
    Agency,
    Country,
    Instrument,
    Name,
    Organization,
    Outbox,
    PartnershipLevel,
    Person,
    Place,
    Sector,
)
from articles.models.among import Among
from articles.models.names import BEARERS

Row = tuple[str, str, str, str, date | None, date | None]
MOMENT = datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC)
"""Stands in a statement for the moment at which it is asked."""
_KEYS = {"person": "slug", "organization": "slug", "country": "code", "place": "slug", "instrument": "slug"}
_OWN_NAMES: tuple[tuple[type[Model], str, str, str], ...] = (
    (Person, "person", "slug", "name"),
    (Organization, "organization", "slug", "name"),
    (Country, "country", "code", "name"),
    (Place, "place", "slug", "name"),
    (Instrument, "instrument", "slug", "title"),
)
_LABELS: tuple[tuple[type[Model], str, str, str], ...] = (
    (Sector, "sector", "code", "label"),
    (PartnershipLevel, "level", "code", "label"),
    (Agency, "agency", "code", "short_name"),
)
_LINES: tuple[tuple[type[Model], str, str, str], ...] = (
    (Sector, "sector", "code", "alternative_labels"),
    (Agency, "agency", "code", "name"),
)


def state() -> str:
    """A name of what the database holds, as far as names and who may read of them: another after each change of it.

    Every change that a document shows writes into the outbox, whose keys count on. On PostgreSQL these count before a
    change is committed, so there it is also which transactions are over.
    """
    table = Outbox._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT last_value, pg_current_snapshot()::text FROM {table}_id_seq")
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        return f"{connection.settings_dict['NAME']} {cursor.fetchone()}"


def read() -> list[Row]:
    """What a text is, of what, its key, the text, and when it held: of all that everybody may read of now.

    It is a `form` of a name, a `name`, a `label`, or `lines` of other labels.
    """
    statement, parameters = _statement(connection.vendor)
    rows = _answer(statement, parameters, {})
    return [(what, of, key, text, _day(first), _day(last)) for what, of, key, text, first, last in rows]


def shown(keys: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    """The name or label of those that everybody may read of now, by kind (`person`, `sector` …) and key.

    `keys` are those asked for, by kind.
    """
    statement, parameters = _labelling(connection.vendor)
    rows = _answer(statement, parameters, {kind: sorted(set(wanted)) for kind, wanted in keys.items()})
    return {(kind, key): text for kind, key, text in rows}


def _answer(statement: str, parameters: Iterable[Any], keys: Mapping[str, list[str]]) -> list[tuple[Any, ...]]:
    """What a statement says now, of these keys of each kind, and of none of the other kinds."""
    values = [(_adapted_moment(MOMENT), _adapted_moment(timezone.now()))]
    values += [(_adapted_keys(_standing_for(kind)), _adapted_keys(keys.get(kind, []))) for _, kind, *_ in _LABELLED]
    with connection.cursor() as cursor:
        cursor.execute(statement, [next((new for old, new in values if old == each), each) for each in parameters])
        return cursor.fetchall()


_LABELLED = (*_OWN_NAMES, *_LABELS)


def _adapted_moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _adapted_keys(keys: list[str]) -> Any:
    """As `Among` gives them to the database."""
    return keys if connection.vendor == "postgresql" else json.dumps(keys)


def _standing_for(kind: str) -> list[str]:
    """Stands in a statement for the keys of a kind; no key is written so."""
    return [f"?{kind}"]


@cache
def _labelling(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement that asks for the names and labels of some keys, and its parameters."""
    first, *rest = (
        _public(model).filter(Among(key, _standing_for(kind))).values_list(Value(kind), key, text)
        for model, kind, key, text in _LABELLED
    )
    statement, parameters = first.union(*rest, all=True).query.sql_with_params()
    return statement, tuple(parameters)


@cache
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement for a kind of database, and its parameters, with `MOMENT` among them."""
    forms = [
        Name.objects.filter(**{f"{bearer}__isnull": False})
        .order_by()
        .values_list(Value("form"), Value(bearer), f"{bearer}__{_KEYS[bearer]}", "form", "valid_from", "valid_to")
        for bearer in BEARERS
    ]
    every: list[Any] = [*forms, *_texts()]
    first, *rest = every  # those with dates first, from which a database learns what the columns are
    statement, parameters = first.union(*rest, all=True).query.sql_with_params()
    return statement, tuple(parameters)


def _texts() -> Iterator["QuerySet[Any, Any]"]:
    none = Value(None, output_field=DateField())
    for what, bearers in (("name", _OWN_NAMES), ("label", _LABELS), ("lines", _LINES)):
        for model, kind, key, text in bearers:
            yield _public(model).values_list(Value(what), Value(kind), key, text, none, none)


def _public(model: type[Model]) -> "QuerySet[Any]":
    """The rows of a model that everybody may read of at the moment that is asked for."""
    rows: QuerySet[Any] = model._default_manager.visible(MOMENT)  # type: ignore[attr-defined]
    return rows.order_by()


def _day(value: date | str | None) -> date | None:
    """A date as any database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
