"""Questions that cannot be read: where they fail, and what would work."""

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
