"""One writer of the index at a time: whoever else wants to write finds the locks held, and free afterwards."""

import fcntl
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from articles.search.locking import FILE, KEY, writing

pytestmark = pytest.mark.django_db


def is_file_free() -> bool:
    with (Path(settings.DATA_DIR) / FILE).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_database_free() -> bool:
    """Whether another connection would get the lock."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            return bool(cursor.fetchone()[0])
    finally:
        other.close()


def test_the_file_is_held_while_somebody_writes() -> None:
    with writing():
        with writing():  # whoever has it keeps it
            assert not is_file_free()
        assert not is_file_free()

    assert is_file_free()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no advisory locks")
def test_postgresql_holds_a_lock_while_somebody_writes() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        with writing():
            assert not is_database_free()
        assert not is_database_free()
        raise ZeroDivisionError

    assert is_database_free()


def test_one_writer_at_a_time() -> None:
    order: list[str] = []

    def second() -> None:
        with writing():
            order.append("second")

    with writing(), writing():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.1)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]
