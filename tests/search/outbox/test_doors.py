"""Whatever changes a row, and by whatever door: the outbox names every document that shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction

from articles.models import (
    Agency,
    Article,
    ArticleAgency,
    ArticleVersion,
    Commitment,
    Country,
    Instrument,
    Membership,
    Name,
    Organization,
    Outbox,
    Participation,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Place,
    Post,
    Sector,
    Telling,
)
from articles.search.triggers.followed import FOLLOWED
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db

# What makes of a row of each table another one, and shows.
OTHER: dict[type[models.Model], dict[str, Any]] = {
    Agency: {"code": "new"},
    Article: {"slug": "new", "headline": "New"},
    ArticleAgency: {"agency": Agency, "position": 2},
    ArticleVersion: {"number": 9, "body": "A new text.\n\nOf two."},
    Article.countries.through: {"country": Country},
    Article.instruments.through: {"instrument": Instrument},
    Article.organizations.through: {"organization": Organization},
    Article.people.through: {"person": Person},
    Article.sectors.through: {"sector": Sector},
    Commitment: {"key": "newkey22", "summary": "New"},
    Commitment.from_countries.through: {"country": Country},
    Commitment.sectors.through: {"sector": Sector},
    Commitment.to_countries.through: {"country": Country},
    Country: {"name": "New"},
    Instrument: {"slug": "new", "title": "New"},
    Membership: {"post": Post, "term": 2},
    Membership.passages.through: {"passage": Passage},
    Name: {"form": "New"},
    Organization: {"slug": "new", "name": "New"},
    Participation: {"role": "mentioned-absent", "title_as_printed": "New"},
    PartnershipEvent: {"slug": "new", "title": "New"},
    PartnershipEvent.parties.through: {"country": Country},
    PartnershipEvent.passages.through: {"passage": Passage},
    PartnershipLevel: {"code": "bg-new", "label": "New"},
    Passage: {"key": "newkey22", "exact": "New"},
    Person: {"slug": "new", "name": "New"},
    Place: {"slug": "new", "name": "New"},
    Post: {"slug": "new", "label": "New"},
    Sector: {"code": "new", "label": "New"},
    Telling: {"modality": "asked", "event": PartnershipEvent},
}


def other(row: models.Model) -> dict[str, Any]:
    """The values that make another row of one: fields, and for foreign keys a row that it does not name."""
    values = {}
    for name, value in OTHER[type(row)].items():
        if isinstance(value, type):
            ties = {name: getattr(row, f"{name}_id")}
            taken = _neighbours(row, name)
            values[name] = value._default_manager.exclude(pk__in=[*taken, *ties.values()]).order_by("pk").last()  # type: ignore[attr-defined]
            assert values[name] is not None
        else:
            values[name] = value
    return values


def _neighbours(row: models.Model, name: str) -> list[Any]:
    """What rows that name the same as this one name."""
    keys = [field.name for field in row._meta.concrete_fields if field.is_relation and field.name != name]
    same = type(row)._default_manager.filter(**{keys[0]: getattr(row, f"{keys[0]}_id")})  # type: ignore[attr-defined]
    return list(same.values_list(name, flat=True))


def save(row: models.Model) -> None:
    for name, value in other(row).items():
        setattr(row, name, value)
    row.save()


def queryset_update(row: models.Model) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**other(row))


def bulk_create(row: models.Model) -> None:
    type(row)._default_manager.bulk_create([another(row)])


def bulk_update(row: models.Model) -> None:
    values = other(row)
    for name, value in values.items():
        setattr(row, name, value)
    type(row)._default_manager.bulk_update([row], list(values))


def queryset_delete(row: models.Model) -> None:
    shelf.uproot([row], lambda model, pk: model._base_manager.filter(pk=pk).delete())


def sql_insert(row: models.Model) -> None:
    shelf.insert(another(row))


def sql_update(row: models.Model) -> None:
    shelf.update(row, **{name: getattr(value, "pk", value) for name, value in other(row).items()})


def sql_delete(row: models.Model) -> None:
    shelf.uproot([row], shelf.delete)


def sql_replace(row: models.Model) -> None:
    for name, value in other(row).items():
        setattr(row, name, value)
    shelf.insert(row, "REPLACE")


def another(row: models.Model) -> models.Model:
    values = other(row) | ({"code": "zz"} if isinstance(row, Country) else {})
    made = shelf.copy(row)
    for name, value in values.items():
        setattr(made, name, value)
    return made


UPDATES = [queryset_update, save, bulk_update, sql_update, sql_replace]

INSERTS = [bulk_create, sql_insert]

DELETES = [sql_delete, queryset_delete]


@pytest.mark.parametrize("model", OTHER, ids=lambda model: model.__name__)
def test_a_change_by_any_door_is_followed(model: type[models.Model]) -> None:
    shelf.world()
    held = Shelf().documents
    for doors in (UPDATES, INSERTS, DELETES):
        first, *others = doors
        with transaction.atomic():
            rows = written(model, first)
            trial = Shelf(held)
            trial.drain()

            assert rows
            assert trial.wrong() == [], first.__name__
            transaction.set_rollback(True)
        for door in others:
            with transaction.atomic():
                assert written(model, door) >= rows, door.__name__
                transaction.set_rollback(True)


def written(model: type[models.Model], door: Callable[[models.Model], None]) -> set[tuple[str, ...]]:
    """What the outbox has after a row went through a door; without keys where it came in, since these differ."""
    row = model._default_manager.order_by("pk").first()
    assert row is not None
    if door is save and model is ArticleVersion:  # a version is never changed, says its model
        door = queryset_update
    if door is sql_replace and connection.vendor != "sqlite":  # PostgreSQL has no REPLACE
        door = queryset_update
    door(row)
    columns = ("model", "reason") if door in INSERTS else ("model", "object_id", "reason")
    return set(Outbox.objects.values_list(*columns))


def test_every_table_that_is_followed_is_tried() -> None:
    assert {followed.model for followed in FOLLOWED} == set(OTHER)
