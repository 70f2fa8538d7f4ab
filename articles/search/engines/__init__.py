"""Where answers come from. An engine is a module with one function, `answer(query) -> Results`."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from articles.search import language
from articles.search.engines import database, shelf, whoosh
from articles.search.language.tree import All, Any, Not
from articles.search.query import Query, QueryError
from articles.search.results import Matching, Outline, Problem, Results, TooMuchWork

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)
LOG_EVERY = 60.0
"""Seconds between two complaints about an index that cannot be read."""
TOO_MUCH = "This question asks for too much at once to be answered in time. Ask for fewer things."
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
        return _answered(index, reduced)
    except TooMuchWork as error:
        raise _too_much(query, str(error) or TOO_MUCH) from error


def _answered(index: Callable[[], Answer], reduced: Callable[[], Answer]) -> Answer:
    try:
        answer = index()
    except whoosh.IndexUnavailable as error:
        _complain(error)
        return reduced()
    shelf.forget()
    return answer


def _too_much(query: Query, message: str) -> QueryError:
    """What to say of a question that would take too long, with one that does not: the first part that is asked for."""
    tree = query.tree
    parts = [part for part in tree.nodes if not isinstance(part, Not)] if isinstance(tree, All | Any) else []
    narrower = query.with_text(language.write(parts[0])) if parts else query.without_text()
    return QueryError([Problem(message, None, narrower.text or None)], narrower)


def _complain(error: Exception) -> None:
    global _last_complaint
    now = time.monotonic()
    if now - _last_complaint >= LOG_EVERY:
        _last_complaint = now
        logger.error("%s Searches answer from the database until `manage.py index rebuild` has run.", error)
