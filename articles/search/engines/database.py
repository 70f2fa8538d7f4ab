"""Answers from the database itself, for when there is no index that can be read: the same, only of what has been read.

What has not been read yet (`shelf`) is not found, and the answer then says that it is partial. Reading is part of the
time that a question has: all of this raises `TooMuchWork` where it is over.
"""

from dataclasses import replace

from django.utils import timezone

from articles.search import budget, names
from articles.search.answering import answer as answer_from
from articles.search.answering import matching as matching_from
from articles.search.engines import shelf
from articles.search.query import Query
from articles.search.results import Matching, Outline, Results


def answer(query: Query) -> Results:
    """The answer to a question, in the `reduced` mode."""
    deadline = budget.deadline()
    with shelf.read(query.document_type) as read:
        results = answer_from(query, read.source, names.current(), timezone.localdate(), "reduced", deadline)
        return replace(results, partial=results.partial or read.is_partial)


def outline(query: Query, most: int) -> Outline:
    """The answer in short, with so many of the first documents, of one page at most."""
    return answer(query.with_page(1)).outline(most)


def matching(query: Query) -> Matching:
    """Every document that answers a question, of those that have been read."""
    deadline = budget.deadline()
    with shelf.read(query.document_type) as read:
        found = matching_from(query, read.source, names.current(), timezone.localdate(), deadline)
        return replace(found, partial=found.partial or read.is_partial)
