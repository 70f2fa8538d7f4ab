"""Where words stand to each other in a document: in a row, or within a stretch."""

from collections import Counter
from collections.abc import Mapping

from articles.search.steps import Term


def in_a_row(terms: list[Mapping[int, float]]) -> float:
    """How often the terms stand one behind the other."""
    total = 0.0
    for start, weight in terms[0].items():
        weights = [weight, *(term.get(start + step, 0.0) for step, term in enumerate(terms[1:], 1))]
        total += min(weights)
    return total


def near(terms: list[tuple[Term, Mapping[int, float]]], within: int) -> float:
    """How many stretches of so many words, each begun by one of the terms, hold all of them at places of their own."""
    wanted = Counter(term.word.folded for term, _ in terms)
    places = {term.word.folded: positions for term, positions in terms}
    found = sorted((position, name) for name, positions in places.items() for position in positions)
    width = max(within, len(terms) - 1)
    inside: Counter[str] = Counter()
    total, end = 0, 0
    for start, (first, name) in enumerate(found):
        while end < len(found) and found[end][0] <= first + width:
            inside[found[end][1]] += 1
            end += 1
        distinct = len({position for position, _ in found[start:end]}) if len(wanted) > 1 else end - start
        total += distinct >= len(terms) and all(inside[word] >= count for word, count in wanted.items())
        inside[name] -= 1
    return float(total)
