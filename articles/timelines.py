"""Events in order of time: years, the months or days in them, the events in those; and how many fall where.

An event stands where it begins, under the finest heading of the scale that its date fits into: one known only to
the year 2013 never stands in a month. Periods are written `2025`, `2025-10`, `2025-10-23`; "" fits no one year.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from django.db.models import F

from articles.dates import Span
from articles.models import Participation, PartnershipEvent
from articles.models.events import EventQuerySet
from articles.vocabulary import EventKind, Precision

MOST_BARS = 120
"""More bars than these are drawn in a coarser unit, unless they are years already."""

_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


class Grouping(StrEnum):
    """What a timeline can be parted by; one event may stand in several groups."""

    COUNTRY = "country"
    KIND = "kind"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Bucket:
    """The events under one heading, in the order given."""

    period: str
    label: str
    entries: tuple[PartnershipEvent, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the buckets in it; at the scale of years, with one."""

    period: str
    label: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The years of one country, kind or person: its code or slug, and what readers call it."""

    key: str
    label: str
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class Density:
    """How many events fall into each period from the first to the last, empty ones too; `wider` fit into none."""

    unit: Precision
    bars: tuple[Bar, ...]
    wider: int

    @property
    def most(self) -> int:
        """The count of the longest bar; 1 at least, to divide by."""
        return max((bar.count for bar in self.bars), default=1)


def period(span: Span | None, scale: Precision) -> str:
    """The finest period, no finer than the scale, that the whole span lies in."""
    if span is None or span.earliest is None or span.latest is None:
        return ""
    first, last = span.earliest.isoformat(), span.latest.isoformat()
    lengths = [length for length in (10, 7, 4) if length <= _LENGTHS[scale]]
    return next((first[:length] for length in lengths if first[:length] == last[:length]), "")


def years(events: Iterable[PartnershipEvent], scale: Precision) -> tuple[Year, ...]:
    """Events in the order given, under headings of the scale; neighbours of one period share a heading."""
    found = []
    for year, rows in groupby(((period(event.start, scale), event) for event in events), key=lambda row: row[0][:4]):
        buckets = tuple(
            Bucket(key, _heading(key, scale), tuple(event for _, event in pairs))
            for key, pairs in groupby(rows, key=lambda row: row[0])
        )
        found.append(Year(year, year or "In no one year", buckets))
    return tuple(found)


def groups(rows: Iterable[PartnershipEvent], scale: Precision) -> tuple[Group, ...]:
    """The rows of `grouped()`, each group with its years."""
    found = []
    for (key, label), events in groupby(rows, key=lambda row: (row.group_key, row.group_label)):  # type: ignore[attr-defined]
        found.append(Group(key or "", _group_label(key, label), years(events, scale)))
    return tuple(found)


def grouped(events: EventQuerySet, by: Grouping, *, newest: bool) -> EventQuerySet:
    """One row for each event in each of its groups (`group_key`, `group_label`), group by group in order of time.

    By person, events that name nobody are left out.
    """
    rows = PartnershipEvent.objects.filter(pk__in=events.order_by().values("pk"))
    if by is Grouping.KIND:
        rows = rows.annotate(group_key=F("kind"), group_label=F("kind"))
    elif by is Grouping.COUNTRY:
        rows = rows.annotate(group_key=F("parties__code"), group_label=F("parties__name"))
    else:
        seen = Participation.objects.visible().filter(person__isnull=False)
        person = "participations__person__"
        rows = rows.filter(participations__in=seen).annotate(
            group_key=F(f"{person}slug"), group_label=F(f"{person}name"), group_order=F(f"{person}sort_name")
        )
    ordered = rows.newest_first() if newest else rows.oldest_first()
    order = "group_order" if by is Grouping.PERSON else "group_label"
    return ordered.order_by(order, "group_key", *ordered.query.order_by).distinct()


def density(events: EventQuerySet, scale: Precision) -> Density:
    """How the events spread over time, in the unit of the scale or a coarser one, oldest first."""
    spans = list(events.order_by().values_list("start_earliest", "start_latest"))
    dated = [(first, last) for first, last in spans if first and last]
    units = [unit for unit in (Precision.DAY, Precision.MONTH, Precision.YEAR) if _LENGTHS[unit] <= _LENGTHS[scale]]
    for unit in units:
        length = _LENGTHS[unit]
        counts = Counter(
            first.isoformat()[:length]
            for first, last in dated
            if first.isoformat()[:length] == last.isoformat()[:length]
        )
        if unit is Precision.YEAR or (counts and _distance(min(counts), max(counts), unit) < MOST_BARS):
            break
    bars = tuple(Bar(key, counts[key]) for key in _between(min(counts), max(counts), unit)) if counts else ()
    return Density(unit, bars, len(spans) - sum(counts.values()))


def _distance(first: str, last: str, unit: Precision) -> int:
    begin, end = (Span.parse(text).earliest for text in (first, last))
    assert begin is not None and end is not None
    if unit is Precision.DAY:
        return (end - begin).days
    return (end.year - begin.year) * 12 + end.month - begin.month


def _between(first: str, last: str, unit: Precision) -> Iterator[str]:
    """Every period of the unit from the first to the last, both included."""
    length = _LENGTHS[unit]
    step = {Precision.YEAR: 366, Precision.MONTH: 31, Precision.DAY: 1}[unit]
    day = Span.parse(first).earliest
    assert day is not None
    text = first
    while text <= last:
        yield text
        day = _first_day(day + timedelta(days=step), unit)
        text = day.isoformat()[:length]


def _first_day(day: date, unit: Precision) -> date:
    if unit is Precision.YEAR:
        return date(day.year, 1, 1)
    return date(day.year, day.month, 1) if unit is Precision.MONTH else day


def _heading(key: str, scale: Precision) -> str:
    """A period in words; what is known less finely than the scale says so."""
    if not key:
        return "Dates that fit no one year"
    words = Span.parse(key).words
    if len(key) == _LENGTHS[scale]:
        return words
    return f"{words}, not dated to a {'month' if len(key) == 4 else 'day'}"


def _group_label(key: str | None, label: str | None) -> str:
    if key in EventKind.values:
        return str(EventKind(key).label)
    return label or "No country named"
