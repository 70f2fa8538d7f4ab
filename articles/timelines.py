"""Rows in order of time: years, the months or days in them, the rows in those; and time as a stretch to be drawn on.

A row stands where it begins, under the finest heading of the scale that its date fits into: one known only to the
year 2013 never stands in a month. Periods are written `2025`, `2025-10`, `2025-10-23`; "" fits no one year.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from articles.dates import Span
from articles.vocabulary import Precision

_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Grouping(StrEnum):
    """What a timeline can be parted by; one event may stand in several groups."""

    COUNTRY = "country"
    KIND = "kind"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Bucket:
    """The rows under one heading, in the order given."""

    period: str
    label: str
    entries: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the buckets in it; at the scale of years, with one."""

    period: str
    label: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from one to another, both included, as a line from 0 to 100."""

    first: date
    last: date

    @classmethod
    def of(cls, periods: Iterable[str]) -> "Stretch | None":
        """The shortest stretch that holds some periods; None for none."""
        spans = [Span.parse(text) for text in periods]
        first = min((span.earliest for span in spans if span.earliest), default=None)
        last = max((span.latest for span in spans if span.latest), default=None)
        return cls(first, last) if first and last else None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day begins on the line; outside it, its end."""
        return round(min(max(100 * (day - self.first).days / self.days, 0), 100), 2)

    def place(self, earliest: date, latest: date) -> tuple[float, float]:
        """Where the days between two lie: from where, and how far."""
        begin = self.at(earliest)
        end = 100.0 if latest >= self.last else self.at(latest + timedelta(days=1))
        return begin, round(max(end - begin, 0), 2)

    def ticks(self, most: int = 8) -> list[tuple[str, float]]:
        """A few dates to write under the line, each as a period and its place; the first may lie right at its begin."""
        if self.days <= most:
            return [(day.isoformat(), self.at(day)) for day in _days(self.first, self.last, 1)]
        if self.days <= 31 * 2:
            return [(day.isoformat(), self.at(day)) for day in _days(self.first, self.last, -(-self.days // most))]
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        if months <= 3 * most:
            found = _months(self.first, self.last, next(step for step in (1, 2, 3) if months <= step * most))
            return [(f"{day:%Y-%m}", self.at(day)) for day in found]
        step = next(step for step in _STEPS if (self.last.year - self.first.year + 1) <= step * most)
        years = range(-(-self.first.year // step) * step, self.last.year + 1, step)
        starts = (date(max(year, 1), 1, 1) for year in years)
        return [(f"{day:%Y}", self.at(day)) for day in starts if day >= self.first or step == 1]


def period(span: Span | None, scale: Precision) -> str:
    """The finest period, no finer than the scale, that the whole span lies in."""
    if span is None or span.earliest is None or span.latest is None:
        return ""
    first, last = span.earliest.isoformat(), span.latest.isoformat()
    lengths = [length for length in (10, 7, 4) if length <= _LENGTHS[scale]]
    return next((first[:length] for length in lengths if first[:length] == last[:length]), "")


def years(
    rows: Iterable[Any], scale: Precision, span: Callable[[Any], Span | None] = lambda row: row.start
) -> tuple[Year, ...]:
    """Rows in the order given, under headings of the scale; neighbours of one period share a heading.

    `span` tells when a row is; of an event, when it began.
    """
    found = []
    for year, within in groupby(((period(span(row), scale), row) for row in rows), key=lambda pair: pair[0][:4]):
        buckets = tuple(
            Bucket(key, _heading(key, scale), tuple(row for _, row in pairs))
            for key, pairs in groupby(within, key=lambda pair: pair[0])
        )
        found.append(Year(year, year or "In no one year", buckets))
    return tuple(found)


def beside(text: str, step: int) -> str | None:
    """The period of the same length before (-1) or after (1) one; None where the calendar ends."""
    span = Span.parse(text)
    assert span.earliest is not None and span.latest is not None
    try:
        day = span.earliest - timedelta(days=1) if step < 0 else span.latest + timedelta(days=1)
    except OverflowError:
        return None
    return day.isoformat()[: len(text)]


def around(text: str) -> str | None:
    """The month of a day, the year of a month; None for a year."""
    return text.rpartition("-")[0] or None


def finer(text: str) -> Precision:
    """The scale at which what lies in a period is best seen: months in a year, days in a month."""
    return Precision.MONTH if len(text) == 4 else Precision.DAY


def _days(first: date, last: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(0, (last - first).days + 1, step))


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """The first days of every so manieth month that begin between two days."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for number in range(start, end + 1, step):
        day = date(number // 12, number % 12 + 1, 1)
        if day >= first:
            yield day


def _heading(key: str, scale: Precision) -> str:
    """A period in words; what is known less finely than the scale says so."""
    if not key:
        return "Dates that fit no one year"
    words = Span.parse(key).words
    if len(key) == _LENGTHS[scale]:
        return words
    return f"{words}, not dated to a {'month' if len(key) == 4 else 'day'}"
