"""Whoosh's BM25F over arrays (`whoosh.scoring.bm25`, after Robertson et al., "Okapi at TREC-3", 1994).

    score = idf × w (K1 + 1) / (w + K1 ((1 - B) + B length / average))     idf = ln(documents / (df + 1)) + 1

with w the posting's weight (frequency times boosts), lengths as Whoosh's length bytes stand for them, and deleted
documents counted until a merge drops them. Fields that keep no lengths score w.
"""

from math import log

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.documents import LENGTH_OF_BYTE

B = 0.75
K1 = 1.2


def idf(documents: int, df: int) -> float:
    """How much a term tells that `df` of so many documents have."""
    return log(documents / (df + 1)) + 1


def norms_of(lengths: NDArray[np.uint8], average: float) -> NDArray[np.float32]:
    """The formula's K1 ((1 - B) + B length / average) for each document, f4 (docs)."""
    table = K1 * ((1 - B) + B * LENGTH_OF_BYTE / (average or 1))
    norms: NDArray[np.float32] = table.astype("f4").take(lengths)
    return norms


def bm25(weights: NDArray[np.float32] | None, norms: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
    """Scores of postings; `factor` is boost × idf × (K1 + 1), weights None stands for 1 each."""
    if weights is None:
        return np.float32(factor) / (norms + np.float32(1))
    scores = norms + weights
    np.divide(weights, scores, out=scores)
    scores *= np.float32(factor)
    return scores
