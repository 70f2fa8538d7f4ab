"""What the index knows as a whole: how many documents have a value or a word, which ones answer a step best.

Each function raises `IndexUnavailable` where the index cannot be read.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from articles.search.engines.whoosh import engine
from articles.search.engines.whoosh.searcher.answering import Finding
from articles.search.engines.whoosh.searcher.counting import Counts, histogram
from articles.search.engines.whoosh.searcher.filters import Chosen
from articles.search.engines.whoosh.searcher.parts import Part
from articles.search.engines.whoosh.searcher.reaching import Reach, joint, reaches_of
from articles.search.engines.whoosh.snapshot import guarded
from articles.search.plan import Condition, Plan
from articles.search.results import DocumentType
from articles.search.steps import Step
from articles.search.tally import Histogram


def state() -> str:
    """A name of what the index holds now, another after each commit."""
    return engine.state(engine.current())


@guarded
def counts(facet: str, kind: DocumentType | None = None) -> Mapping[str, int]:
    """How many documents, of a type where one is given, have each value of a facet; without values that none has."""
    snapshot = engine.current()
    found = Counts(snapshot)
    for leaf in snapshot.leaves:
        docs = leaf.everything
        if kind is not None:
            docs = docs.where(docs.aligned(leaf.mask("type", kind)))
        found.add(leaf, Chosen(Part(docs), {}))
    values = snapshot.space(facet).values
    numbers = found.values.get(facet, np.zeros(0, "i8"))
    return {values[number]: int(numbers[number]) for number in np.flatnonzero(numbers).tolist()}


@guarded
def reaches(facet: str, kind: DocumentType) -> dict[str, Reach]:
    """What the documents of a type reach over for each value of a facet; "" is for those that have none."""
    snapshot = engine.current()
    found: dict[str, list[Reach]] = {}
    for leaf in snapshot.leaves:
        names = snapshot.space(facet).values
        values = [names[number] for number in snapshot.numbers(leaf, facet).numbers.tolist()]
        for value, reach in zip([*values, ""], reaches_of(leaf, facet, kind), strict=True):
            found.setdefault(value, []).append(reach)
    joined = {value: joint(parts) for value, parts in found.items()}
    return {value: reach for value, reach in joined.items() if reach.count}


@guarded
def spread(kind: DocumentType, unit: str) -> Histogram:
    """How many documents of a type begin in each year, month or day; and how many begin in none for certain."""
    leaves = engine.current().leaves
    return histogram(
        [(leaf, leaf.everything.where(leaf.everything.aligned(leaf.mask("type", kind)))) for leaf in leaves], unit
    )


@guarded
def frequencies(words: Iterable[str]) -> dict[str, int]:
    """How many documents have each of some folded words in a text, the most of title, dateline and text."""
    snapshot = engine.current()
    return {word: snapshot.frequency(word) for word in words}


@guarded
def best(step: Step, kind: DocumentType, count: int) -> list[tuple[int, float]]:
    """The documents of a type that answer a step best: keys of rows with scores, the best first, ties by time.

    Raises `TooMuchWork` where that would take too long.
    """
    snapshot = engine.current()
    wanted = Plan(step, kind, {"type": [Condition(frozenset({kind}))]})
    found = Finding(snapshot, wanted).first("relevance", count)
    return [(snapshot.document(key).pk, score) for key, score in found]
