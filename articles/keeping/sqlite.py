"""A SQLite database put away while it is used, and brought back while it is used.

Both ways are SQLite's own online backup: what is put away is one state of the database, whatever is written meanwhile,
and what is brought back comes in one transaction. Who reads then sees the old state or the new one; a process that dies
leaves the old one, as with any transaction.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from articles.durable import sync
from articles.keeping.manifests import BackupError

PAGES = 1024
Progress = Callable[[int], object]


def put_away(database: Path, target: Path) -> None:
    """Copy a database as it is at one moment into a new file, which needs no other beside it."""
    target.touch(mode=0o600)
    try:
        with closing(_reading(database)) as source, closing(sqlite3.connect(target)) as copy:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it sees one state
            source.backup(copy, pages=PAGES)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{database} cannot be copied: {error}") from error
    sync([target])


def check(path: Path) -> None:
    """`BackupError` where a database that was put away is not sound."""
    try:
        with closing(_put_away(path)) as database:
            answers = [row[0] for row in database.execute("PRAGMA integrity_check(5)")]
            orphans = database.execute("PRAGMA foreign_key_check").fetchmany(5)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} is no SQLite database that can be read: {error}") from error
    if answers != ["ok"] or orphans:
        raise BackupError(f"{path} is damaged: {'; '.join(answers)}; rows without what they refer to: {len(orphans)}")


def values(copy: Path, table: str, column: str) -> set[str]:
    """The texts that a column has in a database that was put away, none where there is no such column."""
    with closing(_put_away(copy)) as database:
        if column not in {row[1] for row in database.execute(f"PRAGMA table_info({table})")}:
            return set()
        return {value for (value,) in database.execute(f"SELECT DISTINCT {column} FROM {table}") if value}


def bring_back(copy: Path, database: Path, replaced: Path | None) -> None:
    """Let a database be what a copy holds, in one transaction; what it was is put into the file `replaced` before.

    Waits for whoever writes; whoever reads goes on reading. One that was not there is its owner's alone. `BackupError`
    where it cannot be written, or is no database any more.
    """
    try:
        _bring_back(copy, database, replaced)
    except sqlite3.Error as error:
        raise BackupError(
            f"{database} cannot be replaced: {error}. If it is damaged, move it and the files whose names begin like "
            "its own to another folder, and restore once more."
        ) from error


def _bring_back(copy: Path, database: Path, replaced: Path | None) -> None:
    database.touch(mode=0o600)
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(database)) as target:
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=FULL")
        kept = replaced is None

        def keep(status: int, remaining: int, total: int) -> None:
            nonlocal kept
            # Some pages are written, so that nobody else can write any more, and not all, so that nobody sees them.
            if not kept and replaced is not None and status == sqlite3.SQLITE_OK:
                _set_aside(database, replaced)
                kept = True

        total = source.execute("PRAGMA page_count").fetchone()[0]
        source.backup(target, pages=min(PAGES, max(1, total // 2)), progress=keep, sleep=0.05)
    sync([database])


def _set_aside(database: Path, replaced: Path) -> None:
    """Put a database away under a name that it has only when it is whole."""
    draft = replaced.with_name(f"{replaced.name}.unfinished")
    try:
        put_away(database, draft)
        draft.replace(replaced)
    finally:
        draft.unlink(missing_ok=True)
    sync([replaced.parent])


def _reading(database: Path) -> sqlite3.Connection:
    if not database.exists():
        raise BackupError(f"There is no database {database}.")
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _put_away(path: Path) -> sqlite3.Connection:
    """A connection to a database that nobody writes, which makes no file beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
