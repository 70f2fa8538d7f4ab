"""Where words stand to each other in a document: in a row, or within a stretch."""

from collections import Counter
from collections.abc import Collection

from articles.search.steps import Term


def in_a_row(terms: list[Collection[int]]) -> float:
    """How often the terms stand one behind the other."""
    return float(sum(all(start + step in term for step, term in enumerate(terms)) for start in terms[0]))


def near(terms: list[tuple[Term, Collection[int]]], within: int) -> float:
    """Whether some stretch of so many words holds all of them, each at a place of its own; 1 or 0."""
    wanted = Counter(_class(term) for term, _ in terms)
    places = {_class(term): sorted(positions) for term, positions in terms}
    width = max(within, len(terms) - 1)
    for start in {position for positions in places.values() for position in positions}:
        inside = {each: sum(start <= position <= start + width for position in found) for each, found in places.items()}
        if all(inside[each] >= count for each, count in wanted.items()):
            return 1.0
    return 0.0


def _class(term: Term) -> tuple[bool, str]:
    """Words of one stem share their places."""
    return term.literal, term.word.folded if term.literal else term.word.stem
