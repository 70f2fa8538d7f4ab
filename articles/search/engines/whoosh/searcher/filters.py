"""The conditions of a question over the documents that its text has found in a segment."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.parts import Ints, Mask, Part, chosen, kept
from articles.search.plan import Condition, Plan


@dataclass(frozen=True)
class Chosen:
    """`part` is what fulfils every condition; `own` for each facet with conditions what fulfils all but its own."""

    part: Part
    own: dict[str, Ints]


def choose(leaf: Leaf, found: Part, plan: Plan) -> Chosen:
    """What the plan's dates, facets and types leave of the documents found."""
    part = found if leaf.live is None else kept(found, leaf.live)
    if plan.first is not None or plan.last is not None:
        first, last = (day.toordinal() if day else None for day in (plan.first, plan.last))
        part = chosen(part, np.flatnonzero(leaf.touching(part.docs, first, last)))
    failing = {
        facet: ~_fulfilling(leaf, facet, conditions, part.docs)
        for facet, conditions in plan.conditions.items()
        if conditions
    }
    if not failing:
        return Chosen(part, {})
    fails = np.sum(list(failing.values()), axis=0, dtype="u1")
    own = {facet: part.docs.take(np.flatnonzero(fails == by_own)) for facet, by_own in failing.items()}
    return Chosen(part if not fails.any() else chosen(part, np.flatnonzero(fails == 0)), own)


def _fulfilling(leaf: Leaf, facet: str, conditions: Sequence[Condition], docs: Ints) -> Mask:
    passing = np.ones(len(docs), bool)
    for condition in conditions:
        any_of = np.zeros(len(docs), bool)
        for value in condition.values:
            any_of |= leaf.mask(facet, value).take(docs)
        passing &= any_of != condition.negative
    return passing
