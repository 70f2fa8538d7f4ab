"""An index of its own for each test that wants one: empty, or of a few articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from articles.search import engines, lifecycle
from articles.search.engines.whoosh.snapshot import snapshots
from tests import factories


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


@pytest.fixture
def archive(index_folder: Path) -> Path:
    """Three articles and a person, indexed."""
    radev = factories.person("Rumen Radev", slug="rumen-radev", country=factories.country("bg"))
    factories.article("Trade, and trading", "Trade of Bulgaria.", "2025-10-23", slug="one", countries=["bg"])
    factories.article(
        "Aid", "Aid <img src=x onerror=alert(1)> for US.", "2025-10-24", slug="two", countries=["us", "bg"]
    )
    factories.article("Radev", "To Sofia, government.", "2024", slug="three", people=[radev], agencies=["vns"])
    lifecycle.rebuild()
    return index_folder
