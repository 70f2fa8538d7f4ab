"""What is gone from the archive changes no answer, as long as the index has not forgotten it either."""

from dataclasses import replace

import pytest

from articles.models import Article
from articles.search import Query, lifecycle
from articles.search.engines import whoosh
from articles.search.engines.whoosh import engine
from articles.search.evaluate import MAX_EXPANSIONS
from articles.search.results import Results
from tests import factories

pytestmark = pytest.mark.django_db
QUESTIONS = ("trade", "trade talks", "seafood OR trade", '"trade talks"', "zoo*", "harbuor", "harbour~", "trade zooab")


def answers() -> list[Results]:
    return [replace(whoosh.answer(Query(text=text)), took_ms=0.0) for text in QUESTIONS]


@pytest.fixture
def gone() -> Article:
    """A long story, with more words that begin alike than a question may stand for, among thirty short ones."""
    for number in range(30):
        factories.article(
            f"Trade {number}", f"Trade talks on seafood, zooab and harbours {number}. " + "More. " * number
        )
    words = " ".join(f"zoo{number:04}" for number in range(MAX_EXPANSIONS + 50))
    return factories.article("Harbour", f"Harbour harbour. {words}. " + "Trade talks. " * 400, slug="gone")


def test_answers_are_those_of_an_index_that_never_had_it(gone: Article) -> None:
    lifecycle.rebuild()
    before = answers()
    gone.status = "withdrawn"
    gone.save()
    lifecycle.drain()
    (leaf,) = engine.current().leaves
    assert leaf.documents_deleted == 1

    after = answers()
    lifecycle.rebuild()

    assert after == answers()
    assert after != before
