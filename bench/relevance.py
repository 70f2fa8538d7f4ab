"""How good an order of documents is, by judges' grades: average precision, nDCG, recall.

Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques (2002), with gains of 2^grade - 1, as Burges et
al. (2005) have them; a document that nobody judged has grade 0.
"""

from collections.abc import Mapping, Sequence
from math import log2

Grades = Mapping[str, int]


def average_precision(ranked: Sequence[str], grades: Grades) -> float:
    """The mean, over all relevant documents, of the precision at the rank of each; 0 for one that is not ranked."""
    found, total = 0, 0.0
    for rank, name in enumerate(ranked, 1):
        if grades.get(name, 0) > 0:
            found += 1
            total += found / rank
    return total / relevant(grades)


def ndcg(ranked: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """The gain of the first documents, less the lower they stand, as a part of the best that could be."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(name, 0) for name in ranked[:depth]]) / _gain(best[:depth])


def recall(ranked: Sequence[str], grades: Grades, depth: int = 100) -> float:
    """The part of the relevant documents that stands among the first."""
    return sum(grades.get(name, 0) > 0 for name in ranked[:depth]) / relevant(grades)


def relevant(grades: Grades) -> int:
    return sum(grade > 0 for grade in grades.values())


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))
