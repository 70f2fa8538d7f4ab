"""Everything that readers call things by, read with one statement that is made once a process.

Making it takes Django thirty times as long as the database needs to answer it, since it asks of every row whether
everybody may read of it.
"""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateField, Value
from django.utils import timezone

from articles.models import (
    Agency,
    Country,
    Instrument,
    Name,
    Organization,
    PartnershipLevel,
    Person,
    Place,
    Sector,
)
from articles.models.names import BEARERS

Row = tuple[str, str, str, str, date | None, date | None]
MOMENT = datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC)
"""Stands in the statement for the moment at which it is asked."""
_KEYS = {"person": "slug", "organization": "slug", "country": "code", "place": "slug", "instrument": "slug"}
_OWN_NAMES = (
    (Person, "person", "slug", "name"),
    (Organization, "organization", "slug", "name"),
    (Country, "country", "code", "name"),
    (Place, "place", "slug", "name"),
    (Instrument, "instrument", "slug", "title"),
)


def read() -> list[Row]:
    """What a text is, of what, its key, the text, and when it held: of all that everybody may read of now.

    It is a `form` of a name, a `name`, a `label`, or `lines` of other labels.
    """
    statement, parameters = _statement(connection.vendor)
    adapted, now = map(connection.ops.adapt_datetimefield_value, (MOMENT, timezone.now()))
    with connection.cursor() as cursor:
        cursor.execute(statement, [now if parameter == adapted else parameter for parameter in parameters])
        rows = cursor.fetchall()
    return [(what, of, key, text, _day(first), _day(last)) for what, of, key, text, first, last in rows]


@cache
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement for a kind of database, and its parameters, with `MOMENT` among them."""
    none = Value(None, output_field=DateField())
    forms = [
        Name.objects.filter(**{f"{bearer}__isnull": False})
        .order_by()
        .values_list(Value("form"), Value(bearer), f"{bearer}__{_KEYS[bearer]}", "form", "valid_from", "valid_to")
        for bearer in BEARERS
    ]
    texts = [
        *(("name", kind, model.objects.visible(MOMENT), key, text) for model, kind, key, text in _OWN_NAMES),
        ("label", "sector", Sector.objects.visible(MOMENT), "code", "label"),
        ("lines", "sector", Sector.objects.visible(MOMENT), "code", "alternative_labels"),
        ("label", "level", PartnershipLevel.objects.all(), "code", "label"),
        ("label", "agency", Agency.objects.visible(MOMENT), "code", "short_name"),
        ("lines", "agency", Agency.objects.visible(MOMENT), "code", "name"),
    ]
    others = [
        rows.order_by().values_list(Value(what), Value(of), key, text, none, none)
        for what, of, rows, key, text in texts
    ]
    first, *rest = (*forms, *others)  # those with dates first, from which a database learns what the columns are
    statement, parameters = first.union(*rest, all=True).query.sql_with_params()
    return statement, tuple(parameters)


def _day(value: date | str | None) -> date | None:
    """A date as any database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
