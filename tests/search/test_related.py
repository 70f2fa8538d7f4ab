"""Related articles: by their words and subjects, each checked once more, and none where nothing is near."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.search import budget, lifecycle
from articles.search.engines.whoosh import facts
from articles.search.related import MOST, related
from tests import factories

pytestmark = pytest.mark.django_db

FISHERY = "The yellow card on seafood exports was raised. Fishing fleets and logbooks were inspected at the seaports."
OPERA = "An orchestra played a symphony. Violins and oboes were heard at the conservatory until the encore."
TALKS = "Ministers spoke of the budget, of railways and of visas, and met reporters before the banquet began."


@pytest.fixture(autouse=True)
def _others(index_folder: Path) -> None:
    """Articles on other things, so that not every word is common."""
    for number in range(12):
        factories.article(f"Budget {number}", f"{TALKS} Item number{number} was settled.", slug=f"budget-{number}")


def near(story: Article, *besides: Article) -> list[str]:
    return [found.slug for found in related(story, [other.pk for other in besides])]


@pytest.fixture
def story() -> Article:
    return factories.article("Yellow card on seafood", FISHERY, slug="story")


def test_articles_with_the_words_that_tell_most_are_near(story: Article) -> None:
    factories.article("Seafood exports", f"{FISHERY} The fleets returned.", slug="nearest")
    factories.article("Fleets inspected", "Fishing fleets and logbooks were inspected; the budget waited.", slug="near")
    factories.article("A night of music", OPERA, slug="far")
    lifecycle.rebuild()

    assert near(story) == ["nearest", "near"]


def test_articles_about_the_same_people_are_nearer(story: Article) -> None:
    who = factories.person("Rumen Radev")
    story.people.add(who)
    text = "Seafood exports were praised, and fishing fleets and seaports were inspected by the president."
    factories.article("Seaports praised", text, slug="without", published="2025-10-24")
    factories.article("Seaports praised", text, slug="with", people=[who], published="2025-10-22")
    lifecycle.rebuild()

    assert near(story) == ["with", "without"]


def test_where_nothing_is_near_there_is_nothing(story: Article) -> None:
    factories.article("A night of music", OPERA)
    lifecycle.rebuild()

    assert near(story) == []


def test_neither_itself_nor_what_stands_beside_it_is_named_and_at_most_five_are(story: Article) -> None:
    rows = [factories.article(f"Seafood {letter}", FISHERY, slug=f"near-{letter}") for letter in "abcdefgh"]
    lifecycle.rebuild()

    found = near(story, rows[2], rows[5])

    assert len(found) == MOST
    assert not {"story", rows[2].slug, rows[5].slug} & set(found)
    assert found == near(story, rows[2], rows[5])


HIDDEN = pytest.mark.parametrize("how", ["draft", "review", "withdrawn", "embargoed"])


def hide(row: Article, how: str) -> None:
    embargo = {"visible_from": timezone.now() + timedelta(days=1)}
    Article.objects.filter(pk=row.pk).update(**embargo if how == "embargoed" else {"status": how})


@HIDDEN
def test_what_is_hidden_is_not_named(story: Article, how: str) -> None:
    hide(factories.article("Seafood exports", FISHERY, slug="hidden"), how)
    factories.article("Seafood prices", FISHERY, slug="shown")
    lifecycle.rebuild()

    assert near(story) == ["shown"]


@HIDDEN
def test_what_has_been_hidden_is_gone_before_the_index_follows(story: Article, how: str) -> None:
    other = factories.article("Seafood exports", FISHERY, slug="hidden")
    lifecycle.rebuild()
    assert near(story) == ["hidden"]

    hide(other, how)

    assert near(story) == []


def test_a_hidden_article_lends_its_words_to_nobody(story: Article) -> None:
    hidden = factories.article("Seafood exports", FISHERY, slug="hidden", status="draft")
    lifecycle.rebuild()

    assert near(hidden) == []


def test_words_of_articles_that_are_gone_are_not_counted(story: Article) -> None:
    gone = factories.article("An encore", OPERA, slug="gone")
    lifecycle.rebuild()
    assert facts.frequencies(["symphony", "seafood"]) == {"symphony": 1, "seafood": 1}

    Article.objects.filter(pk=gone.pk).update(status="withdrawn")
    lifecycle.drain()

    assert facts.frequencies(["symphony", "seafood"]) == {"symphony": 0, "seafood": 1}


def test_without_an_index_there_is_nothing(story: Article) -> None:
    factories.article("Seafood exports", FISHERY)

    assert near(story) == []


def test_an_article_is_read_without_them_where_they_would_take_too_long(
    story: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.article("Talks on trade again", slug="again")
    lifecycle.rebuild()
    monkeypatch.setattr(budget, "BUDGET", -1.0)

    assert related(story) == []


def test_an_article_that_the_index_has_not_yet_has_nothing(story: Article) -> None:
    lifecycle.rebuild()
    fresh = factories.article("Seafood exports", FISHERY)

    assert near(fresh) == []


@pytest.mark.parametrize("body", ["", "7 March", "— . …", "a " * 5000])
def test_an_article_of_any_text_is_no_error(body: str) -> None:
    odd = factories.article("", body or "x", slug="odd")
    lifecycle.rebuild()

    assert "odd" not in near(odd)


def test_two_queries_are_enough(story: Article, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    story.people.add(factories.person("Rumen Radev"))
    story.countries.add(factories.country("bg"))
    for letter in "abc":
        factories.article(f"Seafood {letter}", FISHERY, place=factories.place(f"Port {letter}"), countries=["bg"])
    lifecycle.rebuild()
    row = Article.objects.prefetch_related("versions").get(slug="story")

    with django_assert_num_queries(2):
        assert len([found.place.name for found in related(row) if found.place]) == 3
