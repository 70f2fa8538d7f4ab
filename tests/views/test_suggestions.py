"""Type-ahead over HTTP: an answer to whatever is typed, without cookies, soon forgotten."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from articles.search import completion, names
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """No table of another test is left."""
    monkeypatch.setattr(names, "_latest", None)
    monkeypatch.setattr(completion, "_latest", None)


@pytest.fixture
def named() -> None:
    who = factories.person("Rosen Zhelyazkov")
    factories.name(who, "Росен Желязков", script="Cyrl")
    factories.article(
        people=[who],
        countries=["vn"],
        organizations=[factories.organization("European Commission")],
        instruments=[factories.instrument("EU–Việt Nam Free Trade Agreement", slug="evfta")],
    )


def suggestions(client: Client, typed: str) -> list[dict[str, object]]:
    response = client.get("/suggest.json", {"q": typed})
    assert response.status_code == 200
    return response.json()["suggestions"]


def test_an_answer_says_whom_is_meant_and_where_to_find_more(client: Client, named: None) -> None:
    response = client.get("/suggest.json", {"q": "  желя "[:-1]})

    assert response.headers["Content-Type"] == "application/json"
    assert "Росен Желязков" in response.content.decode()
    assert response.json() == {
        "query": "желя",
        "suggestions": [
            {
                "type": "person",
                "label": "Rosen Zhelyazkov",
                "form": "Росен Желязков",
                "url": "/people/rosen-zhelyazkov/",
                "search": "/people/rosen-zhelyazkov/",
                "count": None,
            }
        ],
    }


@pytest.mark.parametrize(
    ("typed", "kind", "url"),
    [
        ("viet nam", "country", "/countries/vn/"),
        ("comm", "organization", "/organizations/european-commission/"),
        ("free", "instrument", "/instruments/evfta/"),
    ],
)
def test_where_no_index_says_what_a_search_finds_every_type_leads_to_its_page(
    client: Client, named: None, typed: str, kind: str, url: str
) -> None:
    found = suggestions(client, typed)[0]

    assert (found["type"], found["url"], found["search"]) == (kind, url, url)
    assert client.get(url).status_code == 200


def test_what_only_hidden_articles_name_is_not_offered(client: Client) -> None:
    later = timezone.now() + timedelta(days=1)
    for status, fields in (("draft", {}), ("review", {}), ("withdrawn", {}), ("published", {"visible_from": later})):
        who = factories.person(f"Canary {status}")
        factories.article(status=status, people=[who], instruments=[factories.instrument(f"Canary {status}")], **fields)

    assert suggestions(client, "canary") == []


HOSTILE = ["", " ", "\u202eevil\u202c", "a" * 4000, "é" * 2000, "'; DROP TABLE", "%", "\U0001f600", "\ufffe"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_cannot_be_meant_has_no_suggestions(client: Client, named: None, typed: str) -> None:
    assert suggestions(client, typed) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=500))  # 0 is refused
def test_nothing_that_is_typed_is_an_error(client: Client, typed: str) -> None:
    response = client.get("/suggest.json", {"q": typed})

    assert response.status_code == 200
    assert len(json.loads(response.content)["query"]) <= completion.LONGEST


@pytest.mark.parametrize("query", ["", "?q", "?q=%ff%fe", "?q=%ed%a0%80", "?q=a&q=viet", "?x=1"])
def test_no_address_is_an_error(client: Client, named: None, query: str) -> None:
    assert client.get(f"/suggest.json{query}").status_code == 200


def test_markup_in_names_is_data(client: Client) -> None:
    factories.article(people=[factories.person("<script>alert(1)</script>", slug="x")])

    response = client.get("/suggest.json?q=script")

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.json()["suggestions"][0]["label"] == "<script>alert(1)</script>"


def test_an_answer_sets_no_cookie_and_is_kept_by_no_shared_cache(client: Client, named: None) -> None:
    response = client.get("/suggest.json?q=viet")

    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, max-age=30"


def test_an_answer_takes_few_queries(
    client: Client, named: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    suggestions(client, "e")

    with django_assert_max_num_queries(5):
        suggestions(client, "e")
