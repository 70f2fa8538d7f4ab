"""A PostgreSQL database put away with pg_dump, and brought back with pg_restore into another that takes its name."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from articles.durable import sync
from articles.keeping.manifests import BackupError

DEBIAN = Path("/usr/lib/postgresql")
MAINTENANCE = ("postgres", "template1")
END = "\\.\n"
"""The line of a dump after the last row of a table."""
ATTEMPTS = 50
"""Times that the names are exchanged again because somebody has connected just then."""


def put_away(settings: Mapping[str, Any], target: Path) -> None:
    """Dump a database, as it is at one moment, into a new file."""
    _run("pg_dump", settings, "--format=custom", f"--file={target}", f"--dbname={settings['NAME']}")
    target.chmod(0o600)
    sync([target])


def check(path: Path) -> None:
    """`BackupError` where a dump cannot be read."""
    _run("pg_restore", {}, "--list", str(path))


def values(copy: Path, table: str, column: str) -> set[str]:
    """The texts that a column has in a dump, none where there is no such column; they hold no sign that is escaped."""
    command = [_found("pg_restore"), "--data-only", f"--table={table}", "--file=-", str(copy)]
    found: set[str] = set()
    place: int | None = None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as dump:
        assert dump.stdout is not None
        for line in dump.stdout:
            if line.startswith("COPY "):
                columns = line.partition("(")[2].partition(")")[0].split(", ")
                place = columns.index(column) if column in columns else None
            elif line == END:
                place = None
            elif place is not None:
                found.add(line.rstrip("\n").split("\t")[place])
    if dump.returncode:
        raise BackupError(f"pg_restore failed: the rows of {table} cannot be read.")
    return found - {""}


def restore_beside(settings: Mapping[str, Any], copy: Path) -> str:
    """Make a database of a dump beside the one of the settings, and answer its name."""
    name = f"{settings['NAME']}_restoring"
    with _maintenance(settings) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    options = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
    _run("pg_restore", settings, *options, f"--dbname={name}", str(copy))
    return name


def switch(settings: Mapping[str, Any], beside: str, replaced: str) -> None:
    """Let the database beside have the name of the one in use, and that one the name `replaced`, in one transaction."""
    names = [sql.Identifier(name) for name in (settings["NAME"], replaced, beside)]
    with _maintenance(settings) as server:
        for attempt in range(1, ATTEMPTS + 1):
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)",
                [[settings["NAME"], beside]],
            )
            try:
                with server.transaction():
                    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(names[0], names[1]))
                    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(names[2], names[0]))
                return
            except psycopg.errors.ObjectInUse as error:
                if attempt == ATTEMPTS:
                    raise BackupError(f"{settings['NAME']} is in use: stop the site, and restore again.") from error
                time.sleep(0.1)


def _maintenance(settings: Mapping[str, Any]) -> "psycopg.Connection[Any]":
    """A connection to the server that is in neither database."""
    for name in MAINTENANCE:
        try:
            return psycopg.connect(dbname=name, autocommit=True, **_address(settings))
        except psycopg.OperationalError as error:
            refused = error
    raise BackupError(f"The server cannot be asked to make a database: {refused}") from refused


def _address(settings: Mapping[str, Any]) -> dict[str, Any]:
    """How the server is reached, as far as it is said; in an address with a question mark, behind that."""
    options = settings.get("OPTIONS", {})
    found = {name: settings.get(name.upper()) or options.get(name) for name in ("host", "port", "user", "password")}
    return {name: str(value) for name, value in found.items() if value}


def _run(program: str, settings: Mapping[str, Any], *arguments: str) -> None:
    """Run one of PostgreSQL's programs; `BackupError` with what it said where it fails."""
    environment = os.environ | {f"PG{name.upper()}": value for name, value in _address(settings).items()}
    run = subprocess.run([_found(program), *arguments], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise BackupError(f"{program} failed: {run.stderr.strip()}")


def _found(program: str) -> str:
    """Where a program lies: Debian keeps those of each version apart, and the newest one reads the dumps of all."""
    versions = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: float(path.parent.parent.name))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not there: install PostgreSQL's client programs.")
    return found
