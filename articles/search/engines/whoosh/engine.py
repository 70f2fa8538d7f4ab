"""Answers from the Whoosh index."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from articles.search import names
from articles.search.answering import answer as answer_from
from articles.search.engines.whoosh.snapshot import Snapshot, snapshots
from articles.search.query import Query
from articles.search.results import Results


def answer(query: Query) -> Results:
    """The answer to a question; `IndexUnavailable` where the index cannot be read."""
    snapshot = snapshots.current(Path(settings.INDEX_DIR))
    known = names.at(_state(snapshot))
    with snapshot.lock:
        return answer_from(query, snapshot, known, timezone.localdate())


def _state(snapshot: Snapshot) -> str:
    return f"{snapshot.folder}@{snapshot.commit}"
