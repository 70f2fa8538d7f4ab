"""Where answers come from. An engine is a module with one function, `answer(query) -> Results`."""

import logging
import time

from articles.search.engines import database, whoosh
from articles.search.query import Query
from articles.search.results import Results

logger = logging.getLogger(__name__)
LOG_EVERY = 60.0
"""Seconds between two complaints about an index that cannot be read."""
_last_complaint = float("-inf")


def search(query: Query) -> Results:
    """The answer to a question: from the index, or where it cannot be read from the database, in `reduced` mode."""
    try:
        return whoosh.answer(query)
    except whoosh.IndexUnavailable as error:
        _complain(error)
        return database.answer(query)


def _complain(error: Exception) -> None:
    global _last_complaint
    now = time.monotonic()
    if now - _last_complaint >= LOG_EVERY:
        _last_complaint = now
        logger.error("%s Searches answer from the database until `manage.py index rebuild` has run.", error)
