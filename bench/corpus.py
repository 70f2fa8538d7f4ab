"""Articles to measure with: seeded and invented ones, with facets and dates as an archive has them, and no meaning.

Lengths are log-normal around 330 words, in sentences and paragraphs. One word in thirty begins a set phrase. What an
article is about is drawn by Zipf's law; countries and people of the demonstration archive come first among the values,
and are named once or twice in the text, in one of their forms.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench import names
from bench.vocabulary import PHRASES, Vocabulary

FIRST_PK = 1_000_000
"""Above the keys of all rows of the demonstration archive."""
LENGTH, SPREAD = 330, 0.35
TITLE, SENTENCE, PARAGRAPH = 8, 18, 3
"""Words of a title and, about, of a sentence; sentences of a paragraph."""
FIRST_DAY = date(2005, 1, 1)
DAYS = 7_600
# facet: (how many values there are, at least and at most so many an article)
FACETS = {
    "country": (200, 1, 4),
    "person": (5000, 0, 5),
    "org": (800, 0, 3),
    "sector": (20, 0, 2),
    "kind": (12, 0, 1),
    "level": (5, 0, 1),
    "agency": (10, 1, 1),
    "place": (2000, 0, 2),
    "language": (3, 1, 1),
}


class Article(NamedTuple):
    """What every engine is given of an article. Dates are the first and the last day that it may be of."""

    pk: int
    slug: str
    title: str
    dateline: str
    paragraphs: tuple[str, ...]
    facets: dict[str, tuple[str, ...]]
    earliest: date | None
    latest: date | None
    occasions: tuple[date, ...] = ()

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Every facet with each of its values."""
        return [(facet, value) for facet, values in self.facets.items() for value in values]


def generated(size: int, seed: int = 1) -> Iterator[Article]:
    """So many articles, the same at every run; a larger corpus begins with the articles of a smaller one."""
    writer = _Writer(Vocabulary(seed))
    chance = np.random.default_rng(seed + 2)
    for number in range(size):
        yield writer.article(number, chance)


class Values:
    """The values of all facets, the commonest first, and how articles come by them."""

    def __init__(self) -> None:
        known = {facet: list(by_key) for facet, by_key in names.forms().items()}
        invented = {facet: [f"{facet}-{number}" for number in range(count)] for facet, (count, *_) in FACETS.items()}
        self.of = {facet: (known.get(facet, []) + invented[facet])[: FACETS[facet][0]] for facet in FACETS}
        self.of["language"] = ["en", "vi", "bg"]
        self._shares = {facet: zipf(count) for facet, (count, *_) in FACETS.items()}

    def draw(self, chance: np.random.Generator) -> dict[str, tuple[str, ...]]:
        drawn = {}
        for facet, (_, least, most) in FACETS.items():
            count = int(chance.integers(least, most + 1))
            places = np.searchsorted(self._shares[facet], chance.random(count))
            drawn[facet] = tuple(sorted({self.of[facet][place] for place in places.tolist()}))
        return {facet: values for facet, values in drawn.items() if values}


def days(chance: np.random.Generator) -> tuple[date | None, date | None]:
    """The span of a date, the later years fuller; one in thirty is a month, one in a hundred is not known."""
    day = FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.5))
    kind = chance.random()
    if kind < 0.01:
        return None, None
    if kind < 0.04:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day, day


def zipf(count: int) -> NDArray[np.float64]:
    """For each rank the share of it and all before it."""
    shares = np.cumsum(1 / np.arange(1, count + 1))
    normal: NDArray[np.float64] = shares / shares[-1]
    return normal


class _Writer:
    """Writes one article after another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = vocabulary.words
        self.phrases = vocabulary.phrases
        self.shares = zipf(len(self.words))
        self.values = Values()

    def article(self, number: int, chance: np.random.Generator) -> Article:
        facets = self.values.draw(chance)
        words = self._words(chance)
        for text in self._named(facets, chance):
            words[int(chance.integers(0, len(words)))] = text
        earliest, latest = days(chance)
        return Article(
            pk=FIRST_PK + number,
            slug=f"article-{number}",
            title=_sentence(words[:TITLE]),
            dateline=f"{words[TITLE].upper()} —",
            paragraphs=tuple(_paragraphs(words[TITLE + 1 :])),
            facets=facets,
            earliest=earliest,
            latest=latest,
            occasions=(earliest,) if earliest and "kind" in facets else (),
        )

    def _words(self, chance: np.random.Generator) -> list[str]:
        count = TITLE + 1 + min(max(int(chance.lognormal(np.log(LENGTH), SPREAD)), 40), 2500)
        drawn = np.searchsorted(self.shares, chance.random(count)).tolist()
        words = [self.words[place] for place in drawn]
        for place in np.flatnonzero(chance.random(count) < 1 / 30).tolist():
            phrase = self.phrases[int(PHRASES * chance.random() ** 3)]
            words[place : place + len(phrase)] = phrase
        return words

    def _named(self, facets: dict[str, tuple[str, ...]], chance: np.random.Generator) -> Iterator[str]:
        for facet in ("country", "person"):
            for value in facets.get(facet, ()):
                forms = names.forms()[facet].get(value, ())
                for _ in range(int(chance.integers(1, 3)) if forms else 0):
                    yield forms[int(len(forms) * chance.random() ** 2)]


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _paragraphs(words: list[str]) -> Iterator[str]:
    sentences = [f"{_sentence(words[at : at + SENTENCE])}." for at in range(0, len(words), SENTENCE)]
    for start in range(0, len(sentences), PARAGRAPH):
        yield " ".join(sentences[start : start + PARAGRAPH])
