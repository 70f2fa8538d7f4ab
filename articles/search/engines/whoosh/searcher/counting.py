"""What surrounds the hits, added up over the segments: facets and types, each without its own choice; the histogram."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from articles.search import tally
from articles.search.engines.whoosh.searcher.filters import Chosen
from articles.search.engines.whoosh.searcher.leaf import NO_DAY, Leaf
from articles.search.engines.whoosh.searcher.sets import Docs, Ints
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.segments.facets import FacetTable
from articles.search.fields import FACETS, MOST_VALUES
from articles.search.plan import Plan
from articles.search.results import Bucket, Facet, Period

_FORMATS = {"year": "datetime64[Y]", "month": "datetime64[M]", "day": "datetime64[D]"}
_FIRST_DAY = np.datetime64("0001-01-01", "D")
UNDATED, IMPRECISE, BARS = 0, 1, 2
"""Codes of documents in a histogram: without a date, with one that fits no bar, and from here on the bars."""


NO_BARS = tally.Histogram((), 0, 0)


@dataclass
class Counts:
    """How many documents have each value of each facet and type, by the value's number in the snapshot's space."""

    snapshot: Snapshot
    values: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def add(self, leaf: Leaf, found: Chosen) -> None:
        """Count a segment; a facet with conditions is counted over the documents that fulfil all others."""
        table = leaf.facets()
        shared = [name for name in table.fields if name not in found.own]
        if shared:
            counts = _counted(table, found.part.docs, 0, len(table.totals))
            for name in shared:
                first, behind = table.fields[name]
                self.take(leaf, name, counts[first:behind])
        for name, docs in found.own.items():
            if name in table.fields:
                self.take(leaf, name, _counted(table, docs, *table.fields[name]))

    def take(self, leaf: Leaf, name: str, counts: NDArray[np.int64]) -> None:
        mapping = self.snapshot.numbers(leaf, name)
        whole = self.values.get(name)
        if whole is None or len(whole) < mapping.behind:
            grown = np.zeros(max(mapping.behind, len(self.snapshot.space(name).values)), "i8")
            if whole is not None:
                grown[: len(whole)] = whole
            whole = self.values[name] = grown
        mapping.add(counts, whole)

    def of(self, name: str, value: str) -> int:
        counts = self.values.get(name)
        return 0 if counts is None else self.snapshot.space(name).count(counts, value)

    def facets(self, plan: Plan, offered: Mapping[str, Sequence[str]]) -> tuple[Facet, ...]:
        """Every facet in its order; `offered` values stand there at zero where nothing is found."""
        return tuple(self._facet(name, plan, offered.get(name, ())) for name in FACETS)

    def _facet(self, name: str, plan: Plan, offered: Sequence[str]) -> Facet:
        selected, excluded = tally.chosen(plan.conditions.get(name, []))
        counts = self.values.get(name, np.zeros(0, "i8"))
        values, numbers, having = self.snapshot.space(name).largest(counts, MOST_VALUES, sorted(selected | excluded))
        further = having - (len(numbers) - numbers.count(0))
        if not selected and not excluded:
            return Facet(name, tuple(map(Bucket, [*values, *offered], [*numbers, *(0 for _ in offered)])), further)
        buckets = [
            Bucket(value, count, value in selected, value in excluded)
            for value, count in zip(values, numbers, strict=True)
        ]
        buckets += [Bucket(value, 0) for value in offered if value not in values and not self.of(name, value)]
        return Facet(name, tuple(buckets), further)

    def types(self, plan: Plan) -> tuple[Bucket, ...]:
        """Every type in its order, with how many of its documents answer."""
        return tally.types({kind: self.of("type", kind) for kind in tally.TYPES}, plan)


def _counted(table: FacetTable, docs: Docs, first: int, behind: int) -> NDArray[np.int64]:
    """How many of the documents have each of a range of values."""
    if docs.is_all:
        return table.totals[first:behind]
    if table.is_walked(docs.count, first, behind):
        return table.by_value(docs.mask, first, behind)
    return table.by_document(docs.rising, docs.mask, first, behind)


def commonest(snapshot: Snapshot, plan: Plan) -> dict[str, list[str]]:
    """The values that most documents of the type asked for (or of all) have, facet by facet."""
    counts = Counts(snapshot)
    for leaf in snapshot.leaves:
        docs = leaf.everything
        if plan.type is not None:
            docs = docs.where(docs.aligned(leaf.mask("type", plan.type)))
        table = leaf.facets()
        values = _counted(table, docs, 0, len(table.totals))
        for name, (first, behind) in table.fields.items():
            counts.take(leaf, name, values[first:behind])
    return {name: snapshot.space(name).largest(found, tally.OFFERED)[0] for name, found in counts.values.items()}


def histogram(found: Sequence[tuple[Leaf, Docs]], unit: str | None = None) -> tally.Histogram:
    """By year where hits span more than three years, else by month, else, within two months, by day; or by a `unit`."""
    edges = [edge for leaf, docs in found if (edge := _edges(leaf, docs)) is not None]
    if not edges:
        return tally.Histogram((), sum(docs.count for _, docs in found), 0)
    first, last = min(low for low, _ in edges), max(high for _, high in edges)
    unit = unit or tally.unit(last - first)
    start, bars = _bar(first, unit), _bar(last, unit) - _bar(first, unit) + 1
    whole = np.zeros(bars, "i8")
    undated = imprecise = 0
    for leaf, docs in found:
        counts, begins = _binned(leaf, docs, unit)
        undated += int(counts[UNDATED])
        imprecise += int(counts[IMPRECISE])
        of_bars = np.flatnonzero(counts[BARS:])
        whole[of_bars + (begins - start)] += counts[BARS:].take(of_bars)
    filled = np.flatnonzero(whole)
    names = (start + filled).astype(_FORMATS[unit]).astype(str)
    periods = (Period(name, count) for name, count in zip(names.tolist(), whole.take(filled).tolist(), strict=True))
    return tally.Histogram(tuple(periods), undated, imprecise)


def _edges(leaf: Leaf, docs: Docs) -> tuple[int, int] | None:
    """The first and the last day that the beginnings of documents may lie on."""
    lows, highs = _spans(leaf) if docs.is_all else (docs.numbers(docs.aligned(side)) for side in _spans(leaf))
    last = int(highs.max(initial=NO_DAY))
    return None if last == NO_DAY else (int(lows.min()), last)


def _spans(leaf: Leaf) -> tuple[Ints, Ints]:
    """Each document's first and last day, an open side filled by the other; what is undated is after and before all."""

    def make() -> tuple[Ints, Ints]:
        earliest, latest = leaf.days("earliest"), leaf.days("latest")
        far = np.where(latest == NO_DAY, np.iinfo("i4").max, latest)
        low = np.where(earliest == NO_DAY, far, earliest).astype("i4")
        return low, np.where(latest == NO_DAY, earliest, latest).astype("i4")

    spans: tuple[Ints, Ints] = leaf.arrays.once("spans", "", make)
    return spans


