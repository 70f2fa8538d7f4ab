"""The day of a story without one: from the nearest dated article on the same visit, or not at all."""

import pytest

from articles.models import Article, Person, Place
from articles.vocabulary import Basis
from tests import factories as make
from tests.imports.taking import FIRST, SECOND, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known() -> None:
    sofia = make.place("Sofia")
    make.name(sofia, "Sofia")
    for name in ("Tô Lâm", "Rumen Radev"):
        make.name(make.person(name), name)


def undated() -> Article:
    return Article.objects.get(sign_off__agency__code="vna")


def test_the_day_is_inferred_from_a_story_of_the_same_run_in_whatever_order() -> None:
    taken = take(SECOND, FIRST)

    found = undated()
    assert str(found.published) == "2025-10-24"
    assert found.published.basis == Basis.INFERRED
    assert "“Friday”" in found.published_note
    assert "sofia-2025-10-23" in taken.warnings


def test_readers_do_not_learn_of_a_draft_that_a_day_was_inferred_from() -> None:
    people, where = Person.objects.all(), Place.objects.get()
    make.article("Secret canary dispute", "Tô Lâm saw Rumen Radev.", status="draft", people=people, place=where)

    taken = take(SECOND, publish=True)

    assert "canary" not in undated().published_note
    assert str(undated().published) == "2025-10-24"
    assert "secret-canary-dispute" in taken.warnings


def test_alone_its_day_stays_unknown_with_a_warning_until_the_first_is_there() -> None:
    alone = take(SECOND)
    assert undated().published is None
    assert "the day is not known" in alone.warnings

    first = take(FIRST)

    assert str(undated().published) == "2025-10-24"
    assert undated().published.basis == Basis.INFERRED
    assert "the day of sofia is 24 October 2025 by this article" in first.warnings
    assert take(SECOND).statuses == ["unchanged"]
    assert undated().versions.count() == 1


def test_articles_that_editors_entered_date_it_too() -> None:
    lam = make.person("Lâm", slug="to-lam-2")
    make.article("Talks", published="2025-10-22", place=undated_place(), people=[lam, *persons()])

    take(SECOND)

    assert str(undated().published) == "2025-10-24"


def test_two_visits_that_fit_alike_leave_it_unknown() -> None:
    for day in ("2025-10-23", "2024-03-14"):
        make.article(f"Talks {day}", published=day, place=undated_place(), people=persons())

    assert "the day is not known" in take(SECOND).warnings
    assert undated().published is None


def test_an_article_of_another_place_or_of_others_dates_nothing() -> None:
    make.article("Elsewhere", published="2025-10-23", place=make.place("Varna"), people=persons())
    make.article("Others", published="2025-10-23", place=undated_place(), people=[make.person("Somebody Else")])

    take(SECOND)

    assert undated().published is None


def test_a_story_that_is_given_its_day_leaves_the_address_to_the_one_that_has_it() -> None:
    make.article("Of that day", slug="sofia-2025-10-24", published="2025-10-01", place=undated_place())

    taken = take(FIRST, SECOND)

    assert taken.statuses == ["created", "created"]
    assert undated().slug.startswith("sofia-2025-10-24-")


def test_a_refused_file_dates_nothing() -> None:
    record = '{"articleBody": "Tô Lâm met Rumen Radev.", "dateline": "SOFIA", "datePublished": "2025-10-23"}\n{"x": 1}'

    take(("a.jsonl", record), SECOND)

    assert undated().published is None


def persons() -> list[Person]:
    return list(Person.objects.filter(slug__in=["to-lam", "rumen-radev"]))


def undated_place() -> Place:
    return Place.objects.get(slug="sofia")
