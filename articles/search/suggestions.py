"""“Did you mean”: words that nobody wrote, put right by words that are there."""

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from articles.search import language
from articles.search.fuzzy import distance
from articles.search.language.tree import All, Any, Node, Phrase, Within, Word
from articles.search.names import Names
from articles.search.query import Query
from articles.search.source import STEM, Source
from articles.search.steps import FIELDS
from articles.search.words import Word as Printed
from articles.search.words import words

LEAST = 3
"""Letters below which a word is not put right: too many others are as near."""
TWO_EDITS = 5
"""Letters from which on two edits are tried, where no word is one edit away."""
WRONG = 3
"""Words put right in one question; who gets more of them wrong means something else."""
TRIES = 3
"""Questions tried before giving up, the likeliest first."""


class Spelling(Protocol):
    """The words of all documents that everybody may read."""

    def holds(self, word: Printed) -> bool:
        """Whether a document has the word in some form: as it stands, or by its stem."""

    def near(self, folded: str, edits: int) -> Iterable[tuple[str, int]]:
        """The folded words at most so many edits away (optimal string alignment), and how many documents have each."""


def did_you_mean(
    query: Query, spelling: Spelling, count: Callable[[Query], int], names: Names | None = None
) -> str | None:
    """The text of a query near to this one that has hits, as `count` tells; None where there is none.

    A word that no document has gives way to the one that is fewest edits away, of several to the commonest. Words of
    names are right as they are. Quotation marks, OR and fields stay; what is asked not to be there is left alone.
    """
    if query.tree is None:
        return None
    choices = Mender(spelling, names).choices(query.tree)
    for chosen in itertools.islice(itertools.product(*choices.values()), TRIES if choices else 0):
        mended = dict(zip(choices, chosen, strict=True))
        tree = _mended(query.tree, mended)
        other = replace(query, text=language.write(tree), page=1)
        if other.tree is not None and count(other):
            return other.text
    return None


@dataclass(frozen=True, slots=True)
class Mender:
    """What words that are wrong may have been meant for."""

    spelling: Spelling
    names: Names | None

    def choices(self, tree: Node) -> dict[str, list[str]]:
        """The words of a question that are wrong, folded, each with what it may mean; none where too many are wrong."""
        asked = {word.folded: word for text in _texts(tree) for word in words(text)}
        wrong = [word for word in asked.values() if self.is_wrong(word)]
        if len(wrong) > WRONG:
            return {}
        return {word.folded: near for word in wrong if (near := self.near(word.folded))}

    def is_wrong(self, word: Printed) -> bool:
        if len(word.folded) < LEAST or word.folded.isdecimal() or self.spelling.holds(word):
            return False
        return self.names is None or not self.names.has_word(word.folded)

    def near(self, word: str) -> list[str]:
        """The words fewest edits away: the commonest first, then those with the same first letter, then by letters."""
        for edits in (1, 2) if len(word) >= TWO_EDITS else (1,):
            found = [
                (-count, term[:1] != word[0], term)
                for term, count in self.spelling.near(word, edits)
                if count and term != word
            ]
            if found:
                return [term for _, _, term in heapq.nsmallest(TRIES, found)]
        return []


@dataclass(frozen=True)
class SourceSpelling:
    """The spelling of a source of documents, each of its words looked at: for small ones."""

    source: Source
    check: Callable[[], None] = lambda: None
    """Raises where there is no more time."""

    def holds(self, word: Printed) -> bool:
        forms = (word.folded, word.stem, f"{STEM}{word.stem}")
        return any(self.source.positions(field, form) for field in FIELDS for form in forms)

    def near(self, folded: str, edits: int) -> Iterator[tuple[str, int]]:
        """An edit takes out one letter at most and brings in one: words whose letters differ by more are far away."""
        self.check()
        letters = frozenset(folded)
        for term, others in self.terms.items():
            may_be = len(letters - others) <= edits and len(others - letters) <= edits
            if may_be and distance(folded, term, edits) <= edits:
                yield term, len({key for field in FIELDS for key in self.source.positions(field, term)})

    @cached_property
    def terms(self) -> dict[str, frozenset[str]]:
        """All words, each with its letters."""
        return {term: frozenset(term) for term, _ in self.source.terms()}


def _texts(node: Node) -> Iterator[str]:
    """What a question asks to be there in words, as typed."""
    match node:
        case Word(text):
            yield text
        case Phrase(texts, _):
            yield from texts
        case All(nodes) | Any(nodes):
            yield from itertools.chain.from_iterable(map(_texts, nodes))
        case Within(_, part):
            yield from _texts(part)


def _mended(node: Node, choice: Mapping[str, str]) -> Node:
    """The same question with other words."""
    match node:
        case Word(text):
            return Word(_put_right(text, choice))
        case Phrase(texts, near):
            return Phrase(tuple(_put_right(text, choice) for text in texts), near)
        case All(nodes):
            return All(tuple(_mended(part, choice) for part in nodes))
        case Any(nodes):
            return Any(tuple(_mended(part, choice) for part in nodes))
        case Within(where, part):
            return Within(where, _mended(part, choice))
        case _:
            return node


def _put_right(text: str, choice: Mapping[str, str]) -> str:
    """A text with its wrong words replaced, capitals kept."""
    answer, behind = "", 0
    for word in words(text):
        printed = text[word.start : word.end]
        right = choice.get(word.folded, printed)
        if right != printed and printed[0].isupper():
            right = right.capitalize()
        answer, behind = f"{answer}{text[behind : word.start]}{right}", word.end
    return answer + text[behind:]
