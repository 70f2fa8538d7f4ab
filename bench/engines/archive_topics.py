"""The archive's search asked with whole topics, past the guards on what a person may type."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.search import MAX_PAGE, PAGE_SIZE, Query, search
from articles.search.documents import Document
from articles.search.engines.whoosh import writing
from articles.search.language.tree import Node, Word, any_of
from articles.search.words import folded


@dataclass(frozen=True)
class Topic(Query):
    """Documents with any of the words of its text, however many these are."""

    @cached_property
    def tree(self) -> Node | None:
        words: list[Node] = [Word(word) for word in folded(self.text)]
        return any_of(words) if words else None


def ranking(articles: list[dict[str, Any]], depth: int) -> Any:
    """Index the articles in this process's site; answer what ranks them by a topic."""
    writing.build_from(Path(settings.INDEX_DIR), (_document(pk, one) for pk, one in enumerate(articles, 1)))

    def ranked(topic: str) -> list[str]:
        found: list[str] = []
        for page in range(1, min(MAX_PAGE, -(-depth // PAGE_SIZE)) + 1):
            results = search(Topic(topic, page=page))
            found += [articles[hit.pk - 1]["id"] for hit in results.hits]
            if page >= results.pages:
                break
        return found[:depth]

    return ranked


def _document(pk: int, article: dict[str, Any]) -> Document:
    paragraphs = tuple(article["body"].split("\n\n")) if article["body"] else ()
    return Document("article", pk, f"article-{pk}", {}, title=article["title"], paragraphs=paragraphs)
