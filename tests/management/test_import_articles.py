"""`manage.py import_articles` and `undo_import`: what they print, write and end with."""

import gzip
import io
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.imports import running
from articles.imports.locking import importing
from articles.imports.steps import FilePlan
from articles.keeping import originals
from articles.models import Article, ImportBatch
from tests import factories as make
from tests.imports.taking import FIRST, SECOND
from tests.management.piped import Closed

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "inner").mkdir(parents=True)
    (folder / "b.txt").write_text(FIRST)
    (folder / "inner" / "a.txt").write_text(SECOND)
    (folder / ".hidden.txt").write_text("Not news.")
    return folder


def test_a_folder_comes_in_with_a_preview_and_a_way_back(news: Path) -> None:
    status, said, _ = run("import_articles", str(news))

    batch = ImportBatch.objects.get()
    assert status == 0
    assert "created  sofia-2025-10-23: 2025-10-23 (stated in the source)" in said
    assert f"manage.py undo_import {batch.key}" in said
    assert Article.objects.count() == 2

    assert run("undo_import", batch.key)[0] == 0
    assert not Article.objects.exists()
    assert "nothing was done" in run("undo_import", batch.key)[1]


def test_what_a_run_left_that_was_killed_is_gone_after_the_next(news: Path) -> None:
    run("import_articles", str(news / "b.txt"))
    left = next(path for path, digest in originals.files() if digest).with_name("draft-left")
    left.write_bytes(b"ha")
    os.utime(left, (0, 0))

    assert run("import_articles", "--dry-run", str(news))[0] == 0
    assert left.exists()
    assert run("import_articles", str(news))[0] == 0
    assert not left.exists()


def test_names_that_no_disk_or_script_can_take_are_refused_and_the_rest_comes_in(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xff.txt")).write_text(FIRST)
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr(f"{'新' * 85}.xml", "<nitf><body>")
        archive.writestr("d.txt", SECOND)

    status, said, _ = run("import_articles", "n" * 300, str(tmp_path))

    assert status == 1
    assert "File name too long" in said
    assert "b�.txt" in said
    assert Article.objects.count() == 2


def test_the_report_may_lie_in_the_folder_that_is_imported(news: Path) -> None:
    status, _, _ = run("import_articles", str(news), "--report", str(news / "report.json"))

    assert status == 0
    assert json.loads((news / "report.json").read_text())["files"]


def test_the_report_has_the_promised_keys(news: Path, tmp_path: Path) -> None:
    make.name(make.person("Rumen Radev"), "Rumen Radev")
    (news / "c.jsonl").write_text('{"articleBody": ""}\n')
    report = tmp_path / "report.json"

    run("import_articles", str(news), "--report", str(report))

    told = json.loads(report.read_text())
    assert told["batch"] == ImportBatch.objects.get().key
    assert [Path(file["path"]).name for file in told["files"]] == ["b.txt", "c.jsonl", "a.txt"]
    assert [file["status"] for file in told["files"]] == ["created", "refused", "created"]
    assert told["files"][1]["errors"][0].keys() == {"line", "found", "expected"}
    article = told["files"][0]["articles"][0]
    assert article.keys() >= {
        *("slug", "headline", "published", "precision", "basis", "dateline", "place", "agencies"),
        *("paragraphs", "suggestions", "warnings"),
    }
    assert (article["published"], article["precision"], article["basis"]) == ("2025-10-23", "day", "stated")
    assert (article["headline"], article["dateline"], article["agencies"]) == (None, "SOFIA", ["VNS"])
    for found in article["suggestions"]:
        assert found.keys() >= {
            *("type", "label", "modality", "from", "to", "through", "paragraph", "quote", "rule"),
        }


def test_a_dry_run_has_no_batch(news: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"

    status, said, _ = run("import_articles", str(news), "--dry-run", "--report", str(report))

    assert status == 0
    assert "nothing was written" in said
    assert json.loads(report.read_text())["batch"] is None
    assert not ImportBatch.objects.exists()


def test_archives_are_opened_and_bad_ones_refused_whole(tmp_path: Path) -> None:
    good, bad, packed = tmp_path / "good.zip", tmp_path / "bad.zip", tmp_path / "one.txt.gz"
    with zipfile.ZipFile(good, "w") as archive:
        archive.writestr("a/b.txt", FIRST)
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("fine.txt", SECOND)
        archive.writestr("../x.txt", SECOND)
    packed.write_bytes(gzip.compress(SECOND.encode()))

    status, said, _ = run("import_articles", str(good), str(bad), str(packed))

    assert status == 1
    assert "outside the archive" in said
    assert f"{good}/a/b.txt" in said
    assert Article.objects.count() == 2


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIRST.encode())))

    assert run("import_articles", "-")[0] == 0
    assert Article.objects.count() == 1


