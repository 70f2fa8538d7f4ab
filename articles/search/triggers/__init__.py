"""Database triggers that write every change into the outbox, whoever makes it: forms, bulk operations, hands.

They are made after each `migrate` and removed before one that changes tables: SQLite alters a table by making it anew,
which drops its triggers silently, and fails where those of other tables name it.
"""

from collections.abc import Iterator
from types import ModuleType

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from articles.models import Article, Commitment, Outbox, PartnershipEvent, Person
from articles.search.triggers import postgresql, sqlite
from articles.search.triggers.followed import FOLLOWED
from articles.search.triggers.sql import EVERYTHING

_HOLDING: tuple[type[Model], ...] = (Article, Person, PartnershipEvent, Commitment)
_VENDORS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def findings(using: str = "default") -> Iterator[str]:
    """Each trigger that is missing, does something else than it should, or should not be there, in words."""
    connection = connections[using]
    wanted, present = _wanted(connection), _vendor(connection).present(connection)
    for name in sorted(wanted.keys() - present.keys()):
        yield f"The trigger {name} is missing."
    for name in sorted(wanted.keys() & present.keys()):
        if wanted[name] != present[name]:
            yield f"The trigger {name} is not as it should be."
    for name in sorted(present.keys() - wanted.keys()):
        yield f"The trigger {name} should not be there."


def install(using: str = "default") -> None:
    """Make what is missing and mend what differs; then ask for a new index, since changes may have passed by."""
    if not any(findings(using)):
        return
    connection = connections[using]
    with transaction.atomic(using):
        drop(using)
        _execute(connection, _vendor(connection).creating(_wanted(connection)))
        if any(model._default_manager.using(using).exists() for model in _HOLDING):
            Outbox.objects.using(using).create(model=EVERYTHING, object_id=0)


def drop(using: str = "default") -> None:
    """Remove them all."""
    connection = connections[using]
    vendor = _vendor(connection)
    _execute(connection, vendor.dropping(vendor.present(connection)))


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, object]:
    """What should be there; nothing before the first migration, and after the last has been taken back."""
    tables = set(connection.introspection.table_names())
    if not {Outbox._meta.db_table, *(followed.table for followed in FOLLOWED)} <= tables:
        return {}
    wanted: dict[str, object] = _vendor(connection).wanted(connection)
    return wanted


def _vendor(connection: BaseDatabaseWrapper) -> ModuleType:
    return _VENDORS[connection.vendor]


def _execute(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
