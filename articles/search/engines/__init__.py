"""Where answers come from. An engine is a module with one function, `answer(query) -> Results`."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from articles.search import language
from articles.search.engines import database, shelf, whoosh
from articles.search.language.tree import All, Any
from articles.search.query import Query, QueryError
from articles.search.results import Matching, Outline, Problem, Results, TooMuchWork

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)
LOG_EVERY = 60.0
"""Seconds between two complaints about an index that cannot be read."""
_last_complaint = float("-inf")


def search(query: Query, *, counted: bool = True) -> Results:
    """The answer to a question: from the index, or where it cannot be read from the database, in `reduced` mode."""
    return _asked(query, lambda: whoosh.answer(query, counted=counted), lambda: database.answer(query))


def outline(query: Query, most: int) -> Outline:
    """The answer in short, from the index or from the database."""
    return _asked(query, lambda: whoosh.outline(query, most), lambda: database.outline(query, most))


def matching(query: Query) -> Matching:
    """Every document that answers a question, from the index or from the database."""
    return _asked(query, lambda: whoosh.matching(query), lambda: database.matching(query))


def _asked(query: Query, index: Callable[[], Answer], reduced: Callable[[], Answer]) -> Answer:
    try:
        answer = index()
        shelf.forget()
        return answer
    except whoosh.IndexUnavailable as error:
        _complain(error)
        return reduced()
    except TooMuchWork as error:
        raise _too_much(query) from error


def _too_much(query: Query) -> QueryError:
    """What to say of a question that would take too long, with the first of its parts as one that does not."""
    message = "This question asks for too much at once to be answered in time. Ask for fewer things."
    tree = query.tree
    parts = tree.nodes if isinstance(tree, All | Any) else ()
    narrower = query.with_text(language.write(parts[0])) if parts else query.without_text()
    return QueryError([Problem(message, None, narrower.text or None)], narrower)


def _complain(error: Exception) -> None:
    global _last_complaint
    now = time.monotonic()
    if now - _last_complaint >= LOG_EVERY:
        _last_complaint = now
        logger.error("%s Searches answer from the database until `manage.py index rebuild` has run.", error)
