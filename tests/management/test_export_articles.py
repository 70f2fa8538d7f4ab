"""`manage.py export_articles`: what everybody may read, and what it ends with."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article
from tests import factories as make
from tests.management.piped import Closed
from tests.management.test_import_articles import run

pytestmark = pytest.mark.django_db


def test_all_that_everybody_may_read_is_written_and_nothing_else(tmp_path: Path) -> None:
    make.article("Seen", agencies=["vns"])
    make.article("Draft", status="draft")
    out = tmp_path / "out.jsonl"

    status, _, _ = run("export_articles", "--all", "--format", "jsonl", "--output", str(out))

    assert status == 0
    assert [json.loads(line)["headline"] for line in out.read_text().splitlines()] == ["Seen"]


def test_what_a_query_finds_is_written_to_standard_output() -> None:
    make.article("Ports", "Ports were opened.")
    make.article("Schools", "Schools were opened.")

    status, said, _ = run("export_articles", "ports", "--format", "csv")

    assert status == 0
    assert "Ports were opened." in said
    assert "Schools" not in said


def test_what_comes_back_is_unchanged(tmp_path: Path) -> None:
    make.article("Ports", "Ports were opened.", source_url="https://news.example/1", source_id="x")
    make.article("Printed", "Schools were opened.", text_basis="printed", agencies=["vns"], published="2025-10")

    for code in ("ninjs", "jsonl", "csv"):
        out = tmp_path / f"out.{code}"
        run("export_articles", "--all", "--format", code, "--output", str(out))
        status, said, _ = run("import_articles", str(out), "--dry-run")
        assert (status, "2 unchanged" in said) == (0, True), said

    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--format", "csv"], 64),
        (["x", "--all", "--format", "csv"], 64),
        (["(trade", "--format", "csv"], 64),
        (["--all", "--format", "csv"], 1),
        (["trade", "--format", "csv"], 1),
    ],
)
def test_misuse_and_emptiness_have_statuses_of_their_own(arguments: list[str], expected: int) -> None:
    assert run("export_articles", *arguments)[0] == expected


def test_a_file_that_cannot_be_written_is_misuse(tmp_path: Path) -> None:
    make.article("Seen")

    assert run("export_articles", "--all", "--format", "csv", "--output", str(tmp_path / "no" / "x.csv"))[0] == 64


def test_a_pipe_that_is_closed_early_ends_an_export_without_an_error(tmp_path: Path) -> None:
    for number in range(3):
        make.article(f"Seen {number}")
    out = Closed(tmp_path / "behind")

    call_command("export_articles", "--all", "--format", "jsonl", stdout=out)

    assert out.getvalue().count("\n") == 1
