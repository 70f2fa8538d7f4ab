"""A paragraph as folded words that know where they stand, and its sentences."""

import re
from bisect import bisect_left
from collections.abc import Set
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from articles.folding import fold
from articles.wire.suggesting.watching import Watched
from articles.wire.suggesting.words import phrases

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"(\w+)")
_SPACES = {code: " " for code in range(128) if not _WORD.match(chr(code))}
_STOP = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“‘(]*[^\W\d_a-zа-я]|[\"“‘(]*\d)")
# Words before a full stop that ends no sentence; single letters are initials.
_SHORT = phrases(
    "mr mrs ms dr prof st gen sen gov rep hon no vs col lt",
)
_MONTHS = frozenset(["jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec"])
_WITHIN = frozenset([" ", "-", "–", "—", "’", "'", ".", "/", " – ", " - ", "\u00a0", "‑"])
_ANGLED = str.maketrans("«»", "“”")
_BEFORE_WORDS = "([{-–—‘“"

LONGEST = 160
"""Words of a sentence; what goes on longer is read in pieces, so that no text takes long."""


class _Folded(dict[str, str]):
    """Words with what they fold to; the words of copy recur."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = result = word.lower() if word.isascii() else fold(word)
        return result


_REMEMBERED = 1 << 16
_FOLDED = _Folded()


@lru_cache(maxsize=1 << 12)
def folded_phrase(text: str) -> str:
    """A title or name folded; a story says it again and again."""
    return fold(text)


def curved(text: str) -> str:
    """A text with straight and angled quotation marks as curved ones, place for place.

    A straight mark opens where no word ends before it and something stands behind it; one that closes nothing (55")
    stays.
    """
    if "«" in text or "»" in text:
        text = text.translate(_ANGLED)
    if '"' not in text:
        return text
    parts, opened = text.split('"'), 0
    told = [parts[0]]
    for before, behind in pairwise(parts):
        if (not before or before[-1] in _BEFORE_WORDS or before[-1].isspace()) and behind and not behind[0].isspace():
            mark, opened = "“", opened + 1
        elif opened:
            mark, opened = "”", opened - 1
        else:
            mark = '"'
        told += (mark, behind)
    return "".join(told)


class Paragraph:
    """One paragraph: `words` folded, `starts` and `ends` in the text, the `gaps` before each, and its `sentences`.

    In `text` and `gaps` all quotation marks are curved, so that rules know one form; `printed` gives them as they were.

    `marks` are the places of the words that some rule goes by; a paragraph without any is looked into no further, until
    its sentences are asked for.
    """

    def __init__(self, number: int, text: str, watched: Watched) -> None:
        self.number, self.text, self._print = number, curved(text), text
        self.gaps: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        if text.isascii():
            self.words = text.lower().translate(_SPACES).split()
        else:
            self.words = list(map(_FOLDED.__getitem__, self._lay_out()))
        self.marks = watched.places(self.words)
        if self.marks and not self.starts:
            self._lay_out()

    def mark(self, words: Set[str]) -> None:
        """Have more words be among the marks."""
        if not words.isdisjoint(self.words):
            more = [index for index, word in enumerate(self.words) if word in words]
            self.marks = sorted({*self.marks, *more}) if self.marks else more
            if not self.starts:
                self._lay_out()

    def _lay_out(self) -> list[str]:
        """Find out where the words stand; gives them as printed."""
        parts = _PARTS.split(self.text)
        reached = list(accumulate(map(len, parts)))
        self.gaps, self.starts, self.ends = parts[0::2], reached[0:-1:2], reached[1::2]
        return parts[1::2]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as ranges of words."""
        if not self.starts:
            self._lay_out()
        ranges, first = [], 0
        for match in _STOP.finditer(self.text):
            last = bisect_left(self.starts, match.end())
            if last <= first or (match[0][0] == "." and self._shortened(last - 1, match.start())):
                continue
            ranges.append((first, last))
            first = last
        if first < len(self.words):
            ranges.append((first, len(self.words)))
        if len(self.words) <= LONGEST or all(last - first <= LONGEST for first, last in ranges):
            return ranges
        return [(start, min(start + LONGEST, last)) for first, last in ranges for start in range(first, last, LONGEST)]

    def _shortened(self, index: int, stop: int) -> bool:
        """Whether the full stop belongs to the word before it: Mr., J., U.S. before a name, Oct. 23."""
        word = self.words[index]
        if self.ends[index] != stop:
            return False
        return word in _SHORT or word in _MONTHS or (len(word) == 1 and self.text[self.starts[index]].isupper())

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.gaps[index]

    def joined(self, first: int, last: int) -> bool:
        """Whether words make one expression: nothing but spaces, hyphens, apostrophes between them."""
        return _WITHIN.issuperset(self.gaps[first + 1 : last])

    def capital(self, index: int) -> bool:
        """Whether a word is printed with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def printed(self, first: int, last: int) -> str:
        """The words of a range as they are printed; an opened quotation mark or bracket is closed."""
        start, end = self.starts[first], self.ends[last - 1]
        text, closing = self.text[start:end], self.text[end : end + 1]
        pairs = {"”": "“", ")": "(", "’": "‘"}
        if closing in pairs and text.count(pairs[closing]) > text.count(closing):
            end += 1
        return self._print[start:end]

    def question(self, last: int) -> bool:
        """Whether the sentence that ends before word `last` is a question."""
        if "?" not in self.text:
            return False
        until = self.starts[last] if last < len(self.starts) else len(self.text)
        return "?" in self.text[self.ends[last - 1] : until]
