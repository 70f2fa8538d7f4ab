"""Articles and events by year, month and day, with the gaps between."""

import calendar as days
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Article, PartnershipEvent
from articles.relating import almanac
from articles.relating.almanac import Held
from articles.search import Query, matching, search
from articles.search.results import DocumentType
from articles.views import held
from articles.views.errors import NotHere

MOST = 40
"""Articles, and events, that a day or a month shows; all of them are one link away."""
MONTHS = list(enumerate(days.month_name))[1:]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month, or a month of a year, in a table: where it leads, "" where it holds nothing, and in words."""

    number: int
    label: str = ""
    url: str = ""
    kind: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month as a small calendar."""

    year: int
    number: int
    name: str
    weeks: list[list[Cell | None]]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the calendar of all years, month by month; or several years on end that hold nothing."""

    year: int
    until: int
    months: list[Cell]
    unplaced: int = 0


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """All years, with a count for each month and the years between that hold nothing."""
    years = held.by_month()
    rows: list[YearRow] = []
    for year, months in years.items():
        if rows and year - rows[-1].until > 1:
            rows.append(YearRow(rows[-1].until + 1, year - 1, []))
        cells = [_month_cell(year, number, name, months.get(number, Held())) for number, name in MONTHS]
        unplaced = months.get(0, Held())
        rows.append(YearRow(year, year, cells, unplaced.articles + unplaced.events))
    context = {
        "rows": rows[::-1],
        "months": MONTHS,
        "total": almanac.total(each for months in years.values() for each in months.values()),
        "elsewhere": held.articles_in_no_year(),
    }
    return render(request, "calendar/index.html", context)


@conditional_page
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The twelve months of a year as small calendars."""
    first, last = _day(year, 1, 1), _day(year, 12, 31)
    happened = _keys("event", first, last)
    by_day = almanac.held_by_day(first, last, happened)
    coarse = list(Article.objects.coarse().dated(first, last).order_by().values_list("pk", flat=True))
    found = list(Article.objects.visible().filter(pk__in=coarse).newest_first().listed()[: MOST + 1])
    context = {
        "year": year,
        "tables": [_table(year, number, by_day) for number, _ in MONTHS],
        "articles": search(_touching("article", first, last), counted=False).total,
        "events": len(happened),
        "coarse": found[:MOST],
        "has_more": len(found) > MOST,
        "span": {"first": first, "last": last},
        "neighbours": almanac.neighbours(first, last),
    }
    return render(request, "calendar/year.html", context)


