"""`manage.py quickstart`, run as a newcomer runs it: in a process of its own, on an empty folder."""

import json
import os
import re
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles.management import first_run
from articles.models import Article, Country
from tests import factories as make
from tests.running import COMMAND, environment, quickstart, served


def cpu_seconds(process: subprocess.Popen[str]) -> float:
    """What a process has used so far, which other work on the machine does not change."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_the_first_run_loads_the_demonstration_and_tells_an_account(opened: tuple[Path, str]) -> None:
    _, said = opened

    assert said.startswith("Preparing a new archive")
    assert re.search(r"Loaded the demonstration archive: \d\d+ articles\.", said)
    assert re.search(r"An editor's account was made: admin, password \S{12,} \(shown this once\)\.", said)


def test_another_run_changes_nothing_and_serves_within_five_seconds(opened: tuple[Path, str]) -> None:
    folder, _ = opened

    with served(folder, "127.0.0.1:8431") as (process, base):
        with urllib.request.urlopen(f"{base}/") as page:
            assert page.status == 200
        used = cpu_seconds(process)
        with urllib.request.urlopen(f"{base}/search.json?q=joint+statement") as answer:
            assert json.load(answer)["mode"] == "index"

    assert used < 5


def test_a_port_that_is_taken_means_the_next_one(opened: tuple[Path, str]) -> None:
    folder, _ = opened

    with served(folder, "127.0.0.1:8451") as (_, first), served(folder, "127.0.0.1:8451") as (_, other):
        assert first != other
        with urllib.request.urlopen(f"{other}/") as page:
            assert page.status == 200


def test_the_first_run_tells_of_no_error_however_long_the_index_takes(tmp_path: Path) -> None:
    slowly = (
        "import sys, time; from django import setup; setup(); from articles.management.commands import quickstart; "
        "make = quickstart.bring_up_to_date; quickstart.bring_up_to_date = lambda: (time.sleep(2), make()); "
        "from django.core.management import call_command; call_command('quickstart', '--no-serve')"
    )
    given = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "archive.settings"}

    answer = subprocess.run([*COMMAND[:1], "-c", slowly], env=given, capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_run_that_was_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    process = subprocess.Popen([*COMMAND, "--no-serve"], env=environment(tmp_path))
    deadline = time.monotonic() + 60
    while not (tmp_path / "archive.sqlite3-wal").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)
    process.kill()
    process.wait()

    said = quickstart(tmp_path)

    assert "The archive is ready" in said
    assert "password" in said
    assert "is ready" in quickstart(tmp_path)


@pytest.mark.django_db
def test_an_archive_with_rows_is_left_as_it_is() -> None:
    make.country("vn")

    assert first_run.load_demonstration() == 0
    assert Country.objects.count() == 1


@pytest.mark.django_db
def test_a_load_that_fails_leaves_the_archive_empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "90_broken.json").write_text('[{"model": "articles.article", "fields": {"slug": null}}]')
    files = [*first_run.demonstration()[:1], tmp_path / "90_broken.json"]
    monkeypatch.setattr(first_run, "demonstration", lambda: files)

    with pytest.raises(IntegrityError, match="90_broken"):
        first_run.load_demonstration()

    assert not Country.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_account_is_made_only_where_nobody_can_enter(admin_user: object) -> None:
    told: list[str] = []

    first_run.ensure_editor(lambda name, password: told.append(name))

    assert told == []


@pytest.mark.parametrize("text", ["8000", "localhost", "127.0.0.1:0", "127.0.0.1:99999", "::1:8000", "[::1]"])
def test_an_address_that_cannot_be_read_is_an_error_that_says_what_works(text: str) -> None:
    with pytest.raises(CommandError, match=r"write HOST:PORT, such as 127\.0\.0\.1:8000"):
        call_command("quickstart", "--addr", text)
