"""Search as JSON."""

import re

import pytest
from django.conf import settings
from django.test import Client

from articles.search import FACETS
from tests import factories

pytestmark = pytest.mark.django_db

KEYS = [
    "query",
    "sentence",
    "total",
    "page",
    "pages",
    "took_ms",
    "results",
    "facets",
    "histogram",
    "did_you_mean",
    "mode",
    "partial",
    "errors",
]


def test_json_has_the_promised_names_in_the_promised_order(client: Client, reports: None) -> None:
    answer = client.get("/search.json?q=trade").json()

    assert list(answer) == KEYS
    assert list(answer["results"][0]) == ["type", "id", "slug", "url", "title", "date", "snippet", "score"]
    assert list(answer["facets"]) == list(FACETS)
    assert list(answer["facets"]["country"][0]) == ["value", "label", "count", "selected"]
    assert answer["histogram"] == [{"period": "2024-03", "count": 1}, {"period": "2025-10", "count": 1}]


def test_the_papers_describe_every_key_and_parameter() -> None:
    section = (settings.BASE_DIR / "docs" / "api.md").read_text().partition("## Searches")[2].partition("\n## ")[0]

    parameters, keys = (re.findall(r"^\| (`.+?) \|", table, re.M) for table in section.split("| key |"))

    assert re.findall(r"`(\w+)`", " ".join(keys)) == KEYS
    assert re.findall(r"`(\w+)`", " ".join(parameters)) == ["q", "type", *FACETS, "from", "to", "sort", "exact", "page"]


def test_json_says_what_was_found(client: Client, reports: None) -> None:
    answer = client.get("/search.json?q=double&country=bg").json()

    (found,) = answer["results"]
    assert (answer["query"], answer["total"], answer["page"], answer["pages"]) == ("double", 1, 1, 1)
    assert answer["sentence"] == "Articles with “double”, about Bulgaria"
    assert (found["type"], found["slug"], found["date"]) == ("article", "talks-in-sofia", "2025-10-23")
    assert found["url"] == "/articles/2025/10/23/talks-in-sofia/"
    assert found["snippet"] == "Both want trade to double."
    assert {"value": "bg", "label": "Bulgaria", "count": 1, "selected": True} in answer["facets"]["country"]
    assert isinstance(answer["took_ms"], float)
    assert (answer["did_you_mean"], answer["mode"], answer["partial"], answer["errors"]) == (None, "reduced", False, [])


def test_json_refuses_what_cannot_be_read(client: Client) -> None:
    response = client.get("/search.json", {"q": 'trade "x'})

    assert response.status_code == 400
    assert list(response.json()) == KEYS
    assert response.json()["query"] == 'trade "x'
    assert response.json()["errors"][0]["position"] == 6
    assert response.json()["errors"][0]["suggestion"] == 'trade "x"'


def test_json_past_the_last_page_is_a_404_that_says_so(client: Client, reports: None) -> None:
    response = client.get("/search.json?page=9")

    assert response.status_code == 404
    assert response.json()["total"] == 2
    assert response.json()["errors"][0]["message"] == "This answer has no page 9."


def test_json_has_nothing_that_counts_drafts(client: Client, reports: None) -> None:
    before = client.get("/search.json?q=trade").json()
    factories.article("A draft of trade", status="draft")
    after = client.get("/search.json?q=trade").json()

    assert before | {"took_ms": 0} == after | {"took_ms": 0}


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1000000000", "1.5", "٣", "501"])
def test_json_offers_a_page_that_there_is(client: Client, reports: None, page: str) -> None:
    response = client.get("/search.json", {"q": "trade", "page": page})

    (error,) = response.json()["errors"]
    assert response.status_code == 400
    assert error["suggestion"] == "/search.json?q=trade"
    assert client.get(error["suggestion"]).json()["total"] == 2


def test_json_past_the_last_page_offers_the_last_one(client: Client, reports: None) -> None:
    (error,) = client.get("/search.json?q=trade&page=9").json()["errors"]

    assert error["suggestion"] == "/search.json?q=trade"
