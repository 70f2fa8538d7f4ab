"""Dates that reports tell which had been published by a day."""

from datetime import date

import pytest

from articles.dates import Span
from articles.models.moments import AsKnown
from articles.relating.dating import Words, is_told, keep_told
from tests import factories


@pytest.mark.parametrize(
    ("span", "text", "published", "told"),
    [
        ("1950-02-08", "relations were established on 8 February 1950", "2025-10-20", True),
        ("1950-02-08", "diplomatic relations for 75 years", "2025-10-23", False),
        ("1950-02-08", "relations go back to 7 March 1950", "2025-10-20", False),
        ("2025-10-24", "met on October 24", "2025-10-25", True),
        ("2025-10-24", "met on 24/10", "2025-10-25", True),
        ("2025-10-24", "met on October 24", "2026-10-25", False),
        ("2025-10-23", "made public on Thursday", "2025-10-25", True),
        ("2025-10-23", "made public on Thursday", "2025-11-25", False),
        ("2013-10", "visited in October 2013", "2025-10-23", True),
        ("2013-10", "visited in 2013", "2025-10-23", False),
        ("1957", "visited Bulgaria in 1957", "2025-10-23", True),
        ("2025-10-29/2025-10-30", "on 29 or 30 October 2025", "2025-11-02", True),
        ("2025-10-29/2025-10-30", "on 29 October 2025", "2025-11-02", False),
    ],
)
def test_a_passage_tells_a_date_in_words_figures_or_by_a_near_weekday(
    span: str, text: str, published: str, told: bool
) -> None:
    assert is_told(Span.parse(span), [Words(text, Span.parse(published))]) is told


@pytest.mark.django_db
def test_dates_that_only_later_reports_tell_are_taken_away() -> None:
    early = factories.passage(factories.article(body="He is in Sofia on a visit.", published="2025-10-23"))
    late = factories.passage(factories.article(body="From 22 to 24 October 2025 he was in Sofia.", published=None))
    visit = factories.event(
        "Visit", "visit", "2025-10-22", end="2025-10-24", passages=[early, late], date_note="Weighed"
    )
    planned = factories.event("Plan", "visit", "2026-03-01", status="planned", passages=[early, late])
    early_only = factories.event("Stay", start="2025-10-21", passages=[early])

    keep_told([visit, planned, early_only], AsKnown(date(2025, 10, 23)))

    assert (str(visit.start), visit.end, visit.date_note) == ("../2025-10-23", None, "")
    assert planned.start is None
    assert str(early_only.start) == "2025-10-21"
