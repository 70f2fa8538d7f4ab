"""Invented words, the commonest first, and set phrases of them; the same from the same seed.

Words are one or two syllables of 2 or 3 letters, so that their length is about that of English ones; none is a name
of the demonstration archive, or a word that another engine drops, and none has an English ending but e. Random words
alone would make phrases of only the commonest, so there are 400 set phrases of two to four words.
"""

import random
from bisect import bisect
from functools import cached_property
from itertools import accumulate

from bench import names

SIZE = 60_000
PHRASES = 400
STOP_WORDS = frozenset({"be", "to"})
"""Those that Haystack's analyzer would drop."""
SHORT = 60
"""So many words are of one syllable."""
_SYLLABLES = [onset + vowel + coda for coda in ("", *"nrltm") for vowel in "aeiou" for onset in "bdfgklmnprstvz"]


class Vocabulary:
    """Words in the order of their frequency, which falls as 1/rank (Zipf)."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    @cached_property
    def words(self) -> list[str]:
        chance = random.Random(self.seed)
        longer = [one + other for one in _SYLLABLES for other in _SYLLABLES]
        invented = [*chance.sample(_SYLLABLES, 2 * SHORT), *chance.sample(longer, SIZE + SHORT)]
        own = [word for word in invented if word not in names.single_words() | STOP_WORDS]
        short = [word for word in own if len(word) <= 3][:SHORT]
        return [*short, *[word for word in own if len(word) > 3][: SIZE - SHORT]]

    @cached_property
    def phrases(self) -> list[tuple[str, ...]]:
        chance = random.Random(self.seed + 1)
        shares = list(accumulate(1 / rank for rank in range(1, SIZE + 1)))
        drawn = lambda: self.words[bisect(shares, chance.random() * shares[-1])]  # noqa: E731
        return [tuple(drawn() for _ in range(chance.randint(2, 4))) for _ in range(PHRASES)]
