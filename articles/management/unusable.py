"""How commands end where the database, or the folder of the index, cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import connection

from articles.models import Outbox
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.filling import FillingFailed

UNREADABLE = 2


def require_tables() -> None:
    """`CommandError` with status 2 for a database without tables, which is most often another than was meant."""
    if Outbox._meta.db_table not in connection.introspection.table_names():
        raise CommandError("The database has no tables yet. Run: manage.py migrate", returncode=UNREADABLE)


@contextmanager
def said_in_one_line() -> Iterator[None]:
    """`CommandError` with status 2 for a database without tables, and for an index that cannot be read or written.

    Never 1, which says that the index was compared, and differs.
    """
    require_tables()
    try:
        yield
    except IndexUnavailable as error:
        raise CommandError(f"{error} Run: manage.py index rebuild", returncode=UNREADABLE) from error
    except (FillingFailed, OSError) as error:
        raise CommandError(
            f"The index could not be written, and is what it was: {error}", returncode=UNREADABLE
        ) from error
