"""The way back from a backup: everything is looked at first, restored beside, and takes its place in one step."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils.version import get_version_tuple

from articles.keeping import backups, manifests, originals, postgresql, sqlite
from articles.keeping.backups import Stage
from articles.keeping.fixity import Finding
from articles.keeping.manifests import BackupError, Manifest
from articles.models import Outbox

BESIDE = "restoring"
"""What the database beside is called: as a connection, and at the end of its name."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the database that was replaced is kept, and the originals that the backup is without."""

    replaced: str
    lacking: list[Finding]


def restore(folder: Path, stage: Stage, asking: str) -> Restored:
    """Bring a backup back. An original that was lost when it was made is no reason not to.

    `BackupError` before anything is changed. The outbox of the restored database asks for the index by a row of the
    model `asking`.
    """
    manifest = _trusted(folder, stage)
    lacking = backups.lacking(folder, manifest)
    _bring_originals(folder, manifest, stage)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    stage("database", 1)
    back = _sqlite if connection.vendor == "sqlite" else _postgresql
    replaced = back(folder / manifest.database, stamp, lambda alias: _prepare(alias, manifest, asking))
    return Restored(replaced, lacking)


def _trusted(folder: Path, stage: Stage) -> Manifest:
    """What a backup says of itself, when it is of this archive, of no newer one, and whole."""
    manifest = manifests.read(folder)
    if manifest.engine != connection.vendor:
        raise BackupError(f"This is a backup of {manifest.engine}, and DATABASE_URL names {connection.vendor}.")
    if get_version_tuple(manifest.archive) > get_version_tuple(backups.archive_version()):
        raise BackupError(f"The backup is of a newer archive ({manifest.archive}): use that version.")
    named = {(app, name) for app, names in manifest.migrations.items() for name in names}
    if unknown := sorted(named - _known()):
        raise BackupError(
            f"The backup is of a newer archive ({manifest.archive}, with {'.'.join(unknown[0])}): use that version."
        )
    if wrong := list(backups.check(folder, stage)):
        raise BackupError(f"{folder} is not sound, so nothing was changed: {wrong[0]} ({len(wrong)} in all).")
    return manifest


def _known() -> set[tuple[str, str]]:
    """The migrations that this archive has."""
    loader: Any = MigrationLoader(None, ignore_no_migrations=True)
    return set(loader.disk_migrations)


def _bring_originals(folder: Path, manifest: Manifest, stage: Stage) -> None:
    """Put every original of the backup in its place; those that are there and sound stay."""
    named = [digest for name, (_, digest) in manifest.files.items() if name.startswith(f"{originals.FOLDER}/")]
    step = stage("originals", len(named))
    for digest in named:
        originals.keep(originals.path_of(digest, folder / originals.FOLDER).read_bytes())
        step(1)


def _sqlite(copy: Path, stamp: str, prepare: Callable[[str], None]) -> str:
    database = Path(connection.settings_dict["NAME"])
    beside, replaced = (database.with_name(f"{database.name}.{end}") for end in (BESIDE, f"replaced-{stamp}"))
    _remove(beside)
    beside.touch(mode=0o600)  # before anything of it can be read
    try:
        shutil.copyfile(copy, beside)
        with _connected(str(beside)) as alias:
            prepare(alias)
        there = database.exists()
        connections.close_all()
        sqlite.bring_back(beside, database, replaced if there else None)
    finally:
        _remove(beside)
    return str(replaced) if there else "nowhere: there was none"


def _postgresql(copy: Path, stamp: str, prepare: Callable[[str], None]) -> str:
    settings = connection.settings_dict
    beside, replaced = postgresql.restore_beside(settings, copy), f"{settings['NAME']}_replaced_{stamp.lower()}"
    with _connected(beside) as alias:
        prepare(alias)
    connections.close_all()
    postgresql.switch(settings, beside, replaced)
    return f"database {replaced}"


@contextmanager
def _connected(name: str) -> Iterator[str]:
    """A connection of Django's to the database beside."""
    connections.databases[BESIDE] = settings = dict(connection.settings_dict)
    settings["NAME"] = name
    try:
        yield BESIDE
    finally:
        connections[BESIDE].close()
        del connections[BESIDE]
        del connections.databases[BESIDE]


def _prepare(alias: str, manifest: Manifest, asking: str) -> None:
    """Bring the database beside up to this version, and have it ask for the index."""
    if any(name not in manifest.migrations.get(app, ()) for app, name in _known()):
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    Outbox.objects.using(alias).create(model=asking, object_id=0)


def _remove(path: Path) -> None:
    for beside in ("", "-wal", "-shm", "-turn"):
        path.with_name(f"{path.name}{beside}").unlink(missing_ok=True)
