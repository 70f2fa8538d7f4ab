"""A number for each of some documents of a segment: how often they have a word, and what that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.searcher.sets import DENSE, NO_DOCS, Docs, Ints, distinct, located

Floats = NDArray[np.float32]
_WALKED = 6
"""A list with more than one in so many documents is added to a dense column by way of the whole segment."""


@dataclass(frozen=True)
class Listed:
    """Documents, u4 rising, and a number for each, one for all, or, where there is none, 1."""

    docs: Ints
    numbers: Ints | None = None
    times: float = 1.0

    def values(self) -> Floats:
        if self.numbers is None:
            return np.full(len(self.docs), self.times, "f4")
        return self.numbers.astype("f4", copy=False) if self.times == 1.0 else self.numbers * np.float32(self.times)

    def among(self, docs: Ints, doc_count: int) -> "Listed":
        """The same of those documents that are among some others."""
        here, _ = located(self.docs, docs, doc_count)
        numbers = None if self.numbers is None else self.numbers.take(here)
        return Listed(self.docs.take(here), numbers, self.times)


NOWHERE = Listed(NO_DOCS)


@dataclass(frozen=True)
class Column:
    """`numbers` above 0 beside rising `docs`, or, where these are None, for every document (0 where there is none)."""

    doc_count: int
    numbers: Floats
    rising: Ints | None = None

    @cached_property
    def docs(self) -> Docs:
        """The documents that have a number."""
        if self.rising is None:
            return Docs(self.doc_count, mask=self.numbers > 0)
        return Docs(self.doc_count, self.rising)

    @property
    def listed(self) -> Listed:
        """The same as a list."""
        docs = self.docs.rising
        return Listed(docs, self.numbers if self.rising is not None else self.numbers.take(docs))

    def beside(self, docs: Docs) -> Floats:
        """The numbers of some documents, aligned with these; 0 for those that have none. To be left as it is."""
        if self.rising is None:
            return docs.aligned(self.numbers)
        if docs.is_dense:
            numbers = np.zeros(self.doc_count, "f4")
            numbers[self.rising] = self.numbers
            return numbers
        if docs.rising is self.rising:
            return self.numbers
        numbers = np.zeros(docs.count, "f4")
        here, there = located(docs.rising, self.rising, self.doc_count)
        numbers[here] = self.numbers.take(there)
        return numbers


def summed(lists: Sequence[tuple[Listed, Floats | None]], doc_count: int) -> Column:
    """Lists added up, each number times what a factor (of every document, None: 1) says of its document."""
    lists = [(one, factors) for one, factors in lists if len(one.docs)]
    size = sum(len(one.docs) for one, _ in lists)
    if size * DENSE <= doc_count:
        return _summed_sparse(lists, doc_count)
    sums = np.zeros(doc_count, "f4")
    for one, factors in lists:
        if len(one.docs) * _WALKED <= doc_count:
            values = one.values()
            sums[one.docs] += values if factors is None else values * factors.take(one.docs)
            continue
        whole = np.zeros(doc_count, "f4")
        whole[one.docs] = one.times if one.numbers is None else one.numbers
        if one.numbers is not None and one.times != 1.0:
            whole *= np.float32(one.times)
        if factors is not None:
            whole *= factors
        sums += whole
    return Column(doc_count, sums)


def _summed_sparse(lists: Sequence[tuple[Listed, Floats | None]], doc_count: int) -> Column:
    values = [one.values() if factors is None else one.values() * factors.take(one.docs) for one, factors in lists]
    if not lists:
        return Column(doc_count, np.empty(0, "f4"), NO_DOCS)
    if len(lists) == 1:
        return Column(doc_count, values[0], lists[0][0].docs)
    docs = distinct([one.docs for one, _ in lists])
    sums = np.zeros(len(docs), "f4")
    for (one, _), numbers in zip(lists, values, strict=True):
        sums[np.searchsorted(docs, one.docs)] += numbers
    return Column(doc_count, sums, docs)


def gathered(docs: Ints, numbers: Ints | None, doc_count: int) -> Listed:
    """One list of several that stand one behind the other, their numbers added up."""
    if len(docs) * DENSE > doc_count:
        sums = np.bincount(docs, weights=numbers, minlength=doc_count)
        distinct_docs = np.flatnonzero(sums).astype("u4")
        return Listed(distinct_docs, sums.take(distinct_docs).astype("f4"))
    order = np.argsort(docs, kind="stable")
    rising = docs.take(order)
    firsts = np.flatnonzero(np.r_[True, rising[1:] != rising[:-1]]) if len(rising) else np.empty(0, "i8")
    added = np.ones(len(docs), "f4") if numbers is None else numbers.take(order).astype("f4")
    return Listed(rising.take(firsts), np.add.reduceat(added, firsts) if len(firsts) else added)


def highest(lists: Sequence[Listed], doc_count: int) -> Listed:
    """The highest number that any of the lists has for each document."""
    lists = [one for one in lists if len(one.docs)]
    if len(lists) < 2:
        return lists[0] if lists else NOWHERE
    if sum(len(one.docs) for one in lists) * DENSE <= doc_count:
        docs = distinct([one.docs for one in lists])
        numbers = np.zeros(len(docs), "f4")
        for one in lists:
            places = np.searchsorted(docs, one.docs)
            numbers[places] = np.maximum(numbers.take(places), one.values())
        return Listed(docs, numbers)
    whole = np.zeros(doc_count, "f4")
    for one in lists:
        whole[one.docs] = np.maximum(whole.take(one.docs), one.values())
    docs = np.flatnonzero(whole).astype("u4")
    return Listed(docs, whole.take(docs))
