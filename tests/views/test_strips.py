"""Time drawn as a strip: marks for a few, bars for many."""

from datetime import date

from articles.dates import Span
from articles.timelines import Stretch
from articles.views.strips import MOST_ROWS, Dated, bars, marks


def dated(start: str, end: str | None = None) -> Dated:
    return Dated("Talks", "/events/talks/", Span.parse(start), Span.parse(end) if end else None)


def test_marks_of_one_day_stand_above_each_other() -> None:
    strip = marks([dated("2025-10-23"), dated("2025-10-23"), dated("2025-10-01")], "Talks")

    assert strip is not None
    assert [(mark.x, mark.y) for mark in strip.marks] == [(2.17, 22), (97.83, 22), (97.83, 7)]


def test_too_many_at_one_time_are_no_marks() -> None:
    assert marks([dated("2025-10-23")] * (MOST_ROWS + 1), "Talks") is None
    assert marks([], "Talks") is None


def test_what_lasted_is_drawn_as_long_as_it_lasted_within_the_stretch_asked_for() -> None:
    october = Stretch(date(2025, 10, 1), date(2025, 10, 31))

    strip = marks([dated("2025-10-22", "2025-10-24"), dated("2025-09-20", "2025-12-01")], "Visits", over=october)

    assert strip is not None
    assert [(mark.x, mark.width) for mark in strip.marks] == [(0.0, 100.0), (67.74, 9.68)] or strip.marks[
        1
    ].width == 9.68


def test_what_is_not_sure_of_its_days_is_marked_so() -> None:
    strip = marks([dated("2025-10-23"), dated("2025-10-29/2025-10-30"), dated("2025-10-01", "2025-10")], "Talks")

    assert strip is not None
    assert [mark.is_sure for mark in strip.marks] == [False, True, False]
    assert strip.has_unsure


def test_strips_to_be_compared_have_one_measure() -> None:
    strip = bars([("2020", 40, "/a")], "Events", height=40, most=80)

    assert strip is not None
    assert strip.bars[0].height == 20


def test_what_is_not_known_to_the_day_is_counted_and_not_marked() -> None:
    strip = marks([dated("2025-10-23"), dated("2025"), dated("2025-10-29/2025-10-30")], "Talks")

    assert strip is not None
    assert (len(strip.marks), strip.wider) == (2, 1)


def test_bars_are_as_long_as_their_counts_and_never_invisible() -> None:
    strip = bars([("2020", 1000, "/a"), ("2021", 1, "/b")], "Events")

    assert strip is not None
    assert [bar.height for bar in strip.bars] == [64, 3]
    assert strip.unit == "year"
    assert bars([], "Events") is None
