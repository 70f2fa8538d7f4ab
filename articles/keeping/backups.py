"""A backup: the database as it is at one moment, all originals, and a manifest. Never the index, which is made anew.

Each run makes a folder of its own, `2026-11-22T083000Z`, in the folder for backups; it has that name when it is whole.
"""

import fcntl
import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from articles.durable import digest_of, sync
from articles.keeping import manifests, originals, postgresql, sqlite
from articles.keeping.fixity import Finding
from articles.keeping.manifests import BackupError, Manifest
from articles.models import ArticleVersion

NAME = "20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z"
DRAFT = ".unfinished"
FILES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
Stage = Callable[[str, int], Callable[[int], object]]


def make(home: Path, stage: Stage) -> Path:
    """Make a backup in a folder for backups, and answer the folder that it has there.

    It holds what is sound. An original that is missing or damaged is named in its manifest (`lost`), and keeps nothing
    else from being put away.
    """
    with _alone(home):
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
        if (home / stamp).exists():
            raise BackupError(f"{home / stamp} has just been made: try again in a second.")
        draft = home / DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        migrations = applied()
        _put_away_database(draft / FILES[connection.vendor], stage)
        lost = _copy_originals(draft, stage)  # after the database: whatever it names has been kept before
        names = sorted(path for path in draft.rglob("*") if path.is_file())
        step = stage("digests", sum(path.stat().st_size for path in names))
        files = {str(path.relative_to(draft)): (path.stat().st_size, digest_of(path, step)) for path in names}
        manifests.write(draft, _manifest(stamp, migrations, files, lost))
        draft.rename(home / stamp)
        sync([home])
        return home / stamp


def check(folder: Path, stage: Stage) -> Iterator[str]:
    """Everything that is wrong with a backup; `BackupError` where it cannot be looked at."""
    manifest = manifests.read(folder)
    step = stage("files", sum(size for size, _ in manifest.files.values()))
    wrong = list(manifests.findings(folder, manifest, step))
    yield from wrong
    if manifest.database in manifest.files and not any(line.startswith(manifest.database) for line in wrong):
        try:
            _check_database(folder / manifest.database, manifest.engine)
        except BackupError as error:
            yield str(error)


def lacking(folder: Path, manifest: Manifest) -> list[Finding]:
    """The originals that a sound backup is without: those that were lost when it was made, and any other that its
    database names.
    """
    held = {digest for name, (_, digest) in manifest.files.items() if name.startswith(f"{originals.FOLDER}/")}
    wanted = _named(folder / manifest.database, manifest.engine) | manifest.lost.keys()
    return [
        Finding("damaged" if manifest.lost.get(digest) == "damaged" else "missing", f"original {digest}")
        for digest in sorted(wanted - held)
    ]


def chosen(folder: Path) -> Path:
    """The backup that a path means: itself, or of a folder for backups the newest."""
    if (folder / manifests.MANIFEST).exists():
        return folder
    made = sorted(folder.glob(NAME))
    if not made:
        raise BackupError(f"{folder} is no backup, and has none.")
    return made[-1]


def applied() -> dict[str, list[str]]:
    """The migrations that the database has, by application."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def archive_version() -> str:
    """The version of the program."""
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())["project"]
    return str(project["version"])


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """A folder for backups, made if need be, that nobody else writes into meanwhile."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        known = {DRAFT, *(path.name for path in home.glob(NAME))}
        foreign = sorted(path.name for path in home.iterdir() if path.name not in known)
        if foreign:
            raise BackupError(f"{home} has {foreign[0]} in it, which is no backup: name an empty or a new folder.")
        yield
    except BlockingIOError as error:
        raise BackupError(f"Another backup is being made in {home}.") from error
    finally:
        os.close(handle)


def _put_away_database(target: Path, stage: Stage) -> None:
    stage("database", 1)
    if connection.vendor == "sqlite":
        sqlite.put_away(Path(connection.settings_dict["NAME"]), target)
    else:
        postgresql.put_away(connection.settings_dict, target)
    try:
        _check_database(target, connection.vendor)
    except BackupError as error:  # it could never be brought back
        raise BackupError(f"The database itself is damaged. Bring the newest sound backup back. {error}") from error


def _check_database(copy: Path, engine: str) -> None:
    (sqlite if engine == "sqlite" else postgresql).check(copy)


def _named(copy: Path, engine: str) -> set[str]:
    """The originals that the versions in a copy of the database name."""
    return (sqlite if engine == "sqlite" else postgresql).values(copy, ArticleVersion._meta.db_table, "original")


def _copy_originals(draft: Path, stage: Stage) -> dict[str, str]:
    """Copy what is sound, and answer what is not, by its digest: missing or damaged."""
    held = [(path, digest) for path, digest in originals.files() if digest is not None]
    lost = dict.fromkeys(_named(draft / FILES[connection.vendor], connection.vendor), "missing")
    step = stage("originals", len(held))
    folders = {draft}
    for path, digest in held:
        step(1)
        lost.pop(digest, None)
        if not _is_sound(path, digest):
            lost[digest] = "damaged"
            continue
        target = originals.path_of(digest, draft / originals.FOLDER)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o400)
        sync([target])
        folders |= {target.parent, target.parent.parent}
    for folder in folders:
        sync([folder])
    return lost


def _is_sound(path: Path, digest: str) -> bool:
    try:
        return digest_of(path) == digest
    except OSError:  # a disk that cannot read it any more
        return False


def _manifest(
    stamp: str, migrations: dict[str, list[str]], files: dict[str, tuple[int, str]], lost: dict[str, str]
) -> Manifest:
    return Manifest(
        made=stamp,
        archive=archive_version(),
        django=django.get_version(),
        engine=connection.vendor,
        database=FILES[connection.vendor],
        migrations=migrations,
        files=files,
        lost=lost,
    )
