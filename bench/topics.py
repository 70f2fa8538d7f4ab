"""The archive's own order of documents for whole topics, past the guards on what a person may type.

What `search` does, without its pages: the plan of a question, and the first of what it finds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.search import Query, names
from articles.search.documents import Document
from articles.search.engines.whoosh import writing
from articles.search.engines.whoosh.searcher.answering import Finding
from articles.search.engines.whoosh.snapshot import snapshots
from articles.search.language.tree import Node, Word, any_of
from articles.search.plan import plan
from articles.search.words import folded


@dataclass(frozen=True)
class Topic(Query):
    """Documents with any of the words of its text, however many these are."""

    @cached_property
    def tree(self) -> Node | None:
        words: list[Node] = [Word(word) for word in folded(self.text)]
        return any_of(words) if words else None


def ranking(articles: list[dict[str, Any]], depth: int) -> Callable[[str], list[str]]:
    """Index the articles in this process's site; answer what gives the ids of the best for a topic, best first."""
    root = Path(settings.INDEX_DIR)
    writing.build_from(root, (_document(pk, article) for pk, article in enumerate(articles, 1)))
    snapshot, known, today = snapshots.current(root), names.load(), timezone.localdate()

    def ranked(topic: str) -> list[str]:
        found = Finding(snapshot, plan(Topic(topic), known, today)).first("relevance", depth)
        return [articles[snapshot.document(key).pk - 1]["id"] for key, _ in found]

    return ranked


def _document(pk: int, article: dict[str, Any]) -> Document:
    paragraphs = tuple(article["body"].split("\n\n")) if article["body"] else ()
    return Document("article", pk, f"article-{pk}", {}, title=article["title"], paragraphs=paragraphs)
