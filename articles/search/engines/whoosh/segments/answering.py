"""A question's page: hits in order, facet counts and histogram, from one pass over each segment."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments import nodes
from articles.search.engines.whoosh.segments.dates import periods
from articles.search.engines.whoosh.segments.evaluation import Evaluator
from articles.search.engines.whoosh.segments.facets import DENSE_SHARE, FacetTable
from articles.search.engines.whoosh.segments.ordering import first_by_number, largest, walked
from articles.search.engines.whoosh.segments.parts import Part, chosen, mask_of

if TYPE_CHECKING:
    from articles.search.engines.whoosh.segments.snapshot import Leaf, Snapshot

Ints = NDArray[Any]
_NO_COUNTS = np.zeros(0, "i8")
_Hit = tuple[tuple[float, ...], int]  # key and document: the smallest key comes first


@dataclass
class _Tally:
    """What is added up over the segments."""

    total: int = 0
    undated: int = 0
    hits: list[_Hit] = field(default_factory=list)
    counts: dict[str, Ints] = field(default_factory=dict)  # by number of the value space
    days: list[tuple[int, Ints]] = field(default_factory=list)  # first day, counts from it on


class _Found:
    """A segment's documents for a question: those of the page, and those of each facet that has a selection."""

    def __init__(self, evaluator: Evaluator, question: nodes.Question) -> None:
        leaf = evaluator.leaf
        part = evaluator.part(question.node)
        if leaf.live is not None:
            part = chosen(part, np.flatnonzero(leaf.live.take(part.docs)))
        self.doc_count = evaluator.doc_count
        self.own: dict[str, Ints] = {}
        if question.selections:
            part = self._select(evaluator, question.selections, part)
        self.part: Part = part
        self.everything = len(part.docs) == evaluator.doc_count
        self._mask: NDArray[np.bool_] | None = None

    def _select(self, evaluator: Evaluator, selections: tuple[nodes.Selection, ...], part: Part) -> Part:
        """Keep what no selection refuses; for each facet, keep aside what no other facet's selection refuses."""
        refused = {}
        for selection in selections:
            refused[selection.field] = ~_passing(evaluator, selection, part.docs)
        fails = np.sum(list(refused.values()), axis=0, dtype="u1")
        for name, by_own in refused.items():
            self.own[name] = part.docs.take(np.flatnonzero(fails == by_own))
        return chosen(part, np.flatnonzero(fails == 0))

    @property
    def mask(self) -> NDArray[np.bool_]:
        if self._mask is None:
            self._mask = mask_of(self.part.docs, self.doc_count)
        return self._mask

    def counts(self, table: FacetTable, docs: Ints | None = None) -> Ints:
        """How many of the documents, by default those of the page, have each facet value."""
        if docs is None and self.everything:
            return table.totals
        of_page = docs is None
        docs = self.part.docs if docs is None else docs
        if len(docs) <= DENSE_SHARE * self.doc_count:
            return table.counts(docs, None)
        return table.counts(docs, self.mask if of_page else mask_of(docs, self.doc_count))


def _passing(evaluator: Evaluator, selection: nodes.Selection, docs: Ints) -> NDArray[np.bool_]:
    passing = np.ones(len(docs), bool)
    if selection.include:
        included = evaluator.part(nodes.AnyOf(selection.field, selection.include)).docs
        passing &= mask_of(included, evaluator.doc_count).take(docs)
    if selection.exclude:
        excluded = evaluator.part(nodes.AnyOf(selection.field, selection.exclude)).docs
        passing &= ~mask_of(excluded, evaluator.doc_count).take(docs)
    return passing


def answer(snapshot: "Snapshot", question: nodes.Question) -> nodes.Answer:
    """One page of a snapshot."""
    tally = _Tally()
    for leaf in snapshot.leaves:
        found = _Found(Evaluator(snapshot, leaf), question)
        tally.total += len(found.part.docs)
        tally.hits += _hits(snapshot, leaf, found, question)
        if question.facets:
            _count(snapshot, leaf, found, question, tally)
        if question.histogram is not None:
            _count_days(snapshot, leaf, found, question.histogram, tally)
    tally.hits.sort()
    page = tally.hits[question.start : question.start + question.count]
    return nodes.Answer(
        total=tally.total,
        docs=tuple(doc for _, doc in page),
        scores=tuple(-key[0] if question.order == "score" else 0.0 for key, _ in page),
        facets={name: _buckets(snapshot, question, name, tally) for name in question.facets},
        histogram=_bars(tally, question.histogram),
        undated=tally.undated,
    )


