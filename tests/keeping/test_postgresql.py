"""PostgreSQL put away and brought back: run where the tests run on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from articles.keeping import postgresql
from articles.keeping.manifests import BackupError

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="the tests run on SQLite: DATABASE_URL names no other"
    ),
    pytest.mark.django_db,
]
NAME = "keeping_test"


def connected(settings: dict[str, Any]) -> "psycopg.Connection[Any]":
    return psycopg.connect(dbname=settings["NAME"], autocommit=True, **postgresql._address(settings))


def ask(settings: dict[str, Any], statement: str) -> list[Any]:
    with connected(settings) as asked:
        cursor = asked.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def database() -> Iterator[dict[str, Any]]:
    """A database of its own, with one row."""
    settings = dict(connection.settings_dict) | {"NAME": NAME}
    server = settings | {"NAME": "postgres"}

    def clear() -> None:
        for (name,) in ask(server, f"SELECT datname FROM pg_database WHERE datname LIKE '{NAME}%'"):
            ask(server, f"DROP DATABASE {name} WITH (FORCE)")

    clear()
    ask(server, f"CREATE DATABASE {NAME}")
    ask(settings, "CREATE TABLE story AS SELECT 'old' AS word")
    yield settings
    clear()


def test_what_was_put_away_is_brought_back_and_what_it_replaces_is_kept(
    database: dict[str, Any], tmp_path: Path
) -> None:
    postgresql.put_away(database, tmp_path / "dump")
    postgresql.check(tmp_path / "dump")
    ask(database, "UPDATE story SET word = 'new'")

    beside = postgresql.restore_beside(database, tmp_path / "dump")
    assert ask(database, "SELECT word FROM story") == [("new",)]
    other = connected(database)  # is sent away
    postgresql.switch(database, beside, f"{NAME}_replaced")
    other.close()

    assert ask(database, "SELECT word FROM story") == [("old",)]
    assert ask(database | {"NAME": f"{NAME}_replaced"}, "SELECT word FROM story") == [("new",)]


def test_what_a_killed_restore_left_beside_is_made_anew(database: dict[str, Any], tmp_path: Path) -> None:
    postgresql.put_away(database, tmp_path / "dump")
    beside = postgresql.restore_beside(database, tmp_path / "dump")
    ask(database | {"NAME": beside}, "DROP TABLE story")

    assert postgresql.restore_beside(database, tmp_path / "dump") == beside
    assert ask(database | {"NAME": beside}, "SELECT word FROM story") == [("old",)]


def test_the_texts_of_a_column_are_read_from_a_dump(database: dict[str, Any], tmp_path: Path) -> None:
    texts = r"E'a\tb\n\\.' AS body, unnest(ARRAY['ab', '', 'cd', 'ab']) AS original"
    ask(database, f"CREATE TABLE version AS SELECT {texts}")
    postgresql.put_away(database, tmp_path / "dump")

    assert postgresql.values(tmp_path / "dump", "version", "original") == {"ab", "cd"}
    assert postgresql.values(tmp_path / "dump", "version", "other") == set()
    assert postgresql.values(tmp_path / "dump", "another", "original") == set()


def test_a_damaged_dump_is_refused(database: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(b"PGDMP" + bytes(100))

    with pytest.raises(BackupError, match="pg_restore failed"):
        postgresql.check(tmp_path / "dump")
