"""BM25F over arrays, as `articles.search.ranking` has it; lengths are as Whoosh's length bytes stand for them."""

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.searcher.columns import Floats
from articles.search.engines.whoosh.segments.documents import LENGTH_OF_BYTE
from articles.search.ranking import K1, WEIGHTS, B


def norms_of(field: str, lengths: NDArray[np.uint8], average: float) -> Floats:
    """What one occurrence in a field counts in every document, f4 (docs)."""
    relative = LENGTH_OF_BYTE / average if average else np.ones(256)
    norms: Floats = (WEIGHTS[field] / ((1 - B) + B * relative)).astype("f4").take(lengths)
    return norms


def saturated(shares: Floats, idf: float) -> Floats:
    """Scores, from what a term counts in all fields of a document together."""
    scores = shares + np.float32(K1)
    np.divide(shares, scores, out=scores)
    scores *= np.float32(idf * (K1 + 1))
    return scores
