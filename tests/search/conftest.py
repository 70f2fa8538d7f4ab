"""An index of its own for each test that wants one, and both engines for those that hold for every engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from articles.search import engines, lifecycle
from articles.search.engines import database, whoosh
from articles.search.engines.whoosh.snapshot import snapshots
from articles.search.query import Query
from articles.search.results import Results

Ask = Callable[..., Results]


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


@pytest.fixture(params=["whoosh", "database"])
def ask(request: pytest.FixtureRequest, index_folder: Path) -> Ask:
    """Puts a question, as parameters of an address, to an engine that knows what the database holds now."""

    def asking(text: str = "", **parameters: str | list[str]) -> Results:
        named = {name.replace("__", "."): value for name, value in parameters.items()}
        lists = {name: value if isinstance(value, list) else [value] for name, value in named.items()}
        query = Query.from_parameters({"q": [text], **{name.rstrip("_"): value for name, value in lists.items()}})
        if request.param == "database":
            return database.answer(query)
        lifecycle.rebuild()
        return whoosh.answer(query)

    return asking


def slugs(results: Results) -> list[str]:
    """The public names of the hits, in order."""
    return [hit.slug for hit in results.hits]