def _binned(leaf: Leaf, docs: Docs, unit: str) -> tuple[NDArray[np.int64], int]:
    """How many documents have each code, and the bar of the first code that stands for one."""

    def make() -> tuple[Ints, int, Ints]:
        earliest, latest = leaf.days("earliest"), leaf.days("latest")
        begins, ends = _bars(earliest, unit), _bars(latest, unit)
        fitting = (earliest != NO_DAY) & (latest != NO_DAY) & (begins == ends)
        first = int(begins[fitting].min()) if fitting.any() else 0
        codes = np.where(fitting, begins - first + BARS, IMPRECISE)
        codes[(earliest == NO_DAY) & (latest == NO_DAY)] = UNDATED
        codes = codes.astype(np.min_scalar_type(int(codes.max(initial=0))))
        return codes, first, np.bincount(codes, minlength=BARS)

    codes, first, totals = leaf.arrays.once("bars", unit, make)
    if docs.is_all:
        return totals, first
    return np.bincount(docs.numbers(docs.aligned(codes)), minlength=BARS), first


def _bars(days: Ints, unit: str) -> NDArray[np.int64]:
    """Days, counted as `date.toordinal` does, as years, months or days since 1970; for `NO_DAY` some number.

    A calendar of every day that occurs is looked up in a tenth of the time that working out each document's takes.
    """
    known = days[days != NO_DAY]
    if not len(known):
        return np.zeros(len(days), "i8")
    first, last = int(known.min()), int(known.max())
    if last - first > len(days):
        return _counted_from_1970(days, unit)
    return _counted_from_1970(np.arange(first, last + 1), unit).take(np.maximum(days, first) - first)


def _counted_from_1970(days: Ints, unit: str) -> NDArray[np.int64]:
    return (_FIRST_DAY + (days.astype("i8") - 1)).astype(_FORMATS[unit]).astype("i8")


def _bar(day: int, unit: str) -> int:
    return int(_bars(np.array([day]), unit)[0])
