"""The page of results: its heading, its tabs, its pages, and what they say of the answer."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.search import Query
from articles.search.engines import database
from tests import factories
from tests.views.search.asking import answering, page

pytestmark = pytest.mark.django_db


def test_heading_and_title_restate_the_question(client: Client, reports: None) -> None:
    body = page(client, "?q=trade&country=bg")

    assert "<title>Articles with “trade”, about Bulgaria – The Partnership Archive</title>" in body
    assert "<h1>Articles with “trade”, about Bulgaria</h1>" in body


def test_without_a_question_all_articles_are_shown(client: Client, reports: None) -> None:
    body = page(client)

    assert "<h1>All articles</h1>" in body
    assert "Talks in Sofia" in body
    assert "Talks in Helsinki" in body


def test_the_question_is_escaped_wherever_it_stands(client: Client) -> None:
    body = page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E&country=%22%3E%3Cb%3E")

    assert "<script>" not in body
    assert "<b>" not in body


def test_tabs_count_what_else_answers_the_question(client: Client, reports: None) -> None:
    tabs = client.get("/search/?q=trade").context["tabs"]

    assert [(label, count, current) for label, count, _, current in tabs] == [
        ("Articles", 2, True),
        ("People", 0, False),
        ("Events", 1, False),
        ("Commitments", 1, False),
    ]
    assert tabs[3][2] == "/search/?q=trade&type=commitment"


def test_a_new_question_keeps_the_facets(client: Client, reports: None) -> None:
    body = page(client, "?q=trade&country=bg&page=1")

    assert '<input type="hidden" name="country" value="bg">' in body


def test_unknown_parameters_are_ignored(client: Client, reports: None) -> None:
    assert client.get("/search/?q=trade&utm=1").context["results"].total == 2


def test_a_page_past_the_last_is_not_there(client: Client, reports: None) -> None:
    assert client.get("/search/?page=2").status_code == 404


def test_pages_keep_the_question(client: Client) -> None:
    for number in range(21):
        factories.article(f"Report {number}", "Of trade.")

    body = page(client, "?q=trade")

    assert 'rel="next" href="/search/?q=trade&amp;page=2"' in body
    assert 'rel="prev" href="/search/?q=trade"' in page(client, "?q=trade&page=2")


def test_reduced_and_partial_answers_say_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, mode="reduced", partial=True)
    body = page(client)

    assert "The search index is not at hand" in body
    assert "cut short" in body


def test_answers_of_the_index_in_full_say_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, mode="index", partial=False)

    assert 'class="banner"' not in page(client)


@pytest.mark.parametrize("kind", ["article", "person", "event", "commitment"])
def test_a_page_of_results_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    for number in range(10):
        who = factories.person(f"Person Number {number}", country=factories.country("bg"))
        row = factories.article(f"Report {number}", "Of trade.", agencies=["vns"], people=[who], countries=["bg"])
        passage = factories.passage(row)
        talks = factories.event(f"Meeting {number}", passages=[passage], place=factories.place(f"Town {number}"))
        factories.participation(talks, who, membership=factories.membership(who, factories.post(f"Post {number}")))
        sector = factories.sector(f"sector-{number}")
        factories.telling(factories.commitment(f"Trade point {number}", sectors=[sector]), passage)
    ready = database.answer(Query.from_parameters({"type": [kind]}))
    monkeypatch.setattr("articles.views.search.search", lambda query: ready)

    with django_assert_max_num_queries(25):
        page(client, f"?type={kind}")
