"""Counting facet values and dates over a set of documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.terms import FieldReader, narrowed

Ints = NDArray[Any]
# Above this share of the documents, walking the field's postings is cheaper than gathering each document's values.
DENSE_SHARE = 0.1
MICROSECONDS_A_DAY = 86_400_000_000


@dataclass(frozen=True)
class FacetColumn:
    """One facet field of a segment, by document and by value.

    `codes` (docs) is the value's number + 1, 0 without one, where no document has two; else None, and the values of
    document d are `ordinals[starts[d]:starts[d + 1]]`. `by_value` are the documents of all values one behind the other,
    `value_starts` (values + 1) parts them.
    """

    reader: FieldReader
    values: int
    codes: Ints | None
    ordinals: Ints
    starts: Ints
    by_value: Ints
    value_starts: Ints

    @classmethod
    def read(cls, reader: FieldReader, doc_count: int) -> "FacetColumn":
        ordinals = reader.section("ordinals")
        starts = reader.section("ordinal_starts") if reader.has("ordinal_starts") else np.arange(doc_count + 1)
        counts = np.diff(starts.astype("i8"))
        codes = None
        if counts.max(initial=0) <= 1:
            codes = np.zeros(doc_count, "i8")
            codes[counts == 1] = ordinals.astype("i8") + 1
            codes = narrowed(codes)
        return cls(
            reader=reader,
            values=len(reader.lexicon),
            codes=codes,
            ordinals=ordinals,
            starts=starts.astype("i8"),
            by_value=reader.section("docs"),
            value_starts=reader.starts.astype("i8"),
        )

    def totals(self) -> Ints:
        """How many documents have each value, deleted ones counted."""
        return np.diff(self.value_starts)

    def counts(self, docs: Ints, mask: Ints | None) -> Ints:
        """How many of the documents have each value, i8 (values); `mask` (all docs) says the same as `docs`."""
        if self.codes is not None:
            return np.bincount(self.codes.take(docs), minlength=self.values + 1)[1:]
        if mask is not None and len(docs) > DENSE_SHARE * len(mask):
            return np.add.reduceat(mask.view("u1").take(self.by_value), self.value_starts[:-1], dtype="u4")
        firsts = self.starts.take(docs)
        counts = self.starts.take(docs + np.int64(1)) - firsts
        places = np.repeat(firsts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        return np.bincount(self.ordinals.take(places), minlength=self.values)


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


class ValueSpace:
    """A facet's values over all segments, numbered as they are first met; grows only, so numbers stay."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.values: list[bytes] = []

    def mapping(self, lexicon: Sequence[bytes]) -> Ints:
        """The numbers of a segment's values, i8."""
        numbers = np.empty(len(lexicon), "i8")
        for place, value in enumerate(lexicon):
            number = self.numbers.get(value)
            if number is None:
                number = self.numbers[value] = len(self.values)
                self.values.append(value)
            numbers[place] = number
        return numbers

    def largest(self, counts: Ints, size: int, always: Sequence[str]) -> tuple[tuple[str, int], ...]:
        """The `size` values with most documents, equal ones by value, and those that are to be there in any case."""
        found = np.flatnonzero(counts)
        if len(found) > size:
            of_found = counts.take(found)
            least = np.partition(of_found, len(found) - size)[len(found) - size] if size else of_found.max() + 1
            found = found.take(np.flatnonzero(of_found >= least))
        buckets = [(self.values[number].decode(), int(counts[number])) for number in found.tolist()]
        buckets.sort(key=lambda bucket: (-bucket[1], bucket[0]))
        buckets = buckets[:size]
        told = {value for value, _ in buckets}
        for value in dict.fromkeys(always):
            if value not in told:
                number = self.numbers.get(value.encode())
                buckets.append((value, 0 if number is None or number >= len(counts) else int(counts[number])))
        return tuple(sorted(buckets, key=lambda bucket: (-bucket[1], bucket[0])))


def periods(day_counts: Ints, first_day: int, unit: str) -> tuple[tuple[str, int], ...]:
    """Counts by day, from `first_day` (days since 0001-01-01), as (period, count) by year, month or day, none empty."""
    found = np.flatnonzero(day_counts)
    days = np.datetime64("0001-01-01", "D") + (found + first_day)
    names = days.astype({"year": "datetime64[Y]", "month": "datetime64[M]", "day": "datetime64[D]"}[unit])
    firsts = np.flatnonzero(np.diff(names.astype("i8"), prepend=np.iinfo("i8").min))
    if not len(firsts):
        return ()
    sums = np.add.reduceat(day_counts.take(found), firsts)
    return tuple(zip(names[firsts].astype(str).tolist(), sums.tolist(), strict=True))
