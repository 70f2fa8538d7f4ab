"""What the documentation says of search is so."""

from pathlib import Path

from django.conf import settings

from articles.search.language.operators import markdown


def test_the_table_of_the_language_stands_in_the_documentation() -> None:
    assert markdown() in (Path(settings.BASE_DIR) / "docs" / "search.md").read_text()
