"""Seeded articles for measuring: realistic length, Zipf words, set phrases, codes and dates; no meaning.

Word frequencies follow Zipf's law (exponent 1) over a vocabulary of 60,000 pronounceable words. One word in thirty
begins one of 400 set phrases of two to four words, since random words alone would make phrases of only the commonest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import analysis, fields

VOCABULARY = 60_000
LENGTH = 350
PHRASES = 400
FIRST_DAY = datetime(2005, 1, 1)
DAYS = 7_600
# facet: (how many values, at most so many a document)
FACETS = {
    "country": (200, 4),
    "person": (5000, 5),
    "organization": (800, 3),
    "sector": (20, 2),
    "kind": (12, 1),
    "level": (5, 1),
    "agency": (10, 1),
    "place": (2000, 2),
    "language": (3, 1),
}
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


class PlainWords(analysis.Analyzer):
    """Lower-cased words, all at once for the bulk writer, one by one for Whoosh."""

    _pattern = re.compile(r"\w+")

    def words(self, text: str) -> list[str]:
        return self._pattern.findall(text.lower())

    def __call__(self, value: str, **options: Any) -> Iterator[analysis.Token]:
        return (analysis.RegexTokenizer(self._pattern) | analysis.LowercaseFilter())(value, **options)


def schema() -> fields.Schema:
    """As the archive's index has it: texts, nine facets, a date, a key."""
    words = PlainWords()
    facets = {name: fields.KEYWORD(commas=True) for name in FACETS}
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=words, stored=True),
        body=fields.TEXT(analyzer=words, stored=True),
        published=fields.DATETIME(sortable=True),
        **facets,
    )


def _word(number: int) -> str:
    """A word for each number, longer for rarer ones."""
    syllables = []
    number += 1
    while number:
        number, rest = divmod(number, len(_CONSONANTS) * len(_VOWELS))
        syllables.append(_CONSONANTS[rest % len(_CONSONANTS)] + _VOWELS[rest // len(_CONSONANTS)])
    return "".join(syllables)


@dataclass
class Corpus:
    """So many articles from a seed; the same at every run."""

    size: int
    seed: int = 1

    @cached_property
    def words(self) -> list[str]:
        return [_word(number) for number in range(VOCABULARY)]

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        shares = np.cumsum(1 / np.arange(1, VOCABULARY + 1))
        return shares / shares[-1]

    def _zipf(self, chance: np.random.Generator, count: int) -> NDArray[np.int64]:
        return np.searchsorted(self._shares, chance.random(count))

    @cached_property
    def phrases(self) -> list[list[int]]:
        chance = np.random.default_rng(self.seed)
        return [self._zipf(chance, int(chance.integers(2, 5))).tolist() for _ in range(PHRASES)]

    def articles(self) -> Iterator[dict[str, Any]]:
        chance = np.random.default_rng(self.seed + 1)
        for number in range(self.size):
            yield self._article(chance, number)

    def _article(self, chance: np.random.Generator, number: int) -> dict[str, Any]:
        numbers = self._zipf(chance, int(chance.normal(LENGTH, 60)) + 8).tolist()
        for place in np.flatnonzero(chance.random(len(numbers)) < 1 / 30).tolist():
            phrase = self.phrases[int(PHRASES * chance.random() ** 3)]
            numbers[place : place + len(phrase)] = phrase
        text = [self.words[n] for n in numbers]
        article: dict[str, Any] = {
            "key": f"article-{number}",
            "title": " ".join(text[:8]),
            "body": " ".join(text[8:]),
            "published": FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.5)),
        }
        for name, (values, most) in FACETS.items():
            chosen = (values * chance.random(int(chance.integers(1, most + 1))) ** 3).astype(int)
            article[name] = ",".join(f"{name}-{value}" for value in sorted(set(chosen.tolist())))
        return article