def test_what_was_refused_lies_in_quarantine_with_its_reason(news: Path) -> None:
    (news / "bad.jsonl").write_text("{broken")

    status, _, _ = run("import_articles", str(news))

    folder = settings.DATA_DIR / "quarantine" / ImportBatch.objects.get().key
    kept = next(folder.glob("*-bad.jsonl"))
    reason = json.loads(kept.with_name(f"{kept.name}.reason.json").read_text())
    assert status == 1
    assert kept.read_text() == "{broken"
    assert reason["errors"][0]["line"] == 1
    assert kept.stat().st_mode & 0o077 == 0


def test_of_an_archive_with_refused_files_quarantine_keeps_the_archive_once(tmp_path: Path) -> None:
    packed = tmp_path / "day.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", b"\0" * 10_000 if number else FIRST)
        archive.writestr("more.txt", os.urandom(20_000).hex())

    assert run("import_articles", str(packed))[0] == 1

    folder = settings.DATA_DIR / "quarantine" / ImportBatch.objects.get().key
    kept, reasons = sorted(folder.iterdir())
    told = [json.loads(line) for line in reasons.read_text().splitlines()]
    assert kept.read_bytes() == packed.read_bytes()
    assert [each["path"] for each in told] == [f"{packed}/{number}.txt" for number in range(1, 30)] + [
        f"{packed}/more.txt"
    ]
    assert {each["kept_in"] for each in told} == {kept.name}
    assert kept.stat().st_mode & 0o077 == reasons.stat().st_mode & 0o077 == 0


@pytest.fixture
def spoilt() -> Iterator[Callable[[str], None]]:
    """Puts a file where a folder of the archive's would be: nothing can be written there."""
    made: list[Path] = []

    def spoil(name: str) -> None:
        path = settings.DATA_DIR / name
        shutil.rmtree(path, ignore_errors=True)
        path.write_text("")
        made.append(path)

    yield spoil
    for path in made:
        path.unlink()


def test_a_quarantine_that_cannot_be_written_does_not_stop_the_other_files(
    news: Path, spoilt: Callable[[str], None]
) -> None:
    (news / "a.jsonl").write_text("{broken")
    spoilt("quarantine")

    status, said, errors = run("import_articles", str(news))

    assert status == 1
    assert Article.objects.count() == 2
    assert "Refused files that quarantine could not take: 1 (" in errors
    assert "lies in" not in said


def test_originals_that_cannot_be_written_end_the_import_with_a_line(
    news: Path, tmp_path: Path, spoilt: Callable[[str], None]
) -> None:
    spoilt("originals")

    status, said, errors = run("import_articles", str(news), "--report", str(tmp_path / "report.json"))

    assert status == 2
    assert "The import has stopped: " in errors
    assert "originals" in errors
    assert "files: 0, refused: 0" in said
    assert json.loads((tmp_path / "report.json").read_text())["files"] == []


