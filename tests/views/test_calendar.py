"""Articles and events by year, month and day."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.search import lifecycle
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> None:
    """A visit of three days, reported on the second; and something a year before and after."""
    story = factories.article("Talks in Sofia", published="2025-10-23", agencies=["vns"])
    factories.event("Visit", "visit", "2025-10-22", end="2025-10-24", passages=[factories.passage(story)])
    factories.article("Earlier", published="2024-03-05")
    factories.article("Later", published="2026-01-29")


@pytest.mark.parametrize(("path", "status"), [("/2025/", 200), ("/2025/10/", 200), ("/2025/10/23/", 200)])
def test_periods_with_something_are_pages(client: Client, visit: None, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_day_has_its_articles_and_its_events(client: Client, visit: None) -> None:
    response = client.get("/2025/10/23/")

    assert [row.title for row in response.context["articles"]] == ["Talks in Sofia"]
    assert [row.title for row in response.context["events"]] == ["Visit"]
    assert 'Thursday, <span class="whole">23 October 2025</span>' in response.content.decode()


def test_where_dates_come_from_is_said_once_for_all_that_share_it(client: Client) -> None:
    for name in ("One", "Two", "Three"):
        factories.article(name, published_note="from the stamp")
    factories.article("Four", published_note="from the cover")

    page = client.get("/2025/10/23/").content.decode()

    assert (page.count("from the stamp"), page.count("from the cover")) == (1, 1)


def test_a_day_keeps_what_may_have_fallen_on_it_apart(client: Client) -> None:
    factories.event("Some visit", "visit", "2025-10", without_evidence=True)
    factories.article("Some report", published="2025")

    context = client.get("/2025/10/23/").context

    assert (context["articles"], context["events"]) == ([], [])
    assert [row.title for row in context["possible_articles"]] == ["Some report"]
    assert [row.title for row in context["possible_events"]] == ["Some visit"]


def test_a_month_holds_what_is_dated_to_it(client: Client) -> None:
    factories.article("Of October", published="2025-10")

    context = client.get("/2025/10/").context

    assert [row.title for row in context["articles"]] == ["Of October"]


def test_days_of_a_year_lead_to_their_pages(client: Client, visit: None) -> None:
    body = client.get("/2025/").content.decode()

    assert 'href="/2025/10/22/" aria-label="22 October: 0 articles, 1 event"' in body
    assert 'href="/2025/10/23/" aria-label="23 October: 1 article, 1 event"' in body
    assert 'href="/2025/10/25/"' not in body


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("/2025/", "/2024/", "/2026/"),
        ("/2025/11/", "/2025/10/", "/2026/01/"),
        ("/2025/10/23/", "/2025/10/22/", "/2025/10/24/"),
        ("/2025/10/24/", "/2025/10/23/", "/2026/01/29/"),
    ],
)
def test_periods_lead_to_the_nearest_with_something(
    client: Client, visit: None, path: str, before: str, after: str
) -> None:
    body = client.get(path).content.decode()

    assert f'rel="prev" href="{before}"' in body
    assert f'rel="next" href="{after}"' in body


def test_a_day_says_between_which_days_nothing_is_held(client: Client, visit: None) -> None:
    body = client.get("/2025/10/24/").content.decode()

    assert "Nothing held here is dated 25 October 2025 – 28 January 2026." in body


@pytest.mark.parametrize("path", ["/1805/", "/1805/10/", "/1805/10/21/", "/9999/12/31/"])
def test_a_period_with_nothing_says_so_and_is_not_for_indexing(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert "Nothing held here" in response.content.decode()
    assert 'content="noindex"' in response.content.decode()


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/2025/13/", "/2025/12/"),
        ("/2025/00/", "/2025/01/"),
        ("/2025/02/30/", "/2025/02/28/"),
        ("/2024/02/30/", "/2024/02/29/"),
        ("/2025/10/00/", "/2025/10/01/"),
        ("/2025/13/01/", "/2025/12/"),
        ("/0000/", "/calendar/"),
        ("/0000/10/", "/calendar/"),
        ("/0000/13/40/", "/calendar/"),
    ],
)
def test_a_date_that_does_not_exist_leads_to_the_nearest_that_does(client: Client, path: str, nearest: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert f'<a href="{nearest}">' in response.content.decode()


def test_the_calendar_shows_months_and_the_years_between_that_hold_nothing(client: Client) -> None:
    factories.article(published="1990-02-10")
    factories.article(published="1995-08-05")

    body = client.get("/calendar/").content.decode()

    assert 'href="/1995/08/"' in body
    assert "1991–94" in body


def test_an_empty_archive_has_a_calendar(client: Client) -> None:
    assert "Nothing dated is held yet." in client.get("/calendar/").content.decode()


@pytest.mark.parametrize("path", ["/calendar/", "/2025/", "/2025/10/", "/2025/10/23/"])
def test_pages_take_few_queries_whatever_they_hold(
    client: Client,
    visit: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.INDEX_DIR = tmp_path
    for number in range(5):
        factories.article(f"Report {number}", published="2025-10-23", agencies=["vns", "vna"])
        factories.event(f"Meeting {number}", "meeting", "2025-10-23", without_evidence=True)

    lifecycle.rebuild()

    with django_assert_max_num_queries(20):
        client.get(path)


def test_a_full_day_is_cut_and_leads_to_all_of_it(client: Client) -> None:
    for number in range(42):
        factories.article(f"Report {number:02}", published="2025-10-23")

    page = client.get("/2025/10/23/")

    assert len(page.context["articles"]) == 40
    assert (
        '<a href="/search/?from=2025-10-23&amp;to=2025-10-23&amp;sort=oldest">All 42 articles</a>'
        in page.content.decode()
    )


def test_an_unchanged_page_is_not_sent_again(client: Client, visit: None) -> None:
    tag = client.get("/2025/").headers["ETag"]

    assert client.get("/2025/", headers={"If-None-Match": tag}).status_code == 304
