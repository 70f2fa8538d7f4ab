"""Signatures of texts: how alike two texts are, from a hundred and a half of bytes of each.

MinHash over shingles of three folded words (A. Broder, On the resemblance and containment of documents, 1997). A word's
number is a polynomial over its letters, so that all words of a text are numbered at once: looking each up takes longer
than all else that is done with it.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from articles.folding import fold

BANDS, ROWS = 12, 3
LEAST_WORDS = 20
"""Shorter texts have too little in them to be like another."""
_KNOWN = 0x3100
"""Characters up to which a table holds what they fold to; beyond, in the scripts of East Asia, each is a letter."""
_CHANCE = np.random.default_rng(20251023)
_FACTORS = _CHANCE.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
_TERMS = _CHANCE.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
_PLACES = _CHANCE.integers(1, 2**63, 3, dtype=np.uint64) | np.uint64(1)
_BASE = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse among the numbers of 64 bits."""
_SHIFT = np.uint64(32)
_CHUNK = 4096
"""Shingles that are mixed at once: a text may be long, and memory is not."""
Signature = NDArray[np.uint32]
_Numbers = NDArray[np.uint64]


def signature(text: str) -> Signature | None:
    """The signature of a text; None where it is too short to have one."""
    numbers = _words(text)
    if len(numbers) < LEAST_WORDS:
        return None
    shingles = numbers[:-2] * _PLACES[0] + numbers[1:-1] * _PLACES[1] + numbers[2:] * _PLACES[2]
    least = np.full(BANDS * ROWS, 2**64 - 1, dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK):
        mixed = shingles[start : start + _CHUNK, None] * _FACTORS
        mixed += _TERMS
        np.minimum(least, mixed.min(axis=0), out=least)
    return (least >> _SHIFT).astype(np.uint32)


def likeness(one: Signature, other: Signature) -> float:
    """The share of shingles that two texts have in common, estimated."""
    return float((one == other).mean())


def _words(text: str) -> _Numbers:
    """A number for each word of a text, in order: the same where words differ by case and diacritics only."""
    letters = _letters(text)
    is_letter = letters != 0
    starts = np.flatnonzero(is_letter[1:] & ~is_letter[:-1]) + 1
    if len(is_letter) and is_letter[0]:
        starts = np.concatenate(([0], starts))
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    powers, inverses = _powers(1 << (len(letters) - 1).bit_length())
    numbers = np.add.reduceat(letters * powers[: len(letters)], starts) * inverses[starts]
    numbers ^= numbers >> _SHIFT  # else the lowest bits would be those of the letters alone
    return numbers


def _letters(text: str) -> _Numbers:
    """What each character of a text folds to, as a number; 0 for what is no part of a word."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if text.isascii() or codes.max(initial=0) < _KNOWN:
        return _table()[codes]
    return np.where(codes < _KNOWN, _table()[np.minimum(codes, _KNOWN - 1)], codes.astype(np.uint64))


@lru_cache(maxsize=1)
def _table() -> _Numbers:
    return np.array([_folded(chr(code)) for code in range(_KNOWN)], dtype=np.uint64)


def _folded(character: str) -> int:
    """A number for what a character folds to: of several letters one number that no letter has."""
    if not (character.isalnum() or character == "_"):
        return 0
    number = 0
    for letter in fold(character) or character:
        number = number << 21 | ord(letter)
    return number % 2**64


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[_Numbers, _Numbers]:
    """The first powers of the base, and of its inverse."""
    found = []
    for base in (_BASE, pow(_BASE, -1, 2**64)):
        powers = np.full(max(1, count), base, dtype=np.uint64)
        powers[0] = 1
        found.append(np.multiply.accumulate(powers))
    return found[0], found[1]
