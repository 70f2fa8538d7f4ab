"""What a run changes of its process is put back when it is over, however it ends."""

import gc

import pytest
from django.db import connection

from articles.imports.bulk import in_bulk

pytestmark = pytest.mark.django_db


def settings() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        pragmas = [cursor.execute(f"PRAGMA {name}").fetchone() for name in ("cache_size", "wal_autocheckpoint")]
    return gc.get_threshold(), *pragmas


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
def test_settings_are_others_meanwhile_and_the_same_again_after_an_error() -> None:
    before = settings()

    with pytest.raises(OSError, match="full"), in_bulk():
        meanwhile = settings()
        raise OSError("full")

    assert all(one != other for one, other in zip(before, meanwhile, strict=True))
    assert settings() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
def test_when_the_disk_has_what_is_written_is_not_changed() -> None:
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA synchronous").fetchone()
        with in_bulk():
            assert cursor.execute("PRAGMA synchronous").fetchone() == before
