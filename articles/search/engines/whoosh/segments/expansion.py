"""The terms that one word of a question stands for: the commonest of them, and what lies side by side."""

from itertools import pairwise


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
