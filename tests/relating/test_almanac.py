"""What is held on which days."""

from datetime import date

import pytest

from articles.relating import almanac
from articles.relating.almanac import Held
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_report_counts_in_the_month_it_is_dated_to() -> None:
    factories.article(published="2025-10-23")
    factories.article(published="2025-10")

    assert almanac.held_by_month() == {2025: {10: Held(articles=2)}}


def test_a_report_dated_to_the_year_only_stands_in_no_month() -> None:
    factories.article(published="1957")

    assert almanac.held_by_month() == {1957: {0: Held(articles=1)}}


def test_a_report_that_may_lie_in_two_years_stands_in_none() -> None:
    factories.article(published="2024-12-31/2025-01-01")

    assert almanac.held_by_month() == {}
    assert almanac.articles_in_no_year().count() == 1


def test_an_undated_report_stands_in_no_year() -> None:
    factories.article(published=None)

    assert almanac.articles_in_no_year().count() == 1


def test_drafts_are_counted_nowhere() -> None:
    factories.article(status="draft")
    factories.article(status="draft", published=None)

    assert almanac.held_by_month() == {}
    assert almanac.held_by_day(date(2025, 1, 1), date(2025, 12, 31)) == {}
    assert not almanac.articles_in_no_year().exists()


def test_an_event_counts_on_every_day_it_lasted() -> None:
    factories.event("Visit", "visit", "2025-10-22", end="2025-10-24", without_evidence=True)

    held = almanac.held_by_day(date(2025, 10, 1), date(2025, 10, 23))

    assert held == {date(2025, 10, 22): Held(events=1), date(2025, 10, 23): Held(events=1)}


def test_an_event_that_lasted_long_counts_on_its_first_and_last_day() -> None:
    factories.event("Year of friendship", "anniversary", "2025-01-01", end="2025-12-31", without_evidence=True)

    held = almanac.held_by_day(date(2025, 1, 1), date(2025, 12, 31))

    assert sorted(held) == [date(2025, 1, 1), date(2025, 12, 31)]


def test_neighbours_are_the_nearest_days_that_hold_something() -> None:
    factories.article(published="2024-11-28")
    factories.event("Talks", start="2026-01-05", without_evidence=True)

    nearest = almanac.neighbours(date(2025, 1, 1), date(2025, 12, 31))

    assert (nearest.before, nearest.after) == (date(2024, 11, 28), date(2026, 1, 5))


def test_neighbours_are_days_of_what_still_lasts() -> None:
    factories.event("Visit", "visit", "2025-10-22", end="2025-10-24", without_evidence=True)
    factories.article(published="2025-10-18")

    within = almanac.neighbours(date(2025, 10, 23), date(2025, 10, 23))
    later = almanac.neighbours(date(2025, 10, 27), date(2025, 10, 27))
    earlier = almanac.neighbours(date(2025, 10, 19), date(2025, 10, 19))

    assert (within.before, within.after, within.gaps) == (date(2025, 10, 22), date(2025, 10, 24), [])
    assert (later.before, later.gaps) == (date(2025, 10, 24), ["25–26 October 2025"])
    assert (earlier.after, earlier.gaps) == (date(2025, 10, 22), ["20–21 October 2025"])


def test_the_calendar_begins_with_no_day_before() -> None:
    nearest = almanac.neighbours(date.min, date.max)

    assert (nearest.before, nearest.after, nearest.gaps) == (None, None, [])


def test_weeks_begin_on_monday_and_leave_other_months_out() -> None:
    first = almanac.weeks(2025, 10)[0]

    assert first == [None, None, *(date(2025, 10, day) for day in range(1, 6))]
