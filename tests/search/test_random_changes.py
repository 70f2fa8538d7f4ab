"""Changes at random, by every door and in any order: what the outbox names keeps the documents as they should be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from articles.models import Outbox
from articles.search.triggers.followed import FOLLOWED
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db

MODELS = [followed.model for followed in FOLLOWED]
TIES = [followed.model for followed in FOLLOWED if not followed.is_node]
WORDS = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel"]
TELLING = {"status", "slug", "code", "name", "title", "label"}
CHANGES_A_ROUND = 5
ROUNDS = 5


class Undone(Exception):
    """Thrown out of a transaction, so that it comes to nothing."""


def value(field: Any, random: Random) -> Any:
    """Any value that a field may have, or None."""
    if field.is_relation:
        pks = list(field.related_model._default_manager.order_by("pk").values_list("pk", flat=True))
        return random.choice([*pks, None] if field.null else pks) if pks else None
    if field.choices:
        return random.choice([code for code, _ in field.choices])
    if isinstance(field, models.BooleanField):
        return random.random() < 0.5
    if isinstance(field, models.DateTimeField):
        return random.choice([None, timezone.now() + timedelta(hours=random.randint(-3, 3))])
    if isinstance(field, models.DateField):
        return date(2025, random.randint(1, 12), random.randint(1, 28))
    if isinstance(field, models.IntegerField):
        return random.randint(1, 99)
    return f"{random.choice(WORDS)}-{random.randint(1, 99)}"


def row(model: type[models.Model], random: Random) -> models.Model | None:
    pks = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return model._default_manager.get(pk=random.choice(pks)) if pks else None


def fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "digest"]


def values(model: type[models.Model], random: Random) -> dict[str, Any]:
    """One field or two with other values; a status, and what readers see first, more often than by chance."""
    chosen = random.sample(fields(model), min(len(fields(model)), random.randint(1, 2)))
    chosen += [field for field in fields(model) if field.name in TELLING and random.random() < 0.5]
    return {field.attname: value(field, random) for field in chosen}


def change(random: Random) -> None:
    """Change fields of a row."""
    found = row(random.choice(MODELS), random)
    if found is None:
        return
    given = values(type(found), random)
    rows = type(found)._default_manager.filter(pk=found.pk)
    names = {field.name: given[field.attname] for field in fields(type(found)) if field.attname in given}
    match random.choice(["save", "update", "bulk", "sql"]):
        case "save" if type(found).__name__ != "ArticleVersion":  # which its model never changes
            for name, new in given.items():
                setattr(found, name, new)
            found.save()
        case "bulk":
            for name, new in given.items():
                setattr(found, name, new)
            type(found)._default_manager.bulk_update([found], list(names))
        case "sql":
            shelf.update(found, **names)
        case _:
            rows.update(**given)


def tie(random: Random) -> None:
    """Tie rows together, or put a row like another beside it."""
    model = random.choice([*TIES, *TIES, *MODELS])
    found = row(model, random)
    if found is None:
        return
    made = shelf.copy(found, **values(model, random))
    for field in fields(model):
        if field.unique or (model in TIES and field.is_relation and random.random() < 0.7 and not field.null):
            setattr(made, field.attname, value(field, random))
    if random.random() < 0.5:
        model._default_manager.bulk_create([made])
    else:
        shelf.insert(made)


def untie(random: Random) -> None:
    """Delete a row that ties others."""
    remove(random, TIES)


def delete(random: Random) -> None:
    """Delete any row, after what hangs on it."""
    if random.random() < 0.3:
        remove(random, MODELS)


def remove(random: Random, among: list[type[models.Model]]) -> None:
    found = row(random.choice(among), random)
    if found is not None:
        by_model = random.random() < 0.5
        shelf.uproot(
            [found],
            (lambda model, pk: model._base_manager.filter(pk=pk).delete()) if by_model else shelf.delete,
        )


def thin_out(random: Random) -> None:
    """Cut ties, so that a document shows most rows in one way only, and no way is covered by another."""
    for model in TIES:
        kept = random.choice([0.0, 0.3, 0.3, 1.0])
        for pk in list(model._default_manager.order_by("pk").values_list("pk", flat=True)):
            if random.random() > kept:
                model._default_manager.filter(pk=pk).delete()


ACTS: list[Callable[[Random], None]] = [change, change, tie, tie, untie, delete]


def act(random: Random) -> None:
    """One change, or several that are taken back; what the database refuses does not happen."""
    try:
        with transaction.atomic():
            random.choice(ACTS)(random)
            if random.random() < 0.1:
                raise Undone
    except (IntegrityError, Undone):
        pass


@contextmanager
def later(monkeypatch: pytest.MonkeyPatch, hours: float) -> Iterator[datetime]:
    now = timezone.now() + timedelta(hours=hours)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        yield now


@pytest.mark.parametrize("seed", range(12))
def test_documents_follow_whatever_happens(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    shelf.world(3)
    thin_out(random)
    held = Shelf()

    for number in range(ROUNDS):
        for _ in range(CHANGES_A_ROUND):
            act(random)
        held.drain()

        assert held.wrong() == [], f"round {number}"

    with later(monkeypatch, 4):
        held.drain()

        assert held.wrong() == [], "after the embargoes"
        assert not Outbox.objects.exists()