def test_a_full_disk_ends_the_import_and_what_is_in_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.jsonl").write_text('{"articleBody": "One.", "datePublished": "2025-10-23"}')
    plain = running.apply

    def full(plan: FilePlan, *more: Any) -> None:
        if plan.path.endswith("b.jsonl"):
            raise OperationalError("database or disk is full")
        plain(plan, *more)

    monkeypatch.setattr(running, "apply", full)

    status, said, errors = run("import_articles", str(tmp_path), "--report", str(tmp_path / "report.json"))

    assert status == 2
    assert "The import has stopped: database or disk is full." in errors
    assert "articles: 1 created" in said
    assert [each["status"] for each in json.loads((tmp_path / "report.json").read_text())["files"]] == ["created"]
    assert ImportBatch.objects.get().report["records"] == {"created": 1}


def test_a_report_that_cannot_be_written_is_said_when_the_import_is_done(news: Path) -> None:
    status, said, errors = run("import_articles", str(news), "--report", "/dev/full")

    assert status == 2
    assert "The report could not be written to /dev/full: no space left on device" in errors
    assert "articles: 2 created" in said


def test_a_dry_run_leaves_no_file_behind(news: Path) -> None:
    (settings.DATA_DIR / "import.lock").unlink(missing_ok=True)

    assert run("import_articles", str(news), "--dry-run")[0] == 0
    assert not (settings.DATA_DIR / "import.lock").exists()


def test_a_terminal_without_our_letters_gets_them_described(news: Path) -> None:
    said = io.BytesIO()
    out = io.TextIOWrapper(said, encoding="ascii", write_through=True)

    call_command("import_articles", str(news), "--dry-run", stdout=out)

    assert rb"SOFIA \u2192 no place" in said.getvalue()


def test_where_nothing_can_be_read_the_status_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert run("import_articles", str(tmp_path / "missing"))[0] == 2
    assert run("import_articles", str(tmp_path / "empty"))[0] == 2


def test_misuse_is_told_from_refusals(news: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--format"):
        call_command("import_articles", str(news), "--format", "telex")

    assert run("import_articles", str(news), "--report", str(tmp_path / "no" / "report.json"))[0] == 64
    assert not ImportBatch.objects.exists()


def test_one_import_at_a_time(news: Path) -> None:
    with importing(wait=False):
        status, _, said = run("import_articles", str(news))

    assert status == 2
    assert "Another import runs" in said


def test_an_import_that_cannot_be_taken_back_says_what_is_in_the_way(news: Path) -> None:
    run("import_articles", str(news))
    make.passage(Article.objects.get(slug="sofia-2025-10-23"))

    status, _, said = run("undo_import", ImportBatch.objects.get().key)

    assert status == 1
    assert "sofia-2025-10-23: a passage of paragraph 1 is quoted" in said
    assert run("undo_import", "unknown")[0] == 2


def test_a_thousand_records_are_not_all_printed(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("".join(f'{{"headline": "H{n}", "articleBody": "Text {n}."}}\n' for n in range(300)))

    _, said, _ = run("import_articles", str(file), "--dry-run")

    assert "and so on" in said
    assert len(said.splitlines()) < 250


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"\xff\xfe", b"[" * 5000, b"PK\x03\x04broken", b"\x1f\x8b"])
def test_odd_bytes_are_refused_and_nothing_more(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "odd"
    file.write_bytes(content)

    status, _, _ = run("import_articles", str(file))

    assert status == 2
    assert not Article.objects.exists()


def test_a_licence_beside_the_news_is_refused_with_a_reason_unless_it_is_named(news: Path) -> None:
    (news / "LICENSE").write_text("Anybody may do with this what they like.\n\nNobody vouches for it.\n")

    status, said, _ = run("import_articles", str(news))

    assert status == 1
    assert "a text that nothing marks as news" in said
    assert Article.objects.count() == 2
    assert run("import_articles", str(news / "LICENSE"))[0] == 0
    assert Article.objects.count() == 3


def test_a_pipe_that_is_closed_early_does_not_end_an_import(news: Path, tmp_path: Path) -> None:
    out = Closed(tmp_path / "behind")

    call_command("import_articles", str(news), "--report", str(tmp_path / "report.json"), stdout=out)

    assert out.getvalue().count("\n") == 1
    assert Article.objects.count() == 2
    assert len(json.loads((tmp_path / "report.json").read_text())["files"]) == 2
