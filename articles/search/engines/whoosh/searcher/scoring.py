"""Whoosh's BM25 over arrays (`whoosh.scoring.bm25`, after Robertson et al., "Okapi at TREC-3", 1994).

    score = weight × idf × f (K1 + 1) / (f + K1 ((1 - B) + B length / average))

with f how often a document has what is asked for in the field, and lengths as Whoosh's length bytes stand for them.
The constants, and the weights of the fields, are those of `articles.search.ranking`.
"""

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.documents import LENGTH_OF_BYTE
from articles.search.ranking import K1, B


def norms_of(lengths: NDArray[np.uint8], average: float) -> NDArray[np.float32]:
    """K1 ((1 - B) + B length / average) of every document, f4."""
    relative = LENGTH_OF_BYTE / average if average else np.ones(256)
    norms: NDArray[np.float32] = (K1 * ((1 - B) + B * relative)).astype("f4").take(lengths)
    return norms


def bm25(frequencies: NDArray[np.float32] | None, norms: NDArray[np.float32], factor: float) -> NDArray[np.float64]:
    """Scores; `factor` is weight × idf, frequencies None stands for 1 each."""
    scores = norms.astype("f8")
    if frequencies is None:
        return factor * (K1 + 1) / (scores + 1)
    scores += frequencies
    np.divide(frequencies, scores, out=scores)
    scores *= factor * (K1 + 1)
    return scores
