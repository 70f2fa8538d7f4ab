"""Text cut into words: what an index holds and what a question asks for, by one rule for both.

No word is dropped: “to” is an English preposition and a Vietnamese name, “us” a pronoun and a country. A word with a
hyphen is its parts in a row, an acronym with dots is one word (U.S. is US), a possessive ’s is no part of a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.folding import fold
from articles.search.stemming import stem

VERSION = 1
"""Goes up with every change of what words a text has: an index made by another rule is never read."""

_LETTER = r"[^\W_][\u0300-\u036f]*"
_ACRONYM = rf"(?:{_LETTER}\.)+{_LETTER}(?!{_LETTER})\.?(?:[’'ʼ][sS](?!{_LETTER}))?"
_WORD = re.compile(rf"{_ACRONYM}|(?:{_LETTER})+(?:[’'ʼ](?:{_LETTER})+)*")
_POSSESSIVE = re.compile(r"[’'ʼ][sS]$")
MAX_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, where it stands (code points, end excluded), and its number in the text.

    `exact` is the word with its diacritics, or as capitals (US), where folding took something away; else None.
    """

    folded: str
    exact: str | None
    start: int
    end: int
    position: int

    @property
    def stem(self) -> str:
        return stem(self.folded)


def words(text: str) -> Iterator[Word]:
    """The words of a text in NFC, in order."""
    position = 0
    for match in _WORD.finditer(text):
        printed = _POSSESSIVE.sub("", match[0])
        folded = "".join(filter(str.isalnum, fold(printed)))
        if folded:
            yield Word(folded, _exact(printed, folded), match.start(), match.start() + len(printed), position)
            position += 1


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.folded for word in words(text))


def _exact(printed: str, folded: str) -> str | None:
    """What tells a printed word from others that fold alike; None where nothing does."""
    bare = "".join(filter(str.isalnum, printed))
    if bare.isascii() and bare.isupper() and 2 <= len(bare) <= MAX_ACRONYM and bare.isalpha():
        return bare
    lowered = bare.casefold()
    return lowered if lowered != folded else None
