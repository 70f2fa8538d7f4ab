"""A question answered from a snapshot: what `articles.search.answering` says of any source, over arrays."""

import time
from collections.abc import Iterator
from datetime import date

import numpy as np

from articles.search import budget
from articles.search.engines.whoosh.searcher import counting
from articles.search.engines.whoosh.searcher.columns import Floats
from articles.search.engines.whoosh.searcher.evaluation import Evaluator, Statistics
from articles.search.engines.whoosh.searcher.filters import Chosen, choose
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.ordering import best, by_time, recency
from articles.search.engines.whoosh.searcher.parts import Part
from articles.search.engines.whoosh.searcher.passages import snippets
from articles.search.engines.whoosh.searcher.sets import Docs, Mask
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.searcher.spelling import SnapshotSpelling
from articles.search.fields import PAGE_SIZE, Sort, pages_of
from articles.search.names import Names
from articles.search.ordering import identity
from articles.search.plan import Plan, plan
from articles.search.query import Query
from articles.search.ranking import WEIGHTS
from articles.search.results import Hit, Matching, Outline, Results, TooMuchWork
from articles.search.source import EXACT, Key
from articles.search.steps import all_terms, excluded_terms, terms_of, too_many_to_leave_out
from articles.search.suggestions import did_you_mean


def answer(query: Query, snapshot: Snapshot, names: Names, today: date, *, counted: bool = True) -> Results:
    """The page of results that a query asks for; without facets, types, histogram and proposal unless `counted`."""
    began = time.perf_counter()
    wanted = plan(query, names, today)
    deadline = budget.deadline()
    found = Finding(snapshot, wanted, deadline)
    start = (query.page - 1) * PAGE_SIZE
    hits = found.first(query.order, start + PAGE_SIZE)[start:]
    counts = counting.Counts(snapshot)
    bars = counting.NO_BARS
    if counted:
        for leaf, chosen in found.leaves:
            counts.add(leaf, chosen)
        bars = counting.histogram([(leaf, chosen.part.docs) for leaf, chosen in found.leaves])
    offered = {} if found.total or not counted else counting.commonest(snapshot, wanted)
    return Results(
        total=found.total,
        page=query.page,
        pages=pages_of(found.total),
        hits=tuple(_hits(hits, snapshot, wanted)),
        facets=counts.facets(wanted, offered) if counted else (),
        histogram=bars.periods,
        types=counts.types(wanted) if counted else (),
        undated=bars.undated,
        imprecise=bars.imprecise,
        did_you_mean=_did_you_mean(query, snapshot, names, today, deadline) if found.nothing and counted else None,
        partial=found.partial,
        took_ms=round((time.perf_counter() - began) * 1000, 1),
    )


def outline(query: Query, snapshot: Snapshot, names: Names, today: date, most: int) -> Outline:
    """The answer in short, with so many of the first documents: nothing is counted or read that it does not have."""
    found = Finding(snapshot, plan(query, names, today))
    bars = counting.histogram([(leaf, chosen.part.docs) for leaf, chosen in found.leaves])
    first = tuple(identity(snapshot.moment(key)) for key, _ in found.first(query.order, most))
    return Outline(found.total, first, bars.periods, found.partial)


def matching(query: Query, snapshot: Snapshot, names: Names, today: date) -> Matching:
    """Every document that answers a question."""
    found = Finding(snapshot, plan(query, names, today))
    moments = [leaf.moments().take(chosen.part.docs.rising) for leaf, chosen in found.leaves]
    return Matching(frozenset(identity(moment) for of_leaf in moments for moment in of_leaf.tolist()), found.partial)


