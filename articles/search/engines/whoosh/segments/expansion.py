"""Which words of a field a prefix or a misspelling stands for."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.terms import Lexicon


def one_edit_apart(left: str, right: str) -> bool:
    """Whether at most one insertion, deletion or substitution makes one of the other (Levenshtein, 1966)."""
    if abs(len(left) - len(right)) > 1:
        return False
    same = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        same += 1
    if len(left) == len(right):
        return left[same + 1 :] == right[same + 1 :]
    shorter, longer = sorted((left, right), key=len)
    return shorter[same:] == longer[same + 1 :]


def misspellings(lexicon: Lexicon, word: str) -> list[int]:
    """The numbers of the terms at most one edit from `word`, rising.

    One edit leaves the first or the last half of a word as it is: terms with the first half are a range of the sorted
    terms, those with the last half are found by comparing all terms' ends byte by byte.
    """
    half = len(word) // 2
    head, tail = word[:half].encode(), word[half:].encode()
    candidates = set(_ending(lexicon, tail if half else b"", len(word.encode())).tolist())
    if half:
        candidates.update(range(*lexicon.prefixed(head)))
    return sorted(n for n in candidates if one_edit_apart(lexicon[n].decode(errors="replace"), word))


def _ending(lexicon: Lexicon, tail: bytes, length: int) -> NDArray[np.intp]:
    """Terms that end so, of a length in bytes that one edit can reach (a letter has at most four)."""
    data = np.frombuffer(lexicon.data, "u1")
    ends = lexicon.starts[1:].astype("i8")
    lengths = ends - lexicon.starts[:-1]
    found = np.flatnonzero((lengths >= len(tail)) & (abs(lengths - length) <= 4))
    for place, byte in enumerate(reversed(tail), start=1):
        found = found.take(np.flatnonzero(data.take(ends.take(found) - place) == byte))
    return found


def commonest(terms: dict[bytes, int], limit: int) -> tuple[bytes, ...]:
    """The terms that most documents have, at most `limit`, equal ones by name; sorted by name."""
    kept = sorted(terms, key=lambda term: (-terms[term], term))[:limit]
    return tuple(sorted(kept))


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Rising numbers as half-open ranges of neighbours: one read each instead of one a term."""
    if not numbers:
        return []
    breaks = [place for place, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1]
    edges = [0, *breaks, len(numbers)]
    return [(numbers[a], numbers[b - 1] + 1) for a, b in pairwise(edges)]
