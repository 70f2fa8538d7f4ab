"""An index of its own for each test that wants one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from articles.search import engines
from articles.search.engines.whoosh.snapshot import snapshots


@pytest.fixture
def index_folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder without an index yet, which search and Haystack both look into."""
    folder = tmp_path / "index"
    settings.INDEX_DIR = folder
    connection = settings.HAYSTACK_CONNECTIONS["default"]
    before, connection["PATH"] = connection["PATH"], str(folder)
    snapshots.forget()
    engines._last_complaint = float("-inf")
    yield folder
    connection["PATH"] = before
    snapshots.forget()
