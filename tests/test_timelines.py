"""Rows in order of time: headings, stretches of time to draw on, the periods beside one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import Span
from articles.models import PartnershipEvent
from articles.timelines import Stretch, around, beside, finer, period, years
from articles.vocabulary import Precision
from tests import factories

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


def event(title: str = "Talks", start: str | None = "2025-10-23", **fields: object) -> PartnershipEvent:
    return factories.event(title, start=start, without_evidence=True, **fields)  # type: ignore[arg-type]


def headings(scale: Precision) -> list[tuple[str, list[str]]]:
    rows = years(PartnershipEvent.objects.newest_first(), scale)
    return [(year.label, [bucket.label for bucket in year.buckets]) for year in rows]


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [
        ("2025-10-23", DAY, "2025-10-23"),
        ("2025-10-23", MONTH, "2025-10"),
        ("2025-10-23", YEAR, "2025"),
        ("2013-10", DAY, "2013-10"),
        ("2013", MONTH, "2013"),
        ("2025-10-29/2025-10-30", DAY, "2025-10"),
        ("2025-12-31/2026-01-01", DAY, ""),
        ("../2023-09-23", YEAR, ""),
    ],
)
def test_a_period_is_the_finest_that_holds_the_whole_span(text: str, scale: Precision, expected: str) -> None:
    assert period(Span.parse(text), scale) == expected


@pytest.mark.django_db
def test_headings_follow_the_scale() -> None:
    event(start="2025-10-23")
    event(start="2025-10-22")
    event(start="1957-07-17")

    assert headings(YEAR) == [("2025", ["2025"]), ("1957", ["1957"])]
    assert headings(MONTH) == [("2025", ["October 2025"]), ("1957", ["July 1957"])]
    assert headings(DAY) == [("2025", ["23 October 2025", "22 October 2025"]), ("1957", ["17 July 1957"])]


@pytest.mark.django_db
def test_an_event_known_only_to_the_year_stands_in_no_month() -> None:
    event(start="2013")
    event(start="2013-10")

    assert headings(MONTH) == [("2013", ["October 2013", "2013, not dated to a month"])]
    assert headings(DAY) == [("2013", ["October 2013, not dated to a day", "2013, not dated to a month"])]


@pytest.mark.django_db
def test_undated_events_stand_at_the_end_under_a_heading_of_their_own() -> None:
    event(start=None)
    event(start="2013")

    assert headings(YEAR) == [("2013", ["2013"]), ("In no one year", ["Dates that fit no one year"])]


def test_a_stretch_holds_the_first_day_of_the_first_period_and_the_last_day_of_the_last() -> None:
    stretch = Stretch.of(["2025-10", "2023", "2024-02-29"])

    assert stretch == Stretch(date(2023, 1, 1), date(2025, 10, 31))
    assert Stretch.of([]) is None


def test_days_have_their_place_on_a_line_of_a_hundred() -> None:
    stretch = Stretch(date(2025, 1, 1), date(2025, 1, 10))

    assert stretch.place(date(2025, 1, 1), date(2025, 1, 1)) == (0, 10)
    assert stretch.place(date(2025, 1, 10), date(2025, 1, 10)) == (90, 10)
    assert stretch.place(date(2024, 1, 1), date(2026, 1, 1)) == (0, 100)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_few_dates_stand_under_any_stretch(one: date, other: date) -> None:
    stretch = Stretch(min(one, other), max(one, other))

    ticks = stretch.ticks()

    assert len(ticks) <= 22
    assert all(0 <= place <= 100 for _, place in ticks)
    assert [place for _, place in ticks] == sorted({place for _, place in ticks})


def test_periods_have_neighbours_and_something_around_them() -> None:
    assert (beside("2025-10", 1), beside("2025-01", -1)) == ("2025-11", "2024-12")
    assert (beside("2024-02-28", 1), beside("2025", -1)) == ("2024-02-29", "2024")
    assert (beside("9999", 1), beside("0001-01-01", -1)) == (None, None)
    assert (around("2025-10-23"), around("2025-10"), around("2025")) == ("2025-10", "2025", None)
    assert (finer("2025"), finer("2025-10")) == (MONTH, DAY)
