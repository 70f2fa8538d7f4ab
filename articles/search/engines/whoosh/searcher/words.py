"""What a word of a question stands for in a segment: documents, and how often each has it.

Every word is indexed folded, as its stem (`~stem`) where that differs, and in its exact form (`=form`) where folding
took something away. Words of one stem are one class: a position belongs to it if it bears the stem itself, or `~stem`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from articles.search.engines.whoosh.searcher.columns import Listed, gathered, summed
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.segments.expansion import runs
from articles.search.ranking import OTHER_FORM
from articles.search.source import STEM
from articles.search.stemming import stem
from articles.search.steps import Term

Span = tuple[int, int]
"""Terms of a field by their numbers, half open: their postings lie one behind the other."""


def forms(term: Term) -> list[tuple[str, float]]:
    """The terms of the index that a plain word stands for, with what an occurrence of each adds to its frequency."""
    word = term.word.folded
    if term.literal:
        return [(word, 1.0)]
    root = term.word.stem
    if root == word:
        return [(word, 1.0), (f"{STEM}{root}", OTHER_FORM)]
    return [(f"{STEM}{root}", OTHER_FORM), (word, 1 - OTHER_FORM), *_itself(root, OTHER_FORM)]


def places(term: Term) -> list[str]:
    """The terms of the index whose positions, each once, are those of a word in any of its forms."""
    if term.literal:
        return [term.word.folded]
    root = term.word.stem
    return [f"{STEM}{root}", *(text for text, _ in _itself(root, 1.0))]


def _itself(root: str, weight: float) -> Iterable[tuple[str, float]]:
    """A stem that is a word of its own class."""
    return [(root, weight)] if stem(root) == root else []


class Words:
    """Looks up the words of a question in one segment; long work calls `check` now and then."""

    def __init__(
        self, leaf: Leaf, expansions: dict[Term, tuple[bytes, ...]], check: Callable[[], None] = lambda: None
    ) -> None:
        self.leaf = leaf
        self.arrays = leaf.arrays
        self.expansions = expansions
        self.check = check

    def spans(self, field: str, term: Term) -> list[Span]:
        """The terms of a field whose positions are those of a word of the question."""
        texts = [text.encode() for text in places(term)] if term.kind == "word" else self.expansions[term]
        return self._spans(field, texts)

    def _spans(self, field: str, texts: Iterable[bytes]) -> list[Span]:
        found = {number for text in texts if (number := self.arrays.find(field, text)) is not None}
        return runs(sorted(found))

    def key(self, term: Term) -> tuple[Any, ...]:
        """What tells a word from others in the cache."""
        return (term.word.folded, term.kind, term.literal, self.expansions.get(term))

    def lists(self, field: str, term: Term, kept: bool = True) -> list[Listed]:
        """How often documents have a word in a field, to be added up; other forms of it count less.

        They are not `kept` in the cache where what is made of them will be.
        """
        if term.kind != "word":
            return [self._listed(field, span, 1.0, kept) for span in self.spans(field, term)]
        return [
            self._listed(field, span, weight, kept)
            for text, weight in forms(term)
            for span in self._spans(field, [text.encode()])
        ]

    def frequencies(self, field: str, term: Term) -> Listed:
        """The same as one list, of documents that are alive."""
        lists = self.lists(field, term)
        found = lists[0] if len(lists) == 1 else summed([(one, None) for one in lists], self.leaf.doc_count).listed
        return self.leaf.alive(found)

    def _listed(self, field: str, span: Span, weight: float, kept: bool) -> Listed:
        reader = self.arrays.field(field)
        if kept or reader is None:
            docs, counts = self.arrays.docs(field, *span), self.arrays.tf(field, *span)
        else:
            docs, counts = reader.docs(*span), reader.tf(*span)
        if span[1] - span[0] > 1:  # terms one behind the other
            return gathered(docs, counts, self.leaf.doc_count)
        return Listed(docs, counts, weight)
