"""The words of a lexicon that are nearly another: all terms walked at once, letter by letter.

Optimal string alignment: a letter more, less or other, or two neighbours changed round, is one edit (Damerau, 1964).
The table of distances is filled for every term at the same time, a column a letter, and only in the band of cells
that so few edits can reach (Ukkonen, 1985); a term whose column has no cell left within them is given up. Terms that
begin alike are walked as one to begin with, so that nearly all are given up before they are looked at singly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.terms import Lexicon

NO_WORDS = (b"=", b"~", "¶".encode())
"""What terms begin with that are no words of a text, in the order of the lexicon."""
TOGETHER = 3
"""Letters for which terms that begin alike are walked as one."""
MAX_BYTES = 4
"""The most bytes of one letter in UTF-8."""

Numbers = NDArray[np.intp]
Bytes = NDArray[np.uint8]
Letters = NDArray[np.uint8] | NDArray[np.uint32]
"""Code points; bytes where none is beyond ASCII."""


def near(lexicon: Lexicon, word: str, edits: int) -> list[int]:
    """The numbers of the words at most so many edits from `word`, rising; terms that are no words are passed over."""
    terms = np.concatenate([_of_length(lexicon, *stretch, word, edits) for stretch in _words(lexicon)])
    # a letter is read as far as its first byte says, so what comes behind the last one must be readable
    data = np.frombuffer(lexicon.data + bytes(MAX_BYTES), "u1")
    starts, ends = (lexicon.starts.take(terms + step).astype(np.intp) for step in (0, 1))
    heads = _heads(data, starts, ends)
    walk = Walk.of(data, word, edits, heads, starts.take(heads), ends.take(heads))
    found = list(walk.near(TOGETHER))
    walk.part(heads, starts, ends)
    found += walk.near(len(word) + edits + 1)
    return np.sort(terms.take(np.concatenate(found))).tolist()


def _words(lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The half-open ranges of terms that are words."""
    first = 0
    for mark in NO_WORDS:
        start, stop = lexicon.prefixed(mark)
        yield first, start
        first = stop
    yield first, len(lexicon)


def _of_length(lexicon: Lexicon, first: int, last: int, word: str, edits: int) -> Numbers:
    """The terms of a range that have neither too many nor too few bytes to be so near."""
    bounds = lexicon.starts[first : last + 1].astype("i8")
    lengths = bounds[1:] - bounds[:-1]
    widest = max((len(letter.encode()) for letter in word), default=0)
    size = len(word.encode())
    return np.flatnonzero((lengths >= size - edits * widest) & (lengths <= size + edits * MAX_BYTES)) + first


def _heads(data: Bytes, starts: Numbers, ends: Numbers) -> Numbers:
    """Where in the sorted terms other first letters begin; terms shorter, or not in ASCII there, stand alone."""
    alone = ends - starts < TOGETHER
    changed = np.zeros(len(starts), "?")
    for step in range(TOGETHER):
        byte = data.take(starts + step)
        alone |= byte >= 0x80
        changed[1:] |= byte[1:] != byte[:-1]
    changed[:1] = True
    changed[1:] |= alone[:-1]
    return np.flatnonzero(changed | alone)


