"""Text cut into words: what an index holds and what a question asks for, by one rule for both.

No word is dropped: “to” is an English preposition and a Vietnamese name, “us” a pronoun and a country. A word with a
hyphen is its parts in a row, an acronym with dots is one word (U.S. is US), a possessive ’s is no part of a word.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from articles.folding import fold
from articles.search.stemming import stem

VERSION = 1
"""Goes up with every change of what words a text has: an index made by another rule is never read."""


def _words_of(letter: str) -> re.Pattern[str]:
    acronym = rf"(?:\.{letter})+(?!{letter})\.?(?:[’'ʼ][sS](?!{letter}))?"
    return re.compile(rf"{letter}(?:{acronym}|(?:{letter})*(?:[’'ʼ](?:{letter})+)*)")


_ANY_WORD = _words_of(r"[^\W_][\u0300-\u036f]*")
# Most texts are of Latin or Cyrillic letters that carry their marks: a plain set of letters is found in a third of the
# time that the database of characters takes.
_USUAL = "\x00-\u02ff\u0400-\u052f\u1e00-\u1eff\u2000-\u2bff"
_UNUSUAL = re.compile(f"[^{_USUAL}]")
_USUAL_WORD = _words_of(f"[{''.join(filter(str.isalnum, map(chr, range(0x2C00))))}]")
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


class Form(NamedTuple):
    """What a printed word is to search: folded ("" where nothing is left), its stem, `exact` as in `Word`.

    `printed` is the word without its possessive.
    """

    printed: str
    folded: str
    stem: str
    exact: str | None


@lru_cache(maxsize=1 << 16)
def form(printed: str) -> Form:
    """The form of a word as `cut` gives it."""
    if printed.isascii() and printed.isalnum():
        folded = printed.lower()
    else:
        printed = _POSSESSIVE.sub("", printed)
        folded = "".join(filter(str.isalnum, fold(printed)))
    return Form(printed, folded, stem(folded), _exact(printed, folded))


def cut(text: str) -> list[str]:
    """What stands in a text in NFC as words, as printed, in order; those of an empty form are none."""
    return _pattern(text).findall(text)


def words(text: str) -> Iterator[Word]:
    """The words of a text in NFC, in order."""
    position = 0
    for match in _pattern(text).finditer(text):
        found = form(match[0])
        if found.folded:
            start = match.start()
            yield Word(found.folded, found.exact, start, start + len(found.printed), position)
            position += 1


def _pattern(text: str) -> re.Pattern[str]:
    return _ANY_WORD if _UNUSUAL.search(text) else _USUAL_WORD


def spans_at(text: str, numbers: Collection[int]) -> dict[int, tuple[int, int]]:
    """Where the words of these numbers stand in a text, as `words` has it: only what is between spaces is looked at.

    No word has a space in it, and what stands between two spaces comes again and again.
    """
    if not numbers:
        return {}
    pieces = text.split(" ", max(numbers) + _MORE)
    inside = list(map(_spans.__getitem__, pieces[: max(numbers) + _MORE]))
    counts = list(map(len, inside))
    behind: Sequence[int] = range(1, len(counts) + 1)
    if counts.count(1) != len(counts):  # some pieces are no words, or several
        behind = list(accumulate(counts))
        if behind[-1] <= max(numbers):
            pieces = text.split(" ")
            inside = list(map(_spans.__getitem__, pieces))
            behind = list(accumulate(map(len, inside)))
    begins = list(accumulate(map(len, pieces[: len(inside)]), initial=0))
    found = {}
    for number in numbers:
        place = bisect_right(behind, number)
        start, end = inside[place][number - behind[place]]
        begin = begins[place] + place
        found[number] = (begin + start, begin + end)
    return found


_MORE = 4
"""Pieces that are looked at beyond the number of words sought, since some are none."""


class _Spans(dict[str, tuple[tuple[int, int], ...]]):
    """Where the words of a piece of text stand."""

    def __missing__(self, piece: str) -> tuple[tuple[int, int], ...]:
        if len(self) >= _MOST:
            self.clear()
        plain = piece.rstrip(",.;:)")
        if plain.isascii() and plain.isalnum():  # most are
            spans: tuple[tuple[int, int], ...] = ((0, len(plain)),)
        else:
            found = ((match.start(), form(match[0])) for match in _pattern(piece).finditer(piece))
            spans = tuple((start, start + len(word.printed)) for start, word in found if word.folded)
        self[piece] = spans
        return spans


_MOST = 1 << 16
_spans = _Spans()


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.folded for word in words(text))


def _exact(printed: str, folded: str) -> str | None:
    """What tells a printed word from others that fold alike; None where nothing does."""
    bare = printed if printed.isalnum() else "".join(filter(str.isalnum, printed))
    if bare.isascii() and bare.isupper() and 2 <= len(bare) <= MAX_ACRONYM and bare.isalpha():
        return bare
    lowered = bare.casefold()
    return lowered if lowered != folded else None
