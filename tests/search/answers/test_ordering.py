"""Which hit comes first, and on which page, in either engine."""

import pytest

from articles.search import ranking
from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import slugs

pytestmark = pytest.mark.django_db


def test_exact_diacritics_come_first(ask: Ask) -> None:
    factories.article("Preposition", "To Lam, to and to, to whom: to Lam.", slug="plain")
    factories.article("Name", "It was a long day on which, among many others who had come, Tô Lâm spoke.", slug="exact")

    assert slugs(ask("Tô Lâm")) == ["exact", "plain"]
    assert set(slugs(ask("to lam"))) == {"exact", "plain"}


def test_order_is_by_date_with_the_undated_last_and_stable_ties(ask: Ask) -> None:
    for slug, published in {"c": "2025-10-23", "b": "2025-10-23", "a": "2024", "x": None}.items():
        factories.article(f"Talks {slug}", published=published, slug=slug)

    assert slugs(ask(sort="newest")) == ["b", "c", "a", "x"]
    assert slugs(ask(sort="oldest")) == ["a", "c", "b", "x"]
    assert {hit.score for hit in ask("talks", sort="newest").hits} == {0.0}
    assert all(hit.score > 0 for hit in ask("talks").hits)


def test_a_word_in_the_title_counts_more(ask: Ask) -> None:
    factories.article("Trade", "Talks of the ministers were held.", slug="title")
    factories.article("Talks", "Trade of the ministers was held.", slug="text")

    assert slugs(ask("trade")) == ["title", "text"]


def test_pages_follow_each_other_without_overlap(ask: Ask) -> None:
    for number in range(23):
        factories.article(f"Talks {number:02}")

    first, second, third = ask("talks"), ask("talks", page="2"), ask("talks", page="3")

    assert (first.total, first.pages, len(first.hits), len(second.hits), len(third.hits)) == (23, 2, 20, 3, 0)
    assert not set(slugs(first)) & set(slugs(second))


def test_words_in_a_row_lift_nothing_outside_the_alternative_that_asks_for_them(ask: Ask) -> None:
    factories.article("Talks", "Two joint statements, about seafood.", "2024-05-01", slug="older")
    factories.article("Visit", "The two were met in Sofia.", "2024-05-02", slug="newer")

    found = ask("date:2024 OR (joint statements -seafood)")

    assert [(hit.slug, hit.score) for hit in found.hits] == [("newer", 0.0), ("older", 0.0)]


def test_what_is_left_out_takes_no_place_among_the_best_that_words_in_a_row_lift(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RESCORED", 1)
    factories.article("Joint statement", "A joint statement on a joint statement.", slug="left-out", countries=["us"])
    factories.article("Older", "Here is the joint statement.", "2024-05-01", slug="in-a-row")
    factories.article("Newer", "Here the statement is joint.", "2024-05-02", slug="apart")

    assert slugs(ask("joint statement", exclude__country="us")) == ["in-a-row", "apart"]
