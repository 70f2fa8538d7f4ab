"""The conditions of a question over the documents that its text has found in a segment."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.parts import Part
from articles.search.engines.whoosh.searcher.sets import Docs, Mask
from articles.search.plan import Condition, Plan


@dataclass(frozen=True)
class Chosen:
    """`part` is what fulfils every condition; `own` for each facet with conditions what fulfils all but its own."""

    part: Part
    own: dict[str, Docs]


def choose(leaf: Leaf, found: Part, plan: Plan) -> Chosen:
    """What the plan's dates, facets and types leave of the documents found."""
    docs = found.docs & leaf.everything
    if plan.first is not None or plan.last is not None:
        first, last = (day.toordinal() if day else None for day in (plan.first, plan.last))
        docs = docs.where(leaf.touching(docs, first, last))
    failing = {
        facet: ~_fulfilling(leaf, facet, conditions, docs)
        for facet, conditions in plan.conditions.items()
        if conditions
    }
    if not failing:
        return Chosen(found.among(docs), {})
    fails = np.sum(list(failing.values()), axis=0, dtype="u1")
    own = {facet: docs.where(fails == by_own) for facet, by_own in failing.items()}
    return Chosen(found.among(docs.where(fails == 0)), own)


def _fulfilling(leaf: Leaf, facet: str, conditions: Sequence[Condition], docs: Docs) -> Mask:
    """Which documents (aligned) fulfil every condition on a facet."""
    passing = np.ones(len(docs.aligned(leaf.everything.mask)), bool)
    for condition in conditions:
        any_of = np.zeros_like(passing)
        for value in condition.values:
            any_of |= docs.aligned(leaf.mask(facet, value))
        passing &= any_of != condition.negative
    return passing
