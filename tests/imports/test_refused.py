"""What is told of a file that is refused: as what it was read, and all that is wrong with it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import ImportBatch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"colour": 1}\n{"headline": "T"}\n{"kind": "new", "articleBody": "One."}\n'),
        ("a.csv", "headline,kind,articleBody\nT,new,One.\nT,,\nT,old,One.\n"),
    ],
)
def test_of_a_file_in_which_nothing_is_right_the_format_and_every_row_are_told(
    tmp_path: Path, name: str, text: str
) -> None:
    path, report = tmp_path / name, tmp_path / "report.json"
    path.write_text(text)

    with pytest.raises((CommandError, SystemExit)):
        call_command("import_articles", str(path), report=report, verbosity=0)

    (told,) = json.loads(report.read_text())["files"]
    format = path.suffix.removeprefix(".")
    assert (told["status"], told["format"], told["articles"]) == ("refused", format, [])
    assert len(told["errors"]) == 3
    batch = ImportBatch.objects.get()
    assert batch.format == format
    assert list(batch.rows.order_by("pk").values_list("line", flat=True)) == [each["line"] for each in told["errors"]]
