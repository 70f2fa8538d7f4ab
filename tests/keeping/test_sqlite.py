"""SQLite put away and brought back while others read and write."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from articles.keeping import sqlite
from articles.keeping.manifests import BackupError

ROWS = 3000


def database(path: Path, word: str, rows: int = ROWS) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE story (number INTEGER PRIMARY KEY, word TEXT)")
        made.executemany("INSERT INTO story (word) VALUES (?)", [(word * 50,)] * rows)
        made.commit()
    return path


def words(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as opened:
        return {word[:3] for (word,) in opened.execute("SELECT word FROM story")}


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as opened:
        return int(opened.execute("SELECT count(*) FROM story").fetchone()[0])


def test_a_copy_needs_no_other_file_and_is_the_owners(tmp_path: Path) -> None:
    source = database(tmp_path / "source", "old")

    sqlite.put_away(source, tmp_path / "copy")

    assert {path.name for path in tmp_path.glob("copy*")} == {"copy"}
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    sqlite.check(tmp_path / "copy")
    assert count(tmp_path / "copy") == ROWS


def test_a_copy_is_one_state_whatever_is_written_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each transaction writes two rows: a copy with an odd number of them has half of one."""
    monkeypatch.setattr(sqlite, "PAGES", 2)
    source, done = database(tmp_path / "source", "old"), threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(source, timeout=20)) as opened:
            while not done.is_set():
                opened.executemany("INSERT INTO story (word) VALUES (?)", [("new",)] * 2)
                opened.commit()
                written += 2

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            sqlite.put_away(source, tmp_path / f"copy-{number}")
    finally:
        done.set()
        writer.join()

    assert written
    for number in range(3):
        sqlite.check(tmp_path / f"copy-{number}")
        assert count(tmp_path / f"copy-{number}") % 2 == 0


@pytest.mark.parametrize("place", [0, 100, 4096])
def test_a_damaged_copy_is_not_sound(tmp_path: Path, place: int) -> None:
    copy = tmp_path / "copy"
    sqlite.put_away(database(tmp_path / "source", "old"), copy)
    content = bytearray(copy.read_bytes())
    content[place : place + 60 or None] = bytes(60)
    copy.write_bytes(content)

    with pytest.raises(BackupError):
        sqlite.check(copy)


def test_who_reads_goes_on_reading_and_then_sees_what_was_brought_back(tmp_path: Path) -> None:
    used, copy = database(tmp_path / "used", "old"), database(tmp_path / "copy", "new", 10)
    with closing(sqlite3.connect(used, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM story").fetchone() == (ROWS,)

        sqlite.bring_back(copy, used, tmp_path / "replaced")

        assert reader.execute("SELECT count(*) FROM story").fetchone() == (ROWS,)
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM story").fetchone() == (10,)
        reader.execute("INSERT INTO story (word) VALUES ('more')")
    assert words(used) == {"new", "mor"}
    assert (words(tmp_path / "replaced"), count(tmp_path / "replaced")) == ({"old"}, ROWS)


@pytest.mark.parametrize("rows", [0, 1, ROWS])
def test_what_is_replaced_is_kept_as_it_was_last(tmp_path: Path, rows: int) -> None:
    used, copy = database(tmp_path / "used", "old", 5), database(tmp_path / "copy", "new", rows)

    sqlite.bring_back(copy, used, tmp_path / "replaced")

    assert (count(used), count(tmp_path / "replaced")) == (rows, 5)


def test_a_database_that_was_not_there_is_made(tmp_path: Path) -> None:
    sqlite.bring_back(database(tmp_path / "copy", "new"), tmp_path / "used", None)

    assert words(tmp_path / "used") == {"new"}


KILLED = """
import os, signal, sqlite3, sys
import django
django.setup()
from pathlib import Path
from articles.keeping import sqlite
copy, used, replaced, place = sys.argv[1:]
sqlite.PAGES = 3
calls = 0
keep = sqlite.put_away
def die():
    os.kill(os.getpid(), signal.SIGKILL)
if place == "before the old one is kept":
    sqlite.put_away = lambda *_: die()
elif place == "after the old one is kept":
    sqlite.put_away = lambda *paths: (keep(*paths), die())
elif place == "half-way":
    connect = sqlite3.connect
    class Counting(sqlite3.Connection):
        def backup(self, target, pages, progress, sleep):
            def counted(status, remaining, total):
                progress(status, remaining, total)
                if remaining < total // 2:
                    die()
            super().backup(target, pages=pages, progress=counted, sleep=sleep)
    def connected(path, **options):
        return connect(path, **options, factory=Counting if path == Path(copy) else sqlite3.Connection)
    sqlite3.connect = connected
elif place == "at the end":
    sqlite.sync = lambda paths: die() if Path(used) in paths else None
sqlite.bring_back(Path(copy), Path(used), Path(replaced))
"""


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("before the old one is kept", "old"),
        ("after the old one is kept", "old"),
        ("half-way", "old"),
        ("at the end", "new"),
    ],
)
def test_a_killed_restore_leaves_the_old_state_or_the_new(tmp_path: Path, place: str, found: str) -> None:
    used, copy = database(tmp_path / "used", "old"), database(tmp_path / "copy", "new")

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(copy), str(used), str(tmp_path / "replaced"), place], check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert words(used) == {found}
    sqlite.bring_back(copy, used, tmp_path / f"replaced-{os.getpid()}")
    assert words(used) == {"new"}


@pytest.mark.parametrize("harm", ["head", "pages"])
def test_a_database_that_is_damaged_is_not_replaced_and_the_way_out_is_said(tmp_path: Path, harm: str) -> None:
    copy, target = database(tmp_path / "copy", "old"), database(tmp_path / "target", "new")
    sound = target.read_bytes()
    target.write_bytes(b"\xff" * 100 + sound[100:] if harm == "head" else sound[: len(sound) // 3])

    with pytest.raises(BackupError, match=r"target cannot be replaced: .* move it"):
        sqlite.bring_back(copy, target, tmp_path / "replaced")

    assert not list(tmp_path.glob("replaced*"))