class Finding:
    """What a plan finds in a snapshot, segment by segment.

    Raises `TooMuchWork` where that takes longer than to the `deadline`, in seconds of this thread's CPU time.
    """

    def __init__(self, snapshot: Snapshot, wanted: Plan, deadline: float | None = None) -> None:
        self.snapshot = snapshot
        self.plan = wanted
        self.partial = False
        self.statistics = Statistics(snapshot.doc_count, deadline or budget.deadline())
        excluded = set(excluded_terms(wanted.step))
        for term in all_terms(wanted.step):
            if term.kind != "word":
                self.statistics.expansions[term], complete = snapshot.expanded(term)
                if not complete and term in excluded:
                    raise TooMuchWork(too_many_to_leave_out(term))
                self.partial = self.partial or not complete
        parts = [(leaf, self._part(leaf)) for leaf in snapshot.leaves]
        self.nothing = not any(part.docs.count for _, part in parts)
        self.leaves: list[tuple[Leaf, Chosen]] = [(leaf, choose(leaf, part, wanted)) for leaf, part in parts]
        self.total = sum(chosen.part.docs.count for _, chosen in self.leaves)

    def _part(self, leaf: Leaf) -> Part:
        if self.plan.step is None:
            return Part(leaf.everything)
        return Evaluator(leaf, self.statistics).part(self.plan.step)

    def first(self, order: Sort, count: int) -> list[tuple[Key, float]]:
        """The first `count` documents with their scores, which are 0 when they are sorted by time."""
        if order == "relevance" and any(chosen.part.score for _, chosen in self.leaves):
            return self._best(count)
        newest = order != "oldest"
        found: list[tuple[int, Key]] = []
        for leaf, chosen in self.leaves:
            docs = by_time(leaf, chosen.part.docs, newest, count)
            moments = leaf.moments().take(docs)
            ranks = ~recency(moments) if newest else moments
            found += zip(ranks.tolist(), (docs.astype("i8") + leaf.base).tolist(), strict=True)
        return [(key, 0.0) for _, key in sorted(found)[:count]]

    def _best(self, count: int) -> list[tuple[Key, float]]:
        found: list[tuple[float, int, Key]] = []
        for (leaf, chosen), scores in zip(self.leaves, self._scores(), strict=True):
            docs, own = best(chosen.part.docs, scores, leaf.moments(), count)
            ranks = ~recency(leaf.moments().take(docs))
            keys = docs.astype("i8") + leaf.base
            found += zip((-own).tolist(), ranks.tolist(), keys.tolist(), strict=True)
        return [(key, -score) for score, _, key in sorted(found)[:count]]

    def _scores(self) -> list[Floats]:
        """The scores of every segment's documents, lifted above all others where they have the words as written."""
        scores: list[Floats] = []
        for _, chosen in self.leaves:
            self.statistics.check()
            docs = chosen.part.docs
            scores.append(docs.only(chosen.part.scores(docs)))
        written = [term.word.exact for term in terms_of(self.plan.step) if term.kind == "word" and term.word.exact]
        if not written:
            return scores
        exact = [_having(leaf, written, chosen.part.docs) for leaf, chosen in self.leaves]
        others = max((float(one[~mask].max(initial=0)) for one, mask in zip(scores, exact, strict=True)), default=0.0)
        return [np.where(mask, one + np.float32(others), one) for one, mask in zip(scores, exact, strict=True)]


def _having(leaf: Leaf, written: list[str], docs: Docs) -> Mask:
    """Which of the documents (aligned) have all these words, in some text, just as they are written."""
    having = docs.aligned(docs.mask)
    for word in written:
        mask = np.zeros(leaf.doc_count, bool)
        for name in WEIGHTS:
            number = leaf.arrays.find(name, f"{EXACT}{word}".encode())
            if number is not None:
                mask[leaf.arrays.docs(name, number)] = True
        having = having & docs.aligned(mask)
    return having


def _hits(found: list[tuple[Key, float]], snapshot: Snapshot, wanted: Plan) -> Iterator[Hit]:
    documents = {key: snapshot.shown(key) for key, _ in found}
    shown = snippets(snapshot, documents, wanted.step)
    for key, score in found:
        document = documents[key]
        yield Hit(document.type, document.pk, document.slug, round(score, 4), shown[key])


def _did_you_mean(query: Query, snapshot: Snapshot, names: Names, today: date, deadline: float) -> str | None:
    def count(other: Query) -> int:
        try:
            return Finding(snapshot, plan(other, names, today), deadline).total
        except TooMuchWork:  # no reason to refuse the question itself
            return 0

    return did_you_mean(query, SnapshotSpelling(snapshot), count, names)
