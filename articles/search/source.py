"""What an engine has to offer so that questions can be answered from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from articles.search.documents import Document, Entry

Key = int
"""A document's number within one source."""
Positions = Sequence[int]

STEM = "~"
EXACT = "="
"""What stands before stems and exact forms, so that they are never taken for words: `nations`, `~nation`, `=tô`."""


class Source(Protocol):
    """Documents by their words: in `title`, `dateline` and `text`, by terms (folded words, stems, exact forms)."""

    def entries(self) -> Mapping[Key, Entry]:
        """Every document, without its texts."""

    def document(self, key: Key) -> Document:
        """One document with its texts."""

    def positions(self, field: str, term: str) -> Mapping[Key, Positions]:
        """Where a term stands in each document that has it: numbers of words, rising."""

    def terms(self) -> Iterable[tuple[str, int]]:
        """Every folded word of each text, with the number of documents that have it there."""

    def length(self, field: str, key: Key) -> float:
        """The number of words of a field of a document, or near it."""

    def average(self, field: str) -> float:
        """The mean of it over the documents that have any."""


def tokens(text: str) -> Iterable[tuple[str, int]]:
    """The terms of a text with their positions: each word folded; its stem and its exact form where they differ."""
    from articles.search.words import words

    for word in words(text):
        yield word.folded, word.position
        if word.stem != word.folded:
            yield f"{STEM}{word.stem}", word.position
        if word.exact is not None:
            yield f"{EXACT}{word.exact}", word.position
