"""Keys: public ones, short, random and stable, that tell nothing of how many rows there are; exclusive foreign ones."""

import secrets

from django.db import models
from django.db.models import Q

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 8


def new_key() -> str:
    """A fresh key of 8 characters that are hard to mistake (31^8, near 10^12 keys)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def one_of(*names: str) -> Q:
    """The condition that exactly one of these foreign keys is set."""
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


def bearer(row: models.Model, names: tuple[str, ...]) -> tuple[str, models.Model]:
    """Which of the exclusive foreign keys is set, and the row it leads to."""
    for name in names:
        if getattr(row, f"{name}_id") is not None:
            return name, getattr(row, name)
    raise ValueError(f"{type(row).__name__} names none of {', '.join(names)}.")


def bearer_key(row: models.Model, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The natural key of what a row belongs to: the foreign key's name, and the natural key of the row it leads to."""
    name, other = bearer(row, names)
    return name, other.natural_key() if hasattr(other, "natural_key") else (other.pk,)


def bearer_lookup(model: type[models.Model], name: str, key: list[str] | tuple[str, ...]) -> dict[str, models.Model]:
    """The filter that finds rows by what `bearer_key` says."""
    other = model._meta.get_field(name).related_model
    assert isinstance(other, type) and issubclass(other, models.Model)
    return {name: other._default_manager.get_by_natural_key(*key)}  # type: ignore[attr-defined]
