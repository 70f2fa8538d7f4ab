"""A paragraph as folded words that know where they stand, and its sentences."""

import re
from bisect import bisect_left
from functools import lru_cache

from articles.folding import fold
from articles.wire.suggesting.words import phrases

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…][\"”’»)]*\s+(?=[\"“‘«(]*[^\W\d_a-zа-я]|[\"“‘«(]*\d)")
# Words before a full stop that ends no sentence; single letters are initials.
_SHORT = phrases(
    "mr mrs ms dr prof st gen sen gov rep hon no vs col lt",
)
_MONTHS = frozenset(["jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec"])
_WITHIN = frozenset([" ", "-", "–", "—", "’", "'", ".", "/", " – ", " - ", "\u00a0", "‑"])


LONGEST = 160
"""Words of a sentence; what goes on longer is read in pieces, so that no text takes long."""


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word folded; the words of copy recur."""
    return word.lower() if word.isascii() else fold(word)


@lru_cache(maxsize=1 << 12)
def folded_phrase(text: str) -> str:
    """A title or name folded; a story says it again and again."""
    return fold(text)


class Paragraph:
    """One paragraph: `words` folded, `starts` and `ends` in the text, `sentences` as ranges of words."""

    __slots__ = ("ends", "number", "sentences", "starts", "text", "words")

    def __init__(self, number: int, text: str) -> None:
        self.number, self.text = number, text
        found = list(_WORD.finditer(text))
        self.words = [folded(match[0]) for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.sentences = self._sentences()

    def _sentences(self) -> list[tuple[int, int]]:
        ranges, first = [], 0
        for match in _STOP.finditer(self.text):
            last = bisect_left(self.starts, match.end())
            if last <= first or (match[0][0] == "." and self._shortened(last - 1, match.start())):
                continue
            ranges.append((first, last))
            first = last
        if first < len(self.words):
            ranges.append((first, len(self.words)))
        if all(last - first <= LONGEST for first, last in ranges):
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
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def joined(self, first: int, last: int) -> bool:
        """Whether words make one expression: nothing but spaces, hyphens, apostrophes between them."""
        return all(self.gap(index) in _WITHIN for index in range(first + 1, last))

    def capital(self, index: int) -> bool:
        """Whether a word is printed with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def printed(self, first: int, last: int) -> str:
        """The words of a range as they are printed; an opened quotation mark or bracket is closed."""
        end = self.ends[last - 1]
        text = self.text[self.starts[first] : end]
        closing = self.text[end : end + 1]
        pairs = {"”": "“", ")": "(", "’": "‘", "»": "«"}
        if closing in pairs and text.count(pairs[closing]) > text.count(closing):
            text += closing
        return text

    def question(self, last: int) -> bool:
        """Whether the sentence that ends before word `last` is a question."""
        until = self.starts[last] if last < len(self.starts) else len(self.text)
        return "?" in self.text[self.ends[last - 1] : until]
