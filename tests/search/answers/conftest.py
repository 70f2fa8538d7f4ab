"""Both engines, for what holds in every engine: each test here runs over the Whoosh index and over the database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from articles.search import lifecycle
from articles.search.engines import database, whoosh
from articles.search.query import Query
from articles.search.results import Results

Ask = Callable[..., Results]


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
