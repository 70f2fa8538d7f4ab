"""Dates: what touches the time asked for, and the histogram, in either engine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.search.results import Period
from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import slugs

pytestmark = pytest.mark.django_db


def test_dates_bound_what_touches_them(ask: Ask) -> None:
    for published in ("2024-12-31", "2025-10-23", "2025-10", "2025", None):
        factories.article(f"Of {published}", published=published, slug=f"of-{published}".lower())

    assert set(slugs(ask(from_="2025-10", to="2025-10"))) == {"of-2025-10-23", "of-2025-10", "of-2025"}
    assert slugs(ask(to="2024")) == ["of-2024-12-31"]
    assert set(slugs(ask("date:2025-10-24"))) == {"of-2025-10", "of-2025"}
    assert slugs(ask("date:<=2024")) == ["of-2024-12-31"]
    assert ask().total == 5


def test_days_are_counted_back_from_today(ask: Ask) -> None:
    today = timezone.localdate()
    factories.article("Now", published=str(today), slug="now")
    factories.article("Then", published=str(today - timedelta(days=40)), slug="then")

    assert slugs(ask("last:30d")) == ["now"]
    assert set(slugs(ask("last:2m"))) == {"now", "then"}


def test_articles_are_found_by_the_dates_of_what_they_tell(ask: Ask) -> None:
    story = factories.article("Old relations", published="2025-10-23", slug="story")
    factories.event("Relations", start="1950-02-08", passages=[factories.passage(story)])

    assert slugs(ask("event-date:1950")) == ["story"]
    assert slugs(ask("date:1950")) == []
    assert ask("event-date:1950", type="event").total == 1


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (["2020", "2025-10-23", "2025-11"], ["2020", "2025"]),
        (["2025-01-01", "2025-10-23", "2025-10-24"], ["2025-01", "2025-10"]),
        (["2025-10-22", "2025-10-23"], ["2025-10-22", "2025-10-23"]),
    ],
)
def test_the_histogram_has_one_unit(ask: Ask, dates: list[str], periods: list[str]) -> None:
    for number, published in enumerate(dates):
        factories.article(f"Talks {number}", published=published)

    assert [one.period for one in ask().histogram] == periods


def test_what_fits_no_bar_is_counted_apart(ask: Ask) -> None:
    for number, published in enumerate(["2025-01-05", "2025-10-23", "2025", "../2025-03-01", None]):
        factories.article(f"Talks {number}", published=published)

    results = ask()

    assert results.histogram == (Period("2025-01", 1), Period("2025-10", 1))
    assert (results.imprecise, results.undated) == (2, 1)
