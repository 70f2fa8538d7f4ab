"""What is held on which days: the counts behind calendar pages. Only what everybody may read is counted.

A report counts once, in the year, month or day of its publication, as far as its date is as fine as that. An event
counts in every year, month and day that it is known to have touched.
"""

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Count, F, Max, Q
from django.db.models.functions import Cast, Coalesce, Substr
from django.db.models.lookups import Exact

from articles.dates import Span, occasion
from articles.models import Article, PartnershipEvent
from articles.models.copy import ArticleQuerySet
from articles.models.spans import SpanQuerySet

YEAR, MONTH = len("2025"), len("2025-10")
LONGEST = 60
"""Days: what lasted longer is counted on its first day and its last."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many articles and events stand under a date."""

    articles: int = 0
    events: int = 0

    def __bool__(self) -> bool:
        return bool(self.articles or self.events)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest days before and after some span on which something is held; `first` and `last` are its own."""

    before: date | None
    after: date | None
    first: date
    last: date

    @property
    def gaps(self) -> list[str]:
        """The days between, which hold nothing, in words: `25–27 October 2025`."""
        day = timedelta(days=1)
        found = []
        if self.before and self.before + day < self.first:
            found.append((self.before + day, self.first - day))
        if self.after and self.after - day > self.last:
            found.append((self.last + day, self.after - day))
        return [occasion(Span(begin, begin), Span(end, end)) for begin, end in found]


def held_by_month() -> dict[int, dict[int, Held]]:
    """For each year that holds something, what each month holds; month 0 is for what is dated to the year only.

    An event counts in the month in which it began.
    """
    articles = _by_month(Article.objects.visible(), "published")
    events = _by_month(PartnershipEvent.objects.visible(), "start")
    years: dict[int, dict[int, Held]] = {}
    for year, month in sorted(articles.keys() | events.keys()):
        years.setdefault(year, {})[month] = Held(articles[year, month], events[year, month])
    return years


def articles_in_no_year() -> ArticleQuerySet:
    """Articles without a date, or with one that may lie in more than one year."""
    return Article.objects.visible().filter(
        Q(published_earliest__isnull=True)
        | Q(published_latest__isnull=True)
        | ~Exact(_letters("published_earliest", YEAR), _letters("published_latest", YEAR))
    )


def held_by_day(first: date, last: date, among: Iterable[int] | None = None) -> dict[date, Held]:
    """What each day between two holds, both included; days that hold nothing are left out.

    `among` are the keys of the events that touch these days, where they are known.
    """
    rows = Article.objects.visible().order_by().filter(published_earliest=F("published_latest"))
    rows = rows.filter(published_earliest__range=(first, last))
    counts = rows.values_list("published_earliest").annotate(count=Count("pk"))
    articles: Counter[date] = Counter(dict(counts))
    events = Counter(day for days in _days_of_events(first, last, among) for day in days if first <= day <= last)
    return {day: Held(articles[day], events[day]) for day in articles.keys() | events.keys()}


def surely(first: date, last: date, start: Span | None, end: Span | None = None) -> bool:
    """Whether what lasted from one span to another surely touched the days between two, as far as is known."""
    final = end or start
    if start is None or final is None or start.latest is None or final.earliest is None:
        return False
    return start.latest <= last and final.earliest >= first


def neighbours(first: date, last: date) -> Neighbours:
    """The nearest days before `first` and after `last` that hold something; a few queries that look at few rows.

    What lasted up to `LONGEST` days holds each of them, as far as its first day is known.
    """
    articles, events = Article.objects.visible().order_by(), PartnershipEvent.objects.visible().order_by()
    ends = Coalesce("end_latest", "start_latest")
    over = events.filter(start_earliest__lt=first).annotate(ends=ends).filter(ends__lt=first)
    before = [
        articles.filter(published_earliest__lt=first, published_latest__lt=first).order_by("-published_earliest"),
        over.order_by("-start_earliest"),
    ]
    after = [
        articles.filter(published_earliest__gt=last).order_by("published_earliest"),
        events.filter(start_earliest__gt=last).order_by("start_earliest"),
    ]
    names = ("published_earliest", "start_earliest")
    dated = events.filter(start_earliest=F("start_latest")).annotate(ends=ends)
    lasted = dated.filter(start_earliest__gte=_earlier(first), start_earliest__lt=first).aggregate(last=Max("ends"))
    lasts = dated.filter(start_earliest__gte=_earlier(last), start_earliest__lte=last, ends__gt=last).exists()
    earlier, later = (
        [day for rows, name in zip(side, names, strict=True) if (day := rows.values_list(name, flat=True).first())]
        for side in (before, after)
    )
    if lasted["last"]:
        earlier.append(min(lasted["last"], first - timedelta(days=1)))
    if lasts:
        later.append(last + timedelta(days=1))
    return Neighbours(max(earlier, default=None), min(later, default=None), first, last)


def total(parts: Iterable[Held]) -> Held:
    """The sum of several counts."""
    rows = list(parts)
    return Held(sum(row.articles for row in rows), sum(row.events for row in rows))


def weeks(year: int, month: int) -> list[list[date | None]]:
    """The weeks of a month from Monday to Sunday, None where a day belongs to another month."""
    days = calendar.Calendar().monthdayscalendar(year, month)
    return [[date(year, month, day) if day else None for day in week] for week in days]


def _earlier(day: date) -> date:
    """`LONGEST` days before a day, or the first day of the calendar."""
    return day - timedelta(days=LONGEST) if (day - date.min).days > LONGEST else date.min


def _by_month(rows: SpanQuerySet, name: str) -> Counter[tuple[int, int]]:
    """How many rows each year and month has by a span of theirs that lies in one year."""
    counts: Counter[tuple[int, int]] = Counter()
    months = (_letters(f"{name}_earliest", MONTH), _letters(f"{name}_latest", MONTH))
    for first, last, count in rows.order_by().values_list(*months).annotate(count=Count("pk")):
        if first and last and first[:YEAR] == last[:YEAR]:
            counts[int(first[:YEAR]), int(first[YEAR + 1 :]) if first == last else 0] += count
    return counts


def _letters(column: str, count: int) -> Substr:
    """The year, or year and month, of a day as text: the database has no function of its own for them everywhere."""
    return Substr(Cast(column, CharField()), 1, count)


def _days_of_events(first: date, last: date, among: Iterable[int] | None) -> Iterator[list[date]]:
    """For each event that is dated to the day, the days that it lasted."""
    rows = PartnershipEvent.objects.visible().order_by().filter(start_earliest=F("start_latest"))
    rows = rows.dated(first, last) if among is None else rows.filter(pk__in=among)
    for begin, end in rows.values_list("start_earliest", Coalesce("end_latest", "start_latest")):
        length = (end - begin).days
        yield [begin + timedelta(n) for n in range(length + 1)] if length <= LONGEST else [begin, end]
