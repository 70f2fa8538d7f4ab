"""What the documentation says of search is so."""

from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

from articles.search.language.operators import markdown


def test_the_table_of_the_language_stands_in_the_documentation() -> None:
    assert markdown() in (Path(settings.BASE_DIR) / "docs" / "search.md").read_text()


def test_every_command_of_the_documentation_exists_and_is_ours() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "search.md").read_text()
    named = {
        line.split("`manage.py ")[1].split("`")[0].split()[0] for line in text.splitlines() if "`manage.py " in line
    }

    assert named == {"index", "update_index", "rebuild_index", "clear_index"}
    assert {get_commands()[name] for name in named} == {"articles"}
