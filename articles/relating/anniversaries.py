"""Round anniversaries to come: of relations established, and of levels declared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from articles.dates import Span
from articles.models import PartnershipEvent
from articles.vocabulary import EventKind, EventStatus, Precision

KINDS = (EventKind.RELATIONS_ESTABLISHED, EventKind.LEVEL_CHANGE)
FIRST_ROUND = (5, 10)
QUARTER = 25
OLDEST = 500
"""Years: nothing between countries of today is older."""
MOST = 80


@dataclass(frozen=True, slots=True)
class Anniversary:
    """So many years after an event: on a day, or in a month or a year where no day is known of it."""

    event: PartnershipEvent
    years: int
    when: Span

    @property
    def month(self) -> str:
        """The heading that it stands under: `2026-10`, or `2026` where only the year is known."""
        assert self.when.earliest is not None
        return f"{self.when.earliest:%Y}" if self.when.precision is Precision.YEAR else f"{self.when.earliest:%Y-%m}"


def is_round(years: int) -> bool:
    """5, 10, and every 25."""
    return years in FIRST_ROUND or (years > 0 and years % QUARTER == 0)


def to_come(first: date, last: date, country: str = "") -> list[Anniversary]:
    """The round anniversaries of events that everybody may read of between two days, the next first; at most 80.

    What is known to a month or a year has its anniversary in the whole of it. A 29 February falls on the 28th.
    """
    spans = [(year, years) for year in range(first.year, last.year + 1) for years in _rounds(year)]
    began = Q()
    for year in {year - years for year, years in spans}:
        began |= Q(start_earliest__range=(date(year, 1, 1), date(year, 12, 31)))
    events = PartnershipEvent.objects.visible().of_kind(*KINDS).filter(began, status=EventStatus.OCCURRED)
    if country:
        events = events.filter(parties=country)
    found = [each for event in events.oldest_first().listed().with_evidence() for each in _of(event, first, last)]
    return sorted(found, key=lambda each: (each.when.earliest or date.max, -each.years))[:MOST]


def _rounds(year: int) -> Iterator[int]:
    return (years for years in range(1, min(OLDEST, year - 1) + 1) if is_round(years))


def _of(event: PartnershipEvent, first: date, last: date) -> Iterator[Anniversary]:
    """The anniversaries of one event between two days; none where its own date fits no one year."""
    began = event.start
    if began is None or began.earliest is None or began.latest is None or began.earliest.year != began.latest.year:
        return
    for year in range(first.year, last.year + 1):
        years = year - began.earliest.year
        when = Span(_moved(began.earliest, year), _moved(began.latest, year), began.precision, began.basis)
        if is_round(years) and when.touches(first, last):
            yield Anniversary(event, years, when)


def _moved(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29) and not _is_leap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
