"""Answers from the Whoosh index. Whatever asks raises `IndexUnavailable` where the index cannot be read."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from articles.search import names
from articles.search.engines.whoosh.searcher import answering
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.snapshot import guarded, snapshots
from articles.search.query import Query
from articles.search.results import Matching, Outline, Results


def answer(query: Query, *, counted: bool = True) -> Results:
    """The answer to a question; without facets and histogram where they are not `counted`.

    Raises `TooMuchWork` where answering would take too long.
    """
    snapshot = current()
    return _answer(query, snapshot, names.current(), timezone.localdate(), counted=counted)


def outline(query: Query, most: int) -> Outline:
    """The answer in short, with so many of the first documents; raises `TooMuchWork` as `answer` does."""
    snapshot = current()
    return _outline(query, snapshot, names.current(), timezone.localdate(), most)


def matching(query: Query) -> Matching:
    """Every document that answers a question; raises `TooMuchWork` as `answer` does."""
    snapshot = current()
    return _matching(query, snapshot, names.current(), timezone.localdate())


def current() -> Snapshot:
    """The state of the index as it is now."""
    return snapshots.current(Path(settings.INDEX_DIR))


_answer = guarded(answering.answer)
_outline = guarded(answering.outline)
_matching = guarded(answering.matching)


def state(snapshot: Snapshot) -> str:
    """A name of what a snapshot holds, another after each commit."""
    return f"{snapshot.folder}@{snapshot.commit}"
