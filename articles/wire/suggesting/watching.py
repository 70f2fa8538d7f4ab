"""Which words are worth a look: those that some rule, name or phrase begins with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from articles.wire.gazetteer import Lexicon


@dataclass(frozen=True)
class Watched:
    """Words that tell something `alone`, and those that do so only before certain others: the, before two sides."""

    alone: Set[str]
    before: Mapping[str, Set[str]]
    all: Set[str]

    def places(self, words: list[str]) -> list[int]:
        """Where such words stand."""
        if self.all.isdisjoint(words):
            return []
        alone, before, last = self.alone, self.before, len(words) - 1
        return [
            index
            for index, word in enumerate(words)
            if word in alone or (word in before and index < last and words[index + 1] in before[word])
        ]


def watched(words: Set[str], pairs: Mapping[str, Set[str]], lexicons: Iterable[Lexicon[Any]]) -> Watched:
    """What to watch for some words, for words before certain others, and for all phrases of lexicons."""
    alone, before = set(words), defaultdict[str, set[str]](set)
    for lexicon in lexicons:
        alone |= lexicon.alone
        for first, seconds in lexicon.seconds.items():
            before[first] |= seconds
    for first, seconds in pairs.items():
        before[first] |= seconds
    kept = {first: frozenset(seconds) for first, seconds in before.items() if first not in alone}
    return Watched(frozenset(alone), kept, frozenset(alone | kept.keys()))
