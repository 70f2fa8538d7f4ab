"""Spans of time as sources give them: a day, a month, a year, or bounds, with where the date comes from.

The text form is a subset of the Extended Date/Time Format (ISO 8601-2, level 1): `2025-10-23`, `2025-10`, `2025`,
`2025-10-29/2025-10-30` (some day between the two), `../2023-09-23` (by then), `2024-01-09/..` (not before).
Days are calendar days of the place of the event; there are no times and no time zones.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Self

from articles.vocabulary import Basis, Precision

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FORMS = "write 2025-10-23, 2025-10 or 2025; 2025-10-29/2025-10-30 for a day between two; ../2025-10-23 for “by then”"


OLDEST = 500
"""Years: nothing between countries of today is older."""


class DateError(ValueError):
    """A text that names no date; its message says what would."""


class Truth(Enum):
    """Whether something holds at a date, as far as the sources tell."""

    NO = "no"
    POSSIBLY = "possibly"
    YES = "yes"


def bounds(text: str) -> tuple[date, date, Precision]:
    """First and last day and precision of `2025`, `2025-10` or `2025-10-23`; `DateError` on anything else."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(f"“{text}” is not a date: write 2025-10-23, 2025-10 or 2025.")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        if match[3] is not None:
            return date(year, month, day), date(year, month, day), Precision.DAY
        if match[2] is not None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(f"“{text}” does not exist: months go from 01 to 12, days to the end of the month.") from error


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something happened: `earliest` and `latest`, either of them open (None), never both."""

    earliest: date | None
    latest: date | None
    precision: Precision = Precision.DAY
    basis: Basis = Basis.STATED

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise DateError(f"a span needs at least one bound: {_FORMS}.")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise DateError(f"{self.earliest} comes after {self.latest}: put the earlier day first.")

    @classmethod
    def parse(cls, text: str, basis: Basis = Basis.STATED) -> Self:
        """The span that a text form names; `DateError` says what would work."""
        first, slash, last = text.strip().partition("/")
        if not slash:
            return cls(*bounds(first), basis)
        earliest, latest = None, None
        precision = Precision.DAY
        if first != "..":
            earliest, _, precision = bounds(first)
        if last != "..":
            _, latest, precision = bounds(last)
        return cls(earliest, latest, precision, basis)

    def __str__(self) -> str:
        """The text form; `Span.parse` reads it back."""
        if self.earliest is not None and self.earliest == self.latest and self.precision == Precision.DAY:
            return self.earliest.isoformat()  # as most are: lists write hundreds of them
        if self.earliest is None or self.latest is None:
            return f"{_point(self.earliest, self.precision)}/{_point(self.latest, self.precision)}"
        if self == type(self)(*bounds(_point(self.earliest, self.precision)), self.basis):
            return _point(self.earliest, self.precision)
        return f"{_point(self.earliest, self.precision)}/{_point(self.latest, self.precision)}"

    @property
    def is_open(self) -> bool:
        """Whether one bound is unknown."""
        return self.earliest is None or self.latest is None

    @property
    def is_one_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def words(self) -> str:
        """In words: `23 October 2025`, `October 2013`, `1957`, `29 or 30 October 2025`, `by 23 September 2023`."""
        if self.earliest is None:
            return f"by {_words(self.latest, self.precision)}"
        if self.latest is None:
            return f"not before {_words(self.earliest, self.precision)}"
        if "/" not in str(self):
            return _words(self.earliest, self.precision)
        joint = "or" if (self.latest - self.earliest).days == 1 else "to"
        return f"{_shortened(self.earliest, self.latest, self.precision)} {joint} {_words(self.latest, self.precision)}"

    def at(self, day: date) -> Truth:
        """Whether something that happened once in this span had happened by the end of `day`."""
        if self.latest is not None and self.latest <= day:
            return Truth.YES
        if self.earliest is not None and self.earliest > day:
            return Truth.NO
        return Truth.POSSIBLY

    def touches(self, first: date | None, last: date | None) -> bool:
        """Whether some day of the span lies between two days, both included; None leaves a side open."""
        return not (
            (last is not None and self.earliest is not None and self.earliest > last)
            or (first is not None and self.latest is not None and self.latest < first)
        )


def years_from(day: date, years: int) -> date:
    """The day so many years later, or earlier; the first or last day that there is, where it would lie beyond."""
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.min if years < 0 else date.max
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def occasion(start: Span | None, end: Span | None) -> str:
    """What lasted from one span to another, in words: `22–24 October 2025`, `28 November – 2 December 2024`."""
    if start is None:
        return "date not known"
    if end is None or end.words == start.words:
        return start.words
    if start.is_open or end.is_open or start.earliest is None or end.latest is None:
        return f"{start.words} – {end.words}"
    if start.precision == end.precision == Precision.DAY and start.is_one_day and end.is_one_day:
        begin = _shortened(start.earliest, end.latest, Precision.DAY)
        dash = "–" if begin.isdigit() else " – "
        return f"{begin}{dash}{_words(end.latest, Precision.DAY)}"
    return f"{start.words} – {end.words}"


def holds(start: Span | None, end: Span | None, day: date) -> Truth:
    """Whether what began in `start` and ended in `end` held on `day`; a missing span is an unknown one.

    The very day of the beginning, and that of the end, are certain whatever is known of the other.
    """
    begun = start.at(day) if start else Truth.POSSIBLY
    if end is None:
        ended = Truth.POSSIBLY
    elif end.earliest is not None and day <= end.earliest:
        ended = Truth.NO  # the last day still counts
    elif end.latest is not None and day > end.latest:
        ended = Truth.YES
    else:
        ended = Truth.POSSIBLY
    if begun is Truth.NO or ended is Truth.YES:
        return Truth.NO
    if any(span and span.earliest == span.latest == day for span in (start, end)):
        return Truth.YES
    return Truth.YES if begun is Truth.YES and ended is Truth.NO else Truth.POSSIBLY


def _point(day: date | None, precision: Precision) -> str:
    if day is None:
        return ".."
    return day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[precision]]


def _words(day: date | None, precision: Precision) -> str:
    assert day is not None
    if precision == Precision.YEAR:
        return f"{day.year:04}"
    month = calendar.month_name[day.month]
    return f"{month} {day.year:04}" if precision == Precision.MONTH else f"{day.day} {month} {day.year:04}"


def _shortened(day: date, until: date, precision: Precision) -> str:
    """`day` in words without what it shares with `until`: `22`, `28 November`, `30 December 2024`."""
    if precision is Precision.DAY and (day.year, day.month) == (until.year, until.month):
        return str(day.day)
    if precision is not Precision.YEAR and day.year == until.year:
        return _words(day, precision).removesuffix(f" {day.year:04}")
    return _words(day, precision)
