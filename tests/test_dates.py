"""Spans: their text form, their words, and what they answer about a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import DateError, Span, Truth, holds, occasion, years_from
from articles.vocabulary import Basis, Precision

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
POINTS = st.one_of(DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), DAYS.map(lambda day: str(day)[:4]))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Spans as a source can give them: a point, two days in order, or one open end."""
    form = draw(st.sampled_from(["point", "bounds", "by", "from"]))
    if form == "point":
        return Span.parse(draw(POINTS), draw(st.sampled_from(Basis)))
    if form == "bounds":
        first, last = sorted([draw(DAYS), draw(DAYS)])
        return Span(first, last)
    return Span.parse(f"../{draw(DAYS)}" if form == "by" else f"{draw(DAYS)}/..")


@given(spans())
def test_the_text_form_of_a_span_reads_back_as_the_same_span(span: Span) -> None:
    assert Span.parse(str(span), span.basis) == span


@given(spans(), DAYS, DAYS)
def test_a_span_touches_exactly_the_ranges_that_share_a_day_with_it(span: Span, one: date, other: date) -> None:
    first, last = sorted([one, other])

    earliest, latest = span.earliest or date.min, span.latest or date.max

    assert span.touches(first, last) == (max(earliest, first) <= min(latest, last))


@given(spans(), DAYS)
def test_what_had_happened_by_a_day_had_happened_the_day_after(span: Span, day: date) -> None:
    order = [Truth.NO, Truth.POSSIBLY, Truth.YES]

    later = span.at(date.fromordinal(day.toordinal() + 1))

    assert order.index(later) >= order.index(span.at(day))


@given(st.text())
def test_any_text_is_a_span_or_an_error_that_says_what_works(text: str) -> None:
    try:
        span = Span.parse(text)
    except DateError as error:
        assert "2025" in str(error) or "months go" in str(error) or "comes after" in str(error)
    else:
        assert Span.parse(str(span)) == span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-10-23", "23 October 2025"),
        ("2013-10", "October 2013"),
        ("1957", "1957"),
        ("0001-01-01", "1 January 0001"),
        ("0800-01-30/0800-02-02", "30 January to 2 February 0800"),
        ("2025-10-29/2025-10-30", "29 or 30 October 2025"),
        ("2025-10-22/2025-10-24", "22 to 24 October 2025"),
        ("2024-11-28/2024-12-02", "28 November to 2 December 2024"),
        ("../2023-09-23", "by 23 September 2023"),
        ("2024-01-09/..", "not before 9 January 2024"),
    ],
)
def test_spans_in_words(text: str, words: str) -> None:
    assert Span.parse(text).words == words


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2025-13", "2025-02-30", "2025-10-24/2025-10-23", "../..", "25-10-23", "٢٠٢٥", "2025-1-1", "0000"],
)
def test_what_names_no_date_is_an_error(text: str) -> None:
    with pytest.raises(DateError):
        Span.parse(text)


@pytest.mark.parametrize(
    ("day", "years", "answer"),
    [
        ("2025-10-23", 100, "2125-10-23"),
        ("2024-02-29", -1, "2023-02-28"),
        ("0001-01-01", -100, "0001-01-01"),
        ("9999-12-31", 100, "9999-12-31"),
        ("9950-06-01", 100, "9999-12-31"),
    ],
)
def test_a_day_some_years_off_exists(day: str, years: int, answer: str) -> None:
    assert str(years_from(date.fromisoformat(day), years)) == answer


def test_a_month_is_possible_within_and_certain_at_its_end() -> None:
    month = Span.parse("2025-10")

    answers = [month.at(date(2025, *day)) for day in ((9, 30), (10, 1), (10, 30), (10, 31))]

    assert answers == [Truth.NO, Truth.POSSIBLY, Truth.POSSIBLY, Truth.YES]
    assert month.precision is Precision.MONTH


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "date not known"),
        ("2025-10-23", None, "23 October 2025"),
        ("2025-10-22", "2025-10-24", "22–24 October 2025"),
        ("2024-11-28", "2024-12-02", "28 November – 2 December 2024"),
        ("2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
        ("2025-10", "2025-11", "October 2025 – November 2025"),
        ("2025-10-23", "2025-10-23", "23 October 2025"),
    ],
)
def test_occasions_in_words(start: str | None, end: str | None, words: str) -> None:
    assert occasion(start and Span.parse(start), end and Span.parse(end)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "day", "answer"),
    [
        ("2017-01-22", "2025-12-31", "2025-12-31", Truth.YES),  # the last day still counts
        ("2017-01-22", "2025-12-31", "2026-01-01", Truth.NO),
        ("2017-01-22", "2025-12-31", "2017-01-21", Truth.NO),
        ("2017-01-22", None, "2020-01-01", Truth.POSSIBLY),
        ("2017-01-22", "2025-01-01/..", "2020-01-01", Truth.YES),
        ("../2024-01-05", "2024-01-09/..", "2024-01-07", Truth.YES),
        ("../2024-01-05", "2024-01-09/..", "2023-01-01", Truth.POSSIBLY),
        (None, None, "2023-01-01", Truth.POSSIBLY),
        ("2020-05-15", None, "2020-05-15", Truth.YES),  # the very day, whatever the other end
        ("2020-05-15", None, "2020-05-16", Truth.POSSIBLY),
        ("2020-05-15", "../2021", "2020-05-15", Truth.YES),
        (None, "2019-05-15", "2019-05-15", Truth.YES),
        (None, "2019-05-15", "2019-05-14", Truth.POSSIBLY),
        ("../2019-05-16", "2019-05-15", "2019-05-15", Truth.YES),
        ("2020-05", None, "2020-05-31", Truth.POSSIBLY),
        ("2020-05-15", "2020-05-14", "2020-05-15", Truth.NO),
    ],
)
def test_what_held_on_a_day(start: str | None, end: str | None, day: str, answer: Truth) -> None:
    spans = [text and Span.parse(text) for text in (start, end)]

    assert holds(*spans, date.fromisoformat(day)) is answer  # type: ignore[arg-type]