@dataclass
class Walk:
    """Terms still in play: their numbers, the bytes not yet read, the letter read last, and columns of their tables.

    A column has a row for each distance from the diagonal, from `-edits` to `edits`: in the column of letter j, row d
    is the cell of the first j + d letters of the word. Cells count up to `edits + 1`, which is too far.
    """

    data: Bytes
    word: list[int]
    edits: int
    terms: Numbers
    place: Numbers
    end: Numbers
    last: Letters
    before: Bytes
    column: Bytes
    read: int = 0

    @classmethod
    def of(cls, data: Bytes, word: str, edits: int, terms: Numbers, starts: Numbers, ends: Numbers) -> "Walk":
        column = np.array([d if 0 <= d <= len(word) else edits + 1 for d in range(-edits, edits + 1)], "u1")
        columns = np.repeat(column[:, None], len(terms), axis=1)
        last = np.zeros(len(terms), "u1")
        before = np.full_like(columns, edits + 1)
        return cls(data, [ord(letter) for letter in word], edits, terms, starts, ends, last, before, columns)

    def near(self, letters: int) -> Iterator[Numbers]:
        """Walk on until so many letters are read: the numbers of terms that end before that, and are near enough."""
        yield self.terms[:0]
        while len(self.terms):
            ended = self.place >= self.end
            if ended.any():
                yield self._near(np.flatnonzero(ended))
                self._keep(np.flatnonzero(~ended))
            if self.read == letters:
                return
            self._step()
            if self.read > self.edits:  # before that, no term can have gone too far
                self._keep(np.flatnonzero(self.column.min(axis=0) <= self.edits))

    def part(self, heads: Numbers, starts: Numbers, ends: Numbers) -> None:
        """Go on with every term where until now one went for all that begin alike: from its head up to the next."""
        groups = np.searchsorted(heads, self.terms)
        sizes = np.append(heads, len(starts)).take(groups + 1) - self.terms
        owner = np.repeat(np.arange(len(groups)), sizes)
        behind = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        distance = self.place - starts.take(self.terms)
        self.terms = self.terms.take(owner) + behind
        self.place, self.end = starts.take(self.terms) + distance.take(owner), ends.take(self.terms)
        self.last = self.last.take(owner)
        self.before, self.column = self.before.take(owner, axis=1), self.column.take(owner, axis=1)

    def _near(self, ended: Numbers) -> Numbers:
        """Those of these terms, of which no letter is left, that the whole word is near to."""
        row = len(self.word) - self.read + self.edits
        if not 0 <= row <= 2 * self.edits:
            return self.terms[:0]
        return self.terms.take(ended[self.column[row].take(ended) <= self.edits])

    def _keep(self, kept: Numbers) -> None:
        if len(kept) < len(self.terms):
            self.terms, self.place, self.end = self.terms.take(kept), self.place.take(kept), self.end.take(kept)
            self.last = self.last.take(kept)
            self.before, self.column = self.before.take(kept, axis=1), self.column.take(kept, axis=1)

    def _step(self) -> None:
        """Read the next letter of every term, and fill its column."""
        letter = self._letters()
        self.read += 1
        too_far = np.uint8(self.edits + 1)
        fresh = np.full_like(self.column, too_far)
        for row in range(2 * self.edits + 1):
            upto = self.read + row - self.edits
            if upto == 0:
                fresh[row] = min(self.read, self.edits + 1)
            if not 1 <= upto <= len(self.word):
                continue
            cell = self.column[row] + (letter != self.word[upto - 1])
            if row < 2 * self.edits:
                np.minimum(cell, self.column[row + 1] + 1, out=cell)
            if row:
                np.minimum(cell, fresh[row - 1] + 1, out=cell)
            if upto > 1 and self.read > 1:
                kept = (letter != self.word[upto - 2]) | (self.last != self.word[upto - 1])
                np.minimum(cell, self.before[row] + 1 + kept * too_far, out=cell)
            np.minimum(cell, too_far, out=fresh[row])
        self.before, self.column, self.last = self.column, fresh, letter

    def _letters(self) -> Letters:
        """The code point at each term's place (RFC 3629), which moves behind it."""
        first = self.data.take(self.place)
        self.place = self.place + 1
        wide = np.flatnonzero(first >= 0xC0)
        if not len(wide):
            return first
        letter, lead, place = first.astype("u4"), first.take(wide), self.place.take(wide)
        more = 1 + (lead >= 0xE0).astype(np.intp) + (lead >= 0xF0)
        point = (lead & (0x3F >> more)).astype("u4")
        for step in range(MAX_BYTES - 1):
            point = np.where(more > step, point << 6 | (self.data.take(place + step) & 0x3F), point)
        letter[wide] = point
        self.place[wide] = place + more
        return letter
