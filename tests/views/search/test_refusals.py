"""Questions that cannot be read: where they fail, and what would work."""

import html
import re

import pytest
from django.test import Client

from tests.views.search.asking import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "place", "works"),
    [
        ("?q=%22joint", "<mark>&quot;</mark>joint", "&quot;joint&quot;"),
        ("?q=trade+(visit", "trade <mark>(</mark>visit", "trade (visit)"),
    ],
)
def test_a_question_that_cannot_be_read_shows_where_and_what_would_work(
    client: Client, query: str, place: str, works: str
) -> None:
    body = page(client, query, status=400)

    assert place in body
    assert f"<code>{works}</code></a>" in body


@pytest.mark.parametrize("query", ["?from=2025-13", "?from=2025&to=2024", "?type=book", "?sort=best", "?page=-1"])
def test_values_that_cannot_be_read_are_refused_with_a_hint(client: Client, query: str) -> None:
    assert "This question could not be read" in page(client, query, status=400)


def test_what_can_be_read_is_offered_without_the_rest(client: Client) -> None:
    assert 'href="/search/?q=trade"' in page(client, "?q=trade&from=2025-13", status=400)


@pytest.mark.parametrize("page_asked", ["0", "-1", "abc", "1000000000"])
def test_a_page_that_is_none_is_refused_with_one_that_is(client: Client, reports: None, page_asked: str) -> None:
    body = page(client, f"?q=trade&page={page_asked}", status=400)

    assert 'This works: <a href="/search/?q=trade">Articles with “trade”</a>' in body


def test_past_the_last_page_the_last_one_is_offered(client: Client, reports: None) -> None:
    assert '<a href="/search/?q=trade">page 1 of it</a>' in page(client, "?q=trade&page=9", status=404)


@pytest.mark.parametrize("query", ["?q=type:events+trade", "?q=%22zzzz", "?q=date:3.2024&country=fi", "?q=(x&from=y"])
def test_what_is_offered_has_answers(client: Client, reports: None, query: str) -> None:
    body = page(client, query, status=400)

    links = re.findall(r'(?:works|read): <a href="([^"]*)"', body)
    assert links
    for link in links:
        assert "Nothing held here" not in client.get(html.unescape(link)).content.decode()


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("?from=2025&to=2024", "/search/?from=2024&amp;to=2025"),
        ("?type=Articles", "/search/?type=article"),
        ("?sort=newst", "/search/?sort=newest"),
    ],
)
def test_what_was_meant_by_a_value_is_offered(client: Client, reports: None, query: str, offered: str) -> None:
    assert f'This works: <a href="{offered}">' in page(client, query, status=400)


def test_so_many_values_that_a_page_of_links_takes_long_are_refused(client: Client, reports: None) -> None:
    few, many = ("&".join(f"country=c{number}" for number in range(count)) for count in (64, 65))

    page(client, f"?{few}")

    assert "name 64 at most" in page(client, f"?{many}", status=400)
    assert "name 64 at most" in page(client, f"?{few}&exclude.person=x", status=400)
