"""Dates and times as formats write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import moments
from articles.wire.moments import MomentError


@pytest.mark.parametrize(
    ("text", "span", "note"),
    [
        ("2025-10-23", "2025-10-23", ""),
        ("2025-10", "2025-10", ""),
        ("2025", "2025", ""),
        ("2025-10-29/2025-10-30", "2025-10-29/2025-10-30", ""),
        ("20251023", "2025-10-23", ""),
        ("2025-10-23T23:30:00+03:00", "2025-10-23", "2025-10-23T23:30:00+03:00: the day in UTC+03:00"),
        ("20251023T233000-0500", "2025-10-23", "20251023T233000-0500: the day in UTC-05:00"),
        ("2025-10-23T23:30:00.123Z", "2025-10-23", "2025-10-23T23:30:00.123Z: the day in UTC"),
        ("2025-10-23 23:30", "2025-10-23", "2025-10-23 23:30: no zone stated"),
        ("Thu, 23 Oct 2025 23:30:00 +0300", "2025-10-23", "Thu, 23 Oct 2025 23:30:00 +0300: the day in UTC+03:00"),
    ],
)
def test_the_day_is_that_of_the_zone_written(text: str, span: str, note: str) -> None:
    found, told = moments.published(text)

    assert (str(found), told) == (span, note)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2025-13-01", "2025-02-30", "20251", "2025-10-23T25:00:00Z", "0000-01-01", "1" * 99, "x:y"],
)
def test_what_is_no_date_says_what_would_be_one(text: str) -> None:
    with pytest.raises(MomentError, match=r"2025-10-23|does not exist"):
        moments.published(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2025-01-01T00:00:00+99:99"]
)
def test_moments_that_no_clock_reaches_are_refused(text: str) -> None:
    with pytest.raises(MomentError):
        moments.embargo(text)


def test_an_embargo_is_a_moment_with_its_zone() -> None:
    assert moments.embargo("2025-10-24T06:00:00+03:00") == datetime(2025, 10, 24, 3, tzinfo=UTC)
    assert moments.embargo("2025-10-24") == datetime(2025, 10, 24, tzinfo=UTC)


def test_an_embargo_keeps_its_parts_of_a_second() -> None:
    assert moments.embargo("2025-10-23T09:30:15.250000+03:00").microsecond == 250_000
    assert moments.embargo("2025-10-23T09:30:15,5Z").microsecond == 500_000


@given(st.text(alphabet="0123456789-:TZ+/. Octhu,", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    for reader in (moments.published, moments.embargo):
        try:
            reader(text)
        except MomentError as error:
            assert str(error)
