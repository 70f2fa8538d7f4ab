"""Where answers come from. An engine has one function, `answer(query) -> Results`."""

from articles.search.engines import database
from articles.search.query import Query
from articles.search.results import Results


def search(query: Query) -> Results:
    """The answer to a question."""
    return database.answer(query)