@conditional_page
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month: its calendar, its articles and its events."""
    _check_month(year, month)
    first = _day(year, month, 1)
    last = date(year, month, days.monthrange(year, month)[1])
    happened = _keys("event", first, last)
    context = {
        "month": first,
        "table": _table(year, month, almanac.held_by_day(first, last, happened)),
        **_holdings(first, last, happened),
    }
    return render(request, "calendar/month.html", context)


@conditional_page
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """A day: its articles and its events side by side."""
    _check_month(year, month)
    length = days.monthrange(_day(year, month, 1).year, month)[1]
    if not 1 <= day <= length:
        nearest = length if day else 1
        name = f"{days.month_name[month]} {year}"
        url = reverse("day", args=[year, month, nearest])
        raise NotHere(f"{name} has {length} days.", f"{nearest} {name}", url)
    this = date(year, month, day)
    return render(request, "calendar/day.html", {"day": this, **_holdings(this, this, _keys("event", this, this))})


def _holdings(first: date, last: date, happened: list[int]) -> dict[str, object]:
    """What surely falls between two days, and what only may; of each at most `MOST`, with how many there are.

    `happened` are the keys of the events that touch these days.
    """
    sure, maybe = _reports(first, last)
    articles = Article.objects.visible().listed().in_bulk([*sure[:MOST], *maybe[:MOST]])
    events = PartnershipEvent.objects.visible().filter(pk__in=happened)
    events = events.select_related("place").prefetch_related("parties")
    happenings = [(row, almanac.surely(first, last, row.start, row.end)) for row in events.oldest_first()[:MOST]]
    held = {
        "articles": [articles[pk] for pk in sure[:MOST] if pk in articles],
        "basis": _basis(articles[pk] for pk in sure[:MOST] if pk in articles),
        "events": [row for row, sure in happenings if sure],
        "possible_articles": [articles[pk] for pk in maybe[:MOST] if pk in articles],
        "possible_events": [row for row, sure in happenings if not sure],
        "article_total": len(sure),
        "event_total": len(happened),
        "most": MOST,
        "span": {"first": first, "last": last},
        "neighbours": almanac.neighbours(first, last),
    }
    parts = ("articles", "events", "possible_articles", "possible_events")
    return {**held, "is_empty": not any(held[part] for part in parts)}


def _basis(articles: Iterable[Article]) -> str:
    """Where most of some dates come from, to be said once for all of them; "" where no two share it."""
    counts = Counter(row.published_note or row.published.basis.label for row in articles if row.published)
    words, count = counts.most_common(1)[0] if counts else ("", 0)
    return words if count > 1 else ""


def _reports(first: date, last: date) -> tuple[list[int], list[int]]:
    """The articles that surely fall between two days, and those that may, by their keys, in order of time."""
    rows = Article.objects.visible().filter(pk__in=_keys("article", first, last)).order_by("published_earliest", "slug")
    sure: list[int] = []
    maybe: list[int] = []
    for pk, earliest, latest in rows.values_list("pk", "published_earliest", "published_latest"):
        inside = earliest is not None and latest is not None and earliest >= first and latest <= last
        (sure if inside else maybe).append(pk)
    return sure, maybe


def _keys(kind: DocumentType, first: date, last: date) -> list[int]:
    """The rows whose dates touch some days; which those are, the search knows without looking at all."""
    return [pk for _, pk in matching(_touching(kind, first, last)).documents]


def _touching(kind: DocumentType, first: date, last: date) -> Query:
    return Query(type=kind, first=first.isoformat(), last=last.isoformat())


def _table(year: int, month: int, held: dict[date, Held]) -> MonthTable:
    url = reverse("month", args=[year, month])
    weeks = [
        [_day_cell(day, held.get(day, Held()), url) if day else None for day in week]
        for week in almanac.weeks(year, month)
    ]
    is_empty = not any(cell.url for week in weeks for cell in week if cell)
    return MonthTable(year, month, days.month_name[month], weeks, is_empty)


def _day_cell(day: date, held: Held, of_month: str) -> Cell:
    """`of_month` is the address of the month, which days are found under: a year has too many to look each up."""
    if not held:
        return Cell(day.day)
    words = f"{day.day} {days.month_name[day.month]}: {_words(held)}"
    return Cell(day.day, words, f"{of_month}{day.day:02}/", "reports" if held.articles else "events")


def _month_cell(year: int, month: int, name: str, held: Held) -> Cell:
    if not held:
        return Cell(month)
    both = held.articles + held.events
    heat = 4 if both > 9 else 3 if both > 4 else 2 if both > 1 else 1
    url = reverse("month", args=[year, month])
    return Cell(month, f"{name} {year}: {_words(held)}", url, f"heat-{heat}", both)


def _words(held: Held) -> str:
    articles, events = (
        f"{count} {noun}{pluralize(count)}" for count, noun in ((held.articles, "article"), (held.events, "event"))
    )
    return f"{articles}, {events}"


def _day(year: int, month: int, day: int) -> date:
    """The day, or the way to the calendar from a year that is none."""
    if year < 1:
        raise NotHere("Years are counted from 0001.", "the calendar of all years", reverse("calendar"))
    return date(year, month, day)


def _check_month(year: int, month: int) -> None:
    if not 1 <= month <= 12:
        nearest = _day(year, 12 if month else 1, 1)
        name = f"{days.month_name[nearest.month]} {year}"
        raise NotHere("A year has months from 01 to 12.", name, reverse("month", args=[year, nearest.month]))
