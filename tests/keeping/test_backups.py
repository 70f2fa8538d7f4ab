"""Backups: whole or refused, and what each is of is said in it."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.keeping import backups, manifests, originals
from articles.keeping.manifests import BackupError

pytestmark = pytest.mark.django_db


def unwatched(name: str, total: int) -> Callable[[int], object]:
    return lambda step: None


def made(home: Path) -> Path:
    return backups.make(home, unwatched)


@pytest.fixture
def backup(db: None, data_folder: Path) -> Path:
    """A backup with two originals."""
    for content in (b"as it came", b"another"):
        originals.keep(content)
    return made(data_folder / "backups")


def wrong(folder: Path) -> list[str]:
    return list(backups.check(folder, unwatched))


def test_a_backup_is_sound_and_the_owners_alone(backup: Path) -> None:
    assert wrong(backup) == []
    assert {
        path.stat().st_mode & 0o077 for path in (backup, backup.parent, backup / manifests.read(backup).database)
    } == {0}
    assert sum(1 for _ in originals.files(backup / "originals")) == 2
    assert not list(backup.rglob("*CURRENT*"))


def test_the_manifest_says_of_what_it_is(backup: Path) -> None:
    manifest = manifests.read(backup)

    assert (manifest.engine, manifest.archive) == (connection.vendor, backups.archive_version())
    assert "0001_initial" in manifest.migrations["articles"]
    checked = subprocess.run(["sha256sum", "-c", manifests.SEAL], cwd=backup, capture_output=True, check=False)
    assert checked.returncode == 0


def test_a_change_of_any_file_is_seen(backup: Path) -> None:
    for path in [path for path in backup.rglob("*") if path.is_file()]:
        content = path.read_bytes()
        path.chmod(0o600)
        for other in (content[:-1], content[: len(content) // 2] + b"?" + content[len(content) // 2 + 1 :], b""):
            path.write_bytes(other)
            with pytest.raises((CommandError, SystemExit)):
                call_command("backup_verify", str(backup), stdout=StringIO(), stderr=StringIO())
        path.write_bytes(content)
    assert wrong(backup) == []


def test_files_that_are_missing_or_too_many_are_seen(backup: Path) -> None:
    (backup / "more").write_text("more")
    lost = next(path for path, _ in originals.files(backup / "originals"))
    lost.unlink()

    assert wrong(backup) == ["more does not belong to the backup", f"{lost.relative_to(backup)} is missing"]


def test_a_manifest_that_says_more_than_is_known_here_is_refused(backup: Path) -> None:
    facts = json.loads((backup / manifests.MANIFEST).read_bytes()) | {"archive": "7.0", "moon": "full"}
    content = json.dumps(facts).encode()
    (backup / manifests.MANIFEST).write_bytes(content)
    (backup / manifests.SEAL).write_text(f"{hashlib.sha256(content).hexdigest()}  {manifests.MANIFEST}\n")

    with pytest.raises(BackupError, match=r"another version of the archive: 7\.0"):
        manifests.read(backup)


def test_each_run_makes_a_folder_and_the_newest_is_meant(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = backup.rename(backup.parent / "2020-01-01T000000Z")

    newer = made(backup.parent)

    assert backups.chosen(backup.parent) == newer
    assert backups.chosen(older) == older


def test_a_folder_with_something_else_in_it_is_refused(db: None, data_folder: Path) -> None:
    home = data_folder / "home"
    home.mkdir()
    (home / "letters.txt").write_text("mine")

    with pytest.raises(BackupError, match=r"letters\.txt in it"):
        made(home)

    assert [path.name for path in home.iterdir()] == ["letters.txt"]


def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no backup"):
        call_command("backup_verify", str(tmp_path))
    (tmp_path / backups.DRAFT).mkdir()
    with pytest.raises(CommandError, match="has none"):
        call_command("restore", str(tmp_path))


def test_a_backup_that_fails_leaves_none_and_the_next_one_clears_up(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError("no space left")

    home = backup.parent
    shutil.rmtree(backup)
    with monkeypatch.context() as patch, pytest.raises(CommandError, match="No backup was made: no space left"):
        patch.setattr(manifests, "write", failing)
        call_command("backup", str(home))

    assert [path.name for path in home.iterdir()] == [backups.DRAFT]
    assert wrong(made(home)) == []
    assert not (home / backups.DRAFT).exists()
