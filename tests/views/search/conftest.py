"""The database answers, so that no test of a page waits for an index."""

import pytest

from articles.search import budget, proposing
from tests import factories
from tests.views.search.asking import answering


@pytest.fixture(autouse=True)
def _database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "BUDGET", float("inf"))  # nor is a busy machine any matter
    monkeypatch.setattr(proposing, "SECONDS", float("inf"))
    answering(monkeypatch)


@pytest.fixture
def reports() -> None:
    """Two reports, of Bulgaria and of Finland; the first is evidence for a level change and a commitment."""
    first = factories.article(
        "Talks in Sofia",
        "They met in Sofia.\n\nBoth want trade to double.",
        published="2025-10-23",
        agencies=["vns"],
        countries=["bg", "vn"],
        place=factories.place("Sofia"),
    )
    passage = factories.passage(first, "Both want trade to double.")
    factories.level_change(passages=[passage])
    factories.telling(factories.commitment("Double two-way trade"), passage)
    factories.article("Talks in Helsinki", "They spoke of trade.", published="2024-03-05", countries=["fi", "vn"])
