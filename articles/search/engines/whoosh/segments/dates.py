"""Counting dates over a set of documents: by day, then told by year, month or day."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.terms import narrowed

Ints = NDArray[Any]
MICROSECONDS_A_DAY = 86_400_000_000
_UNITS = {"year": "datetime64[Y]", "month": "datetime64[M]", "day": "datetime64[D]"}


@dataclass(frozen=True)
class DateColumn:
    """A date field of a segment: `codes` (docs) are days since `first`, plus 1, and 0 for documents without a date.

    `first` counts days since 0001-01-01, as Whoosh's dates count microseconds.
    """

    first: int
    codes: Ints
    totals: Ints

    @classmethod
    def of(cls, numbers: Ints, known: NDArray[np.bool_]) -> "DateColumn":
        days = (numbers // np.uint64(MICROSECONDS_A_DAY)).astype("i8")
        dated = days[known]
        first = int(dated.min()) if len(dated) else 0
        codes = narrowed(np.where(known, days - first + 1, 0))
        return cls(first, codes, np.bincount(codes, minlength=1))

    def counts(self, docs: Ints | None) -> Ints:
        """How many of the documents (None: all) have no date, and how many lie on each day from the first on."""
        return self.totals if docs is None else np.bincount(self.codes.take(docs), minlength=len(self.totals))


@lru_cache(maxsize=64)
def calendar(first_day: int, days: int, unit: str) -> tuple[Ints, tuple[str, ...]]:
    """The periods that so many days touch, from `first_day` on: where each begins among the days, and its name."""
    dates = np.datetime64("0001-01-01", "D") + np.arange(first_day, first_day + days)
    names = dates.astype(_UNITS[unit])
    firsts = np.flatnonzero(np.diff(names.astype("i8"), prepend=np.iinfo("i8").min))
    return firsts, tuple(names[firsts].astype(str).tolist())


def periods(day_counts: Ints, first_day: int, unit: str) -> tuple[tuple[str, int], ...]:
    """Counts by day, from `first_day` (days since 0001-01-01), as (period, count) by year, month or day, none empty."""
    if not len(day_counts):
        return ()
    firsts, names = calendar(first_day, len(day_counts), unit)
    sums = np.add.reduceat(day_counts, firsts).tolist()
    return tuple((name, count) for name, count in zip(names, sums, strict=True) if count)
