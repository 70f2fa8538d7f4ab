"""Answers from the Whoosh index."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from articles.search import names
from articles.search.engines.whoosh.searcher import answering
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.snapshot import guarded, snapshots
from articles.search.query import Query
from articles.search.results import Results


def answer(query: Query, *, counted: bool = True) -> Results:
    """The answer to a question; without facets and histogram where they are not `counted`.

    Raises `IndexUnavailable` where the index cannot be read, `TooMuchWork` where answering would take too long.
    """
    snapshot = snapshots.current(Path(settings.INDEX_DIR))
    known = names.at(_state(snapshot))
    return _answer(query, snapshot, known, timezone.localdate(), counted=counted)


_answer = guarded(answering.answer)


def _state(snapshot: Snapshot) -> str:
    return f"{snapshot.folder}@{snapshot.commit}"