def _hits(snapshot: "Snapshot", leaf: "Leaf", found: _Found, question: nodes.Question) -> list[_Hit]:
    """The segment's first documents, as many as the page may need."""
    docs, wanted = found.part.docs, question.start + question.count
    if question.order != "score":
        return _dated(snapshot, leaf, found, question, wanted)
    if found.part.score is None:
        return [((0.0, leaf.base + doc), leaf.base + doc) for doc in docs[:wanted].tolist()]
    scores = found.part.score(None)
    places = largest(scores, wanted)
    keys = (-scores.take(places)).tolist()
    numbers = (docs.take(places).astype("i8") + leaf.base).tolist()
    return [((key, number), number) for key, number in zip(keys, numbers, strict=True)]


def _dated(snapshot: "Snapshot", leaf: "Leaf", found: _Found, question: nodes.Question, wanted: int) -> list[_Hit]:
    arrays, name = leaf.arrays, question.date_field
    numbers, known = arrays.numbers(name, snapshot.schema[name])
    newest = question.order == "newest"
    docs = None
    if len(found.part.docs) > wanted:
        docs = walked(found.mask, len(found.part.docs), arrays.order(name, snapshot.schema[name]), newest, wanted)
    if docs is None:
        docs = first_by_number(found.part.docs, numbers, known, newest, wanted)
    sign = -1 if newest else 1
    rows = zip(docs.tolist(), known.take(docs).tolist(), numbers.take(docs).tolist(), strict=True)
    return [
        ((0, sign * number, sign * doc) if has else (1, 0, doc), doc)
        for doc, has, number in ((doc + leaf.base, has, number) for doc, has, number in rows)
    ]


def _count(snapshot: "Snapshot", leaf: "Leaf", found: _Found, question: nodes.Question, tally: _Tally) -> None:
    """Add the segment's counts of all facets; one with a selection is counted over its own documents."""
    table = leaf.arrays.facets()
    shown = [name for name in question.facets if name in table.fields]
    shared = found.counts(table) if any(name not in found.own for name in shown) else None
    for name in shown:
        first, behind = table.fields[name]
        own = found.own.get(name)
        counts = found.counts(table, own) if own is not None or shared is None else shared
        numbers, size = snapshot.numbers(leaf, name)
        whole = tally.counts.get(name, _NO_COUNTS)
        if len(whole) < size:
            whole = np.concatenate((whole, np.zeros(size - len(whole), "i8")))
        whole[numbers] += counts[first:behind]
        tally.counts[name] = whole


def _buckets(snapshot: "Snapshot", question: nodes.Question, name: str, tally: _Tally) -> tuple[tuple[str, int], ...]:
    selected = [s for s in question.selections if s.field == name]
    always = [value for selection in selected for value in (*selection.include, *selection.exclude)]
    return snapshot.space(name).largest(tally.counts.get(name, _NO_COUNTS), question.buckets, always)


def _count_days(snapshot: "Snapshot", leaf: "Leaf", found: _Found, histogram: nodes.Histogram, tally: _Tally) -> None:
    column = leaf.arrays.dates(histogram.field, snapshot.schema[histogram.field])
    counts = column.counts(None if found.everything else found.part.docs)
    tally.undated += int(counts[0])
    tally.days.append((column.first, counts[1:]))


def _bars(tally: _Tally, histogram: nodes.Histogram | None) -> tuple[tuple[str, int], ...]:
    if histogram is None or not tally.days:
        return ()
    first = min(start for start, _ in tally.days)
    last = max(start + len(counts) for start, counts in tally.days)
    whole = np.zeros(last - first, "i8")
    for start, counts in tally.days:
        whole[start - first : start - first + len(counts)] += counts
    return periods(whole, first, histogram.unit)
