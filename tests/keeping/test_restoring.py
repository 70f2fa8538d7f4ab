"""Whole archives put away and brought back by commands; what is half done is as if it had not begun."""

import hashlib
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from articles.keeping import backups, manifests, originals
from articles.keeping.manifests import BackupError
from tests.running import environment

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a whole archive of its own is made of SQLite; see test_postgresql"
)


@pytest.fixture
def archive(opened: tuple[Path, str], tmp_path: Path) -> Path:
    """A whole archive in a folder, with one original."""
    folder = tmp_path / "archive"
    shutil.copytree(opened[0], folder)
    return folder


def manage(folder: Path, *words: str, harm: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command on the archive in a folder, after something has been made to fail in its process."""
    code = f"import os, signal, sys\n{harm}\nfrom django.core.management import execute_from_command_line\n"
    code += "execute_from_command_line(['manage.py', *sys.argv[1:]])"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=environment(folder) | {"DJANGO_SETTINGS_MODULE": "archive.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def articles(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "archive.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM articles_article WHERE status = 'published'").fetchone()[0])


def withdraw_all(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.sqlite3")) as database:
        database.execute("UPDATE articles_article SET status = 'draft'")
        database.commit()


def test_what_was_put_away_is_brought_back_and_what_it_replaces_is_kept(archive: Path, tmp_path: Path) -> None:
    before = articles(archive)
    assert manage(archive, "backup", str(tmp_path / "backups")).returncode == 0
    withdraw_all(archive)

    restored = manage(archive, "restore", str(tmp_path / "backups"))

    assert restored.returncode == 0, restored.stderr
    assert articles(archive) == before > 0
    replaced = next(archive.glob("archive.sqlite3.replaced-*"))
    assert str(replaced) in restored.stdout
    replaced.rename(archive / "archive.sqlite3")
    assert articles(archive) == 0
    assert not list(archive.glob("*.restoring*"))


def test_an_archive_that_was_lost_whole_is_brought_back_with_its_index(archive: Path, tmp_path: Path) -> None:
    manage(archive, "backup", str(tmp_path / "backups"))

    fresh = tmp_path / "fresh"
    assert manage(fresh, "restore", str(tmp_path / "backups")).returncode == 0

    verified = manage(fresh, "index", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")


def test_nobody_else_may_read_what_is_being_brought_back(archive: Path, tmp_path: Path) -> None:
    manage(archive, "backup", str(tmp_path / "backups"))
    told = "import shutil\ncopy = shutil.copyfile\ndef copyfile(source, target):\n    copy(source, target)\n"
    told += "    print('readable as', oct(os.stat(target).st_mode & 0o777))\nshutil.copyfile = copyfile"

    restored = manage(archive, "restore", str(tmp_path / "backups"), harm=told)

    assert "readable as 0o600" in restored.stdout, restored.stderr


def test_a_backup_that_cannot_be_trusted_changes_nothing(archive: Path, tmp_path: Path) -> None:
    manage(archive, "backup", str(tmp_path / "backups"))
    backup = backups.chosen(tmp_path / "backups")
    sound, before = manifests.read(backup), sorted(path.name for path in archive.iterdir())
    withdraw_all(archive)
    newer = sound.migrations | {"articles": [*sound.migrations["articles"], "9999_of_the_future"]}

    for manifest, message in (
        (replace(sound, migrations=newer), "of a newer archive"),
        (replace(sound, migrations=sound.migrations | {"oracles": ["0001_initial"]}), "with oracles.0001_initial"),
        (replace(sound, archive="99.0"), "of a newer archive (99.0)"),
        (replace(sound, engine="postgresql"), "a backup of postgresql"),
        (replace(sound, files={**sound.files, "more": (1, "0" * 64)}), "more is missing"),
    ):
        manifests.write(backup, manifest)
        refused = manage(archive, "restore", str(backup))
        assert refused.returncode == 1
        assert "Nothing was restored" in refused.stderr and message in refused.stderr

    assert articles(archive) == 0
    assert sorted(path.name for path in archive.iterdir()) == before


@pytest.fixture
def named(archive: Path) -> tuple[str, str]:
    """Two originals of a whole archive that versions of its articles name."""
    kept = []
    for number, content in enumerate((b"as it came", b"another"), 1):
        digest = hashlib.sha256(content).hexdigest()
        path = originals.path_of(digest, archive / originals.FOLDER)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        with closing(sqlite3.connect(archive / "archive.sqlite3")) as database:
            nth = "SELECT id FROM articles_articleversion ORDER BY id LIMIT 1 OFFSET ?"
            database.execute(f"UPDATE articles_articleversion SET original = ? WHERE id = ({nth})", (digest, number))
            database.commit()
        kept.append(digest)
    return kept[0], kept[1]


def test_what_is_sound_is_put_away_and_brought_back_and_what_is_lost_is_said(
    archive: Path, named: tuple[str, str], tmp_path: Path
) -> None:
    damaged, missing = named
    before = articles(archive)
    originals.path_of(damaged, archive / originals.FOLDER).write_bytes(b"as it cane")
    originals.path_of(missing, archive / originals.FOLDER).unlink()
    home, fresh = tmp_path / "backups", tmp_path / "fresh"
    lost = [f"damaged: original {damaged}", f"missing: original {missing}"]

    made, verified = manage(archive, "backup", str(home)), manage(archive, "backup_verify", str(home))
    restored = manage(fresh, "restore", str(home))

    assert (made.returncode, verified.returncode, restored.returncode) == (1, 1, 0), restored.stderr
    assert manifests.read(backups.chosen(home)).lost == {damaged: "damaged", missing: "missing"}
    for said in (made.stderr, verified.stdout, restored.stderr):
        assert sorted(line for line in said.splitlines() if ": original " in line) == lost
    for said in (made.stderr, verified.stderr, restored.stderr):
        assert "Copy each into its place below originals/" in said
    assert "restorable, but originals that it is without: 2" in verified.stderr
    assert articles(fresh) == before > 0


@pytest.mark.parametrize("is_page", [True, False])
def test_a_database_that_could_never_be_brought_back_is_no_backup(archive: Path, tmp_path: Path, is_page: bool) -> None:
    database = archive / "archive.sqlite3"
    if is_page:
        content = bytearray(database.read_bytes())
        half = len(content) // 8192 * 4096
        content[half : half + 60] = bytes(60)
        database.write_bytes(content)
    else:
        with closing(sqlite3.connect(database)) as opened:  # as any program: without foreign keys
            opened.execute(
                "DELETE FROM articles_article WHERE id = (SELECT min(article_id) FROM articles_articleversion)"
            )
            opened.commit()

    refused = manage(archive, "backup", str(tmp_path / "backups"))

    assert refused.returncode == 2
    assert "No backup was made: The database itself is damaged" in refused.stderr
    assert not list((tmp_path / "backups").glob(backups.NAME))


def test_an_original_that_an_older_backup_is_without_is_named(
    archive: Path, named: tuple[str, str], tmp_path: Path
) -> None:
    """One that was made before manifests told of it: its database does."""
    manage(archive, "backup", str(tmp_path / "backups"))
    backup = backups.chosen(tmp_path / "backups")
    manifest, name = manifests.read(backup), f"originals/{named[0][:2]}/{named[0][2:]}"
    (backup / name).unlink()
    manifests.write(backup, replace(manifest, files={k: v for k, v in manifest.files.items() if k != name}))

    assert [str(each) for each in backups.lacking(backup, manifests.read(backup))] == [f"missing: original {named[0]}"]
    assert manage(archive, "restore", str(backup)).returncode == 0


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
def test_an_original_that_is_changed_in_a_backup_has_it_refused(
    archive: Path, named: tuple[str, str], tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    assert manage(archive, "backup", str(tmp_path / "backups")).returncode == 0
    path = originals.path_of(named[0], backups.chosen(tmp_path / "backups") / originals.FOLDER)
    path.chmod(0o600)
    harm(path)
    withdraw_all(archive)

    refused = manage(archive, "restore", str(tmp_path / "backups"))

    assert (refused.returncode, articles(archive)) == (1, 0)
    assert "Nothing was restored" in refused.stderr


def test_an_archive_whose_index_cannot_be_made_is_restored_all_the_same(archive: Path, tmp_path: Path) -> None:
    before = articles(archive)
    manage(archive, "backup", str(tmp_path / "backups"))
    withdraw_all(archive)
    shutil.rmtree(archive / "index")
    (archive / "index").write_text("a file")

    restored = manage(archive, "restore", str(tmp_path / "backups"))

    assert (restored.returncode, articles(archive)) == (0, before)
    assert "restored, but its index could not be made" in restored.stderr and "Traceback" not in restored.stderr
    (archive / "index").unlink()
    assert manage(archive, "index", "drain").returncode == 0  # the outbox has asked for it
    assert manage(archive, "index", "verify").returncode == 0


DIE = "os.kill(os.getpid(), signal.SIGKILL)"


@pytest.mark.parametrize(
    ("place", "is_restored"),
    [
        ("articles.keeping.restoring._prepare", False),
        ("articles.keeping.sqlite.bring_back", False),
        ("articles.search.lifecycle.withdraw", True),
    ],
)
def test_a_killed_restore_is_done_or_not_begun(archive: Path, tmp_path: Path, place: str, is_restored: bool) -> None:
    before = articles(archive)
    manage(archive, "backup", str(tmp_path / "backups"))
    withdraw_all(archive)
    module, _, name = place.rpartition(".")
    harm = f"import django; django.setup(); import {module} as m; m.{name} = lambda *_, **__: {DIE}"

    killed = manage(archive, "restore", str(tmp_path / "backups"), harm=harm)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert articles(archive) == (before if is_restored else 0)
    if is_restored:  # the next drain makes the index anew, since the outbox asks for it
        assert manage(archive, "index", "drain").returncode == 0
        assert manage(archive, "index", "verify").returncode == 0


@pytest.mark.parametrize("place", ["sqlite.put_away", "manifests.write"])
def test_a_killed_backup_is_none(archive: Path, tmp_path: Path, place: str) -> None:
    harm = "import django; django.setup(); from articles.keeping import manifests, originals, sqlite\n"
    harm += f"{place} = lambda *_, **__: {DIE}"
    home = tmp_path / "backups"

    killed = manage(archive, "backup", str(home), harm=harm)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with pytest.raises(BackupError, match="has none"):
        backups.chosen(home)
    assert manage(archive, "backup", str(home)).returncode == 0
    assert list(home.iterdir()) == [backups.chosen(home)]
