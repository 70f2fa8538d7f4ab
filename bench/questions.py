"""The ten shapes of questions, and seeded questions of each, in a form that every engine's adapter reads."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SHAPES = ("rare", "common", "and", "or", "phrase", "prefix", "field", "dates", "newest", "all")
MEANINGS = {
    "rare": "a rare word",
    "common": "a common word",
    "and": "a common and a middling word, both",
    "or": "a common and two middling words, any",
    "phrase": "two to four words in a row",
    "prefix": "words that begin with four letters",
    "field": "a common word, in articles of a country",
    "dates": "a common word, in two years",
    "newest": "a common word, the newest first",
    "all": "every article, the newest first",
}
COMMON, MIDDLING, RARE = (0, 30), (30, 1000), (5000, 40_000)
"""Ranks of words by frequency, the first included and the last not."""
UNRELATED, UNRELATED_RANK = "unrelated", 1500
"""A question whose word stands in no other."""
PREFIX = 4
COUNTRIES = 20
YEARS = (2010, 2023)


@dataclass(frozen=True)
class Question:
    """What is asked: each word, or one of `words`; a phrase, a prefix; all that is given has to hold.

    `years` are the first and the last, both included. `newest` orders by date instead of by relevance.
    """

    shape: str
    words: tuple[str, ...] = ()
    any_word: bool = False
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    country: str = ""
    years: tuple[int, int] | None = None
    newest: bool = False

    @property
    def has_text(self) -> bool:
        return bool(self.words or self.phrase or self.prefix)


class Maker:
    """Makes questions from words (the commonest first), phrases and countries of a corpus."""

    def __init__(self, words: Sequence[str], phrases: Sequence[tuple[str, ...]], countries: Sequence[str]) -> None:
        self.words, self.phrases, self.countries = words, phrases, countries

    def questions(self, shape: str, count: int) -> list[Question]:
        """So many of a shape, the same at every run."""
        chance = random.Random(f"{shape} 7")
        make: dict[str, Callable[[], Question]] = {
            "rare": lambda: Question(shape, (self._word(chance, RARE),)),
            "common": lambda: Question(shape, (self._word(chance, COMMON),)),
            "and": lambda: Question(shape, (self._word(chance, COMMON), self._word(chance, MIDDLING))),
            "or": lambda: Question(
                shape,
                (self._word(chance, COMMON), self._word(chance, MIDDLING), self._word(chance, MIDDLING)),
                any_word=True,
            ),
            "phrase": lambda: Question(shape, phrase=chance.choice(self.phrases[:60])),
            "prefix": lambda: Question(shape, prefix=self._word(chance, RARE, PREFIX)[:PREFIX]),
            "field": lambda: Question(
                shape, (self._word(chance, COMMON),), country=chance.choice(self.countries[:COUNTRIES])
            ),
            "dates": lambda: Question(shape, (self._word(chance, COMMON),), years=_years(chance)),
            "newest": lambda: Question(shape, (self._word(chance, COMMON),), newest=True),
            "all": lambda: Question(shape, newest=True),
        }
        return [make[shape]() for _ in range(count)]

    def unrelated(self) -> Question:
        return Question(UNRELATED, (self.words[min(UNRELATED_RANK, len(self.words) - 1)],))

    def _word(self, chance: random.Random, ranks: tuple[int, int], letters: int = 1) -> str:
        last = min(ranks[1], len(self.words))
        first = min(ranks[0], last // 2)
        return chance.choice([word for word in self.words[first:last] if len(word) >= letters])


def _years(chance: random.Random) -> tuple[int, int]:
    first = chance.randint(*YEARS)
    return first, first + 1


def write(path: Path, questions: dict[str, list[Question]]) -> None:
    path.write_text(json.dumps({shape: list(map(asdict, asked)) for shape, asked in questions.items()}))


def read(path: Path) -> dict[str, list[Question]]:
    """The questions of each shape, as they were written."""
    return {shape: list(map(_question, asked)) for shape, asked in json.loads(path.read_text()).items()}


def _question(stored: dict[str, Any]) -> Question:
    return Question(**{name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()})
