"""What a step of a question finds in a segment: documents, and a way to their scores.

Scores are worked out only for the documents that are still there in the end, so what merely filters costs no score.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.engines.whoosh.searcher.columns import Floats
from articles.search.engines.whoosh.searcher.sets import Docs

Score = Callable[[Docs], Floats]
"""The scores of some documents, aligned with them, 0 for those that it knows nothing of."""


@dataclass(frozen=True)
class Part:
    """Documents found, and the way to scores; None: they have none."""

    docs: Docs
    score: Score | None = None

    def scores(self, docs: Docs) -> Floats:
        return total([self], docs)

    def among(self, docs: Docs) -> "Part":
        """The same, of these documents only."""
        return Part(docs, self.score)


def total(parts: Sequence[Part], docs: Docs) -> Floats:
    """The scores of documents, added in the order of the parts."""
    scores: Floats | None = None
    for part in parts:
        if part.score is not None:
            own = part.score(docs)
            scores = own if scores is None else scores + own
    return np.zeros(docs.doc_count if docs.is_dense else docs.count, "f4") if scores is None else scores
