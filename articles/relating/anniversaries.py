"""Round anniversaries to come: of relations established, and of levels declared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from articles.dates import OLDEST, Span
from articles.models import Claim, PartnershipEvent
from articles.models.events import EventQuerySet
from articles.vocabulary import Basis, EventKind, EventStatus, Precision

KINDS = (EventKind.RELATIONS_ESTABLISHED, EventKind.LEVEL_CHANGE)
FIRST_ROUND = (5, 10)
QUARTER = 25


@dataclass(frozen=True, slots=True)
class Coming:
    """So many years after an event, by its key: on a day, or in a month or a year where no day is known of it."""

    event: int
    years: int
    when: Span

    @property
    def first_day(self) -> date:
        assert self.when.earliest is not None
        return self.when.earliest


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The same with the event at hand; `accounts` are the dates that other sources give of it, as they are told."""

    event: PartnershipEvent
    years: int
    when: Span
    accounts: tuple[str, ...] = ()

    @property
    def month(self) -> str:
        """The heading that it stands under: `2026-10`, or `2026` where only the year is known."""
        assert self.when.earliest is not None
        return f"{self.when.earliest:%Y}" if self.when.precision is Precision.YEAR else f"{self.when.earliest:%Y-%m}"


def is_round(years: int) -> bool:
    """5, 10, and every 25."""
    return years in FIRST_ROUND or (years > 0 and years % QUARTER == 0)


def to_come(first: date, last: date, country: str = "") -> list[Coming]:
    """The round anniversaries of events that everybody may read of between two days, the next first; one query.

    What is known to a month or a year has its anniversary in the whole of it. A 29 February falls on the 28th.
    """
    spans = [(year, years) for year in range(first.year, last.year + 1) for years in _rounds(year)]
    began = Q()
    for year in {year - years for year, years in spans}:
        began |= Q(start_earliest__range=(date(year, 1, 1), date(year, 12, 31)))
    events = PartnershipEvent.objects.visible().of_kind(*KINDS).filter(began, status=EventStatus.OCCURRED)
    if country:
        ties = PartnershipEvent.parties.through._default_manager
        events = events.filter(Exists(ties.filter(country=country, partnershipevent=OuterRef("pk"))))
    columns = ("pk", "start_earliest", "start_latest", "start_precision", "start_basis")
    found = [
        each
        for pk, earliest, latest, precision, basis in events.oldest_first().values_list(*columns)
        for each in _of(pk, Span(earliest, latest, Precision(precision), Basis(basis)), first, last)
    ]
    return sorted(found, key=lambda each: (each.first_day, -each.years))


def told(coming: Iterable[Coming], events: EventQuerySet) -> list[Anniversary]:
    """Anniversaries with their events, as these are asked for, and what other accounts say of when these were; in the
    order given.
    """
    found = list(coming)
    rows = events.in_bulk({each.event for each in found})
    accounts = _other_accounts(rows)
    return [
        Anniversary(rows[each.event], each.years, each.when, accounts.get(each.event, ()))
        for each in found
        if each.event in rows
    ]


def _other_accounts(events: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """What is told of the dates of events, by their keys, beside the account that is preferred; where it differs."""
    values: dict[int, dict[str, bool]] = {}
    claims = Claim.objects.visible().filter(event__in=events, field="start").order_by("value")
    for event, value, preferred in claims.values_list("event", "value", "preferred"):
        of_event = values.setdefault(event, {})
        of_event[value] = of_event.get(value, False) or preferred
    return {
        event: tuple(value for value, preferred in told.items() if not preferred)
        for event, told in values.items()
        if len(told) > 1
    }


def _rounds(year: int) -> Iterator[int]:
    return (years for years in range(1, min(OLDEST, year - 1) + 1) if is_round(years))


def _of(event: int, began: Span, first: date, last: date) -> Iterator[Coming]:
    """The anniversaries of one event between two days; none where its own date fits no one year."""
    if began.earliest is None or began.latest is None or began.earliest.year != began.latest.year:
        return
    for year in range(first.year, last.year + 1):
        years = year - began.earliest.year
        when = Span(_moved(began.earliest, year), _moved(began.latest, year), began.precision, began.basis)
        if is_round(years) and when.touches(first, last):
            yield Coming(event, years, when)


def _moved(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29) and not _is_leap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
