"""A database without tables is most often another than was meant: no command takes it for an archive that is empty."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words",
    ["check_archive", "fixity", "backup {folder}", "export_articles --format=wire --all", "undo_import k3m8w2xz"],
)
def test_a_command_that_finds_no_tables_ends_with_2_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    folder = tmp_path / "backups"

    with pytest.raises(CommandError, match=r"has no tables yet\. Run: manage\.py migrate") as given_up:
        call_command(*words.format(folder=folder).split(), stdout=StringIO(), stderr=StringIO())

    assert given_up.value.returncode == 2
    assert not folder.exists()
