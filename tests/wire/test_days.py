"""Weekdays: by the header, against it, and by another article of the same visit."""

from datetime import date

import pytest

from articles.dates import Span
from articles.vocabulary import Basis
from articles.wire import days, plain

THURSDAY = Span.parse("2025-10-23")


@pytest.mark.parametrize(
    ("word", "day"),
    [("Thursday", "2025-10-23"), ("Wednesday", "2025-10-22"), ("friday", "2025-10-17"), ("someday", "None")],
)
def test_a_weekday_is_the_nearest_at_or_before_the_header(word: str, day: str) -> None:
    assert str(days.resolve(word, THURSDAY)) == day


@pytest.mark.parametrize("header", ["2025-10", "2025", "2025-10-22/2025-10-23", "../2025-10-23"])
def test_without_one_day_in_the_header_weekdays_stay_open(header: str) -> None:
    assert days.resolve("Thursday", Span.parse(header)) is None


def test_next_friday_is_not_resolved_and_last_thursday_lies_a_week_back() -> None:
    found = days.mentions(["On next Friday, as on last Thursday, they meet."], THURSDAY)

    assert [(day.word, str(day.day)) for day in found] == [("Friday", "None"), ("Thursday", "2025-10-16")]


def test_a_story_without_a_date_gets_the_weekday_nearest_to_an_article_of_the_visit() -> None:
    story = days.infer(plain.read("SOFIA — They met on Friday. They spoke on Thursday."), date(2025, 10, 23))

    assert story.published == Span.parse("2025-10-24", Basis.INFERRED)
    assert story.published_note == "inferred from “Friday” and the article of 23 October 2025 on the same visit"
    assert [str(day.day) for day in story.weekdays] == ["2025-10-24", "2025-10-23"]


def test_a_dated_story_and_one_without_a_weekday_stay_as_they_are() -> None:
    for text in ("date 2025-10-01\nSOFIA — On Friday.", "SOFIA — They met."):
        story = plain.read(text)
        assert days.infer(story, date(2025, 10, 23)) == story


@pytest.mark.parametrize(("word", "day"), [("Monday", 20), ("Thursday", 23), ("Sunday", 26), ("Friday", 24)])
def test_the_nearest_weekday_is_at_most_three_days_away(word: str, day: int) -> None:
    assert days.nearest(word, date(2025, 10, 23)) == date(2025, 10, day)
    assert days.nearest("Sometime", date(2025, 10, 23)) is None
