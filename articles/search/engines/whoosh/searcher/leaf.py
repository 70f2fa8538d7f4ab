"""One segment in a snapshot: its arrays, which of its documents are alive, and its dates as days."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.fields import Schema

from articles.search.documents import Dates
from articles.search.engines.whoosh import schema as archive
from articles.search.engines.whoosh.searcher.columns import Column, Listed
from articles.search.engines.whoosh.searcher.scoring import norms_of
from articles.search.engines.whoosh.searcher.sets import Docs, Ints, Mask
from articles.search.engines.whoosh.segments.documents import LENGTH_OF_BYTE, ArrayPerDocReader
from articles.search.engines.whoosh.segments.facets import FacetTable
from articles.search.engines.whoosh.segments.postings import SegmentArrays

MICROSECONDS_A_DAY = 86_400_000_000
"""Whoosh's dates are microseconds since 0001-01-01."""
NO_DAY = 0
"""Stands for a day that is not known; others are counted as `date.toordinal` does."""


@dataclass
class Leaf:
    """A segment; `live` tells which documents are not deleted (None: all), `averages` the mean lengths of the texts."""

    arrays: SegmentArrays
    documents: ArrayPerDocReader
    schema: Schema
    base: int
    live: Mask | None
    averages: dict[str, float]
    _kept: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @property
    def doc_count(self) -> int:
        return self.arrays.doc_count

    def kept(self, key: tuple[Any, ...], make: Callable[[], tuple[Ints, ...]]) -> tuple[Ints, ...]:
        """Arrays worked out for a question, from the cache where they have been before; by segment and deletions."""
        dead = 0 if self.live is None else self.documents_deleted
        return self.arrays.kept((*key, dead), make)

    @cached_property
    def documents_deleted(self) -> int:
        return 0 if self.live is None else int(self.doc_count - self.live.sum())

    @cached_property
    def everything(self) -> Docs:
        """All documents that are alive."""
        return Docs.all(self.doc_count) if self.live is None else Docs(self.doc_count, mask=self.live)

    def alive(self, found: Listed) -> Listed:
        """What was found, without documents that are deleted."""
        if self.live is None:
            return found
        living = np.flatnonzero(self.live.take(found.docs))
        numbers = None if found.numbers is None else found.numbers.take(living)
        return Listed(found.docs.take(living), numbers, found.times)

    def alive_of(self, column: Column) -> Column:
        if self.live is None:
            return column
        if column.rising is None:
            return Column(self.doc_count, column.numbers * self.live)
        living = np.flatnonzero(self.live.take(column.rising))
        return Column(self.doc_count, column.numbers.take(living), column.rising.take(living))

    def frequencies(self, name: str, first: int, last: int) -> Ints:
        """How many documents that are alive have each of the terms `first` up to, but not with, `last` of a field."""
        field = self.arrays.field(name)
        assert field is not None
        starts = field.starts[first : last + 1].astype("i8")
        if self.live is None or first == last:
            return np.diff(starts)
        living = self.live.take(self.arrays.docs(name, first, last))
        return np.add.reduceat(living, starts[:-1] - starts[0], dtype="i8")

    def length(self, name: str) -> tuple[int, int]:
        """The words that a text has in all documents that are alive, and how many of them have any."""

        def of_all() -> tuple[int, int]:
            found = self.arrays.lengths(name)
            return int(LENGTH_OF_BYTE.take(found).sum()), int(np.count_nonzero(found))

        words, having = self.arrays.once("total length", name, of_all)
        if self.live is not None:
            dead = self.arrays.lengths(name).take(np.flatnonzero(~self.live))
            return words - int(LENGTH_OF_BYTE.take(dead).sum()), having - int(np.count_nonzero(dead))
        return words, having

    def norms(self, name: str) -> Ints:
        """What an occurrence in a text counts in each document, f4 (docs)."""
        key = ("norms", name)
        if key not in self._kept:
            self._kept[key] = norms_of(name, self.arrays.lengths(name), self.averages.get(name, 0.0))
        norms: Ints = self._kept[key]
        return norms

    def moments(self) -> Ints:
        """Each document's place in time (`articles.search.ordering`), u8."""
        return self.arrays.numbers("moment", self.schema["moment"])[0]

    def by_moment(self) -> Ints:
        """The documents in order of it."""
        return self.arrays.order("moment", self.schema["moment"])

    def facets(self) -> FacetTable:
        return self.arrays.facets()

    def mask(self, facet: str, value: str) -> Mask:
        """For each document whether it has a value of a facet."""

        def make() -> tuple[Mask]:
            mask = np.zeros(self.doc_count, bool)
            number = self.arrays.find(facet, value.encode())
            if number is not None:
                mask[self.arrays.docs(facet, number)] = True
            return (mask,)

        return self.arrays.kept(("mask", facet, value), make)[0]

    # Dates

    def days(self, name: str) -> Ints:
        """`earliest`, `latest` or `until` of each document as a day, i4; `NO_DAY` where it is not known."""

        def make() -> Ints:
            numbers, known = self.arrays.numbers(name, self.schema[name])
            days = (numbers // np.uint64(MICROSECONDS_A_DAY)).astype("i4") + 1
            return np.where(known, days, NO_DAY).astype("i4")

        return self.arrays.once("days", name, make)

    def touching(self, docs: Docs, first: int | None, last: int | None) -> Mask:
        """Which documents (aligned) have a date with a day between two, both included; see `Dates.touch`."""
        earliest, latest, until = (docs.aligned(self.days(name)) for name in archive.DAYS)
        return touch(earliest, latest, until, first, last)

    def undated(self, docs: Docs) -> Mask:
        """Which documents (aligned) have no date."""
        return (docs.aligned(self.days("earliest")) == NO_DAY) & (docs.aligned(self.days("latest")) == NO_DAY)

    def telling_of(self, first: int | None, last: int | None) -> list[Docs]:
        """The documents that tell of events between two days, a set for each span of days."""
        earliest, latest, until = self._occasions
        passing = np.flatnonzero(touch(earliest, latest, until, first, last)).tolist()
        return [Docs(self.doc_count, self.arrays.docs("occasions", number)) for number in passing]

    @property
    def _occasions(self) -> tuple[Ints, Ints, Ints]:
        """The spans that the terms of `occasions` stand for, as days."""

        def make() -> tuple[Ints, Ints, Ints]:
            field = self.arrays.field("occasions")
            spans = [archive.occasion(code.decode()) for code in field.lexicon] if field is not None else []
            return tuple(_days(spans, name) for name in archive.DAYS)  # type: ignore[return-value]

        spans: tuple[Ints, Ints, Ints] = self.arrays.once("occasions", "", make)
        return spans


def touch(earliest: Ints, latest: Ints, until: Ints, first: int | None, last: int | None) -> Mask:
    """`Dates.touch` over arrays of days; what is undated touches nothing."""
    passing: Mask = (earliest != NO_DAY) | (latest != NO_DAY)
    if last is not None:
        passing &= earliest <= last  # NO_DAY is before everything: an open beginning
    if first is not None:
        passing &= (until >= first) | (until == NO_DAY)
    return passing


def _days(spans: list[Dates], name: str) -> Ints:
    days = [day.toordinal() if (day := getattr(span, name)) else NO_DAY for span in spans]
    return np.array(days, "i4")
