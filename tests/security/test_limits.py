"""How far a question may go: so many pages, and so many words that a beginning stands for."""

import pytest
from django.test import Client

from articles.search import Query, QueryError
from articles.search.engines import database
from tests import factories


def test_page_500_is_the_last_that_can_be_asked_for() -> None:
    assert Query.from_parameters({"page": ["500"]}).page == 500
    with pytest.raises(QueryError, match="from 1 to 500"):
        Query.from_parameters({"page": ["501"]})


@pytest.mark.django_db
def test_the_page_says_so_too(client: Client) -> None:
    assert client.get("/search/?page=500").status_code == 404  # a page, with nothing on it
    assert client.get("/search/?page=501").status_code == 400


@pytest.mark.django_db
def test_a_beginning_stands_for_its_200_commonest_words() -> None:
    common = " ".join(f"zoo{number:04}" for number in range(200))
    for slug in ("one", "other"):
        factories.article(slug=slug, headline=slug, body=common)
    factories.article(slug="rare", headline="rare", body="zoo0200")

    found = database.answer(Query(text="zoo*"))

    assert {hit.slug for hit in found.hits} == {"one", "other"}
    assert found.partial
