"""Facets: what choosing values finds, and what is counted beside it, in either engine."""

import pytest

from articles.search.results import Bucket, Facet, Results
from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import buckets, slugs

pytestmark = pytest.mark.django_db


def test_values_in_one_facet_are_alternatives_and_facets_narrow_each_other(ask: Ask) -> None:
    factories.article("One", slug="one", countries=["bg"], agencies=["vns"])
    factories.article("Two", slug="two", countries=["us"], agencies=["vns"])
    factories.article("Three", slug="three", countries=["us"], agencies=["vna"])

    assert set(slugs(ask(country=["bg", "us"]))) == {"one", "two", "three"}
    assert set(slugs(ask(country=["bg", "us"], agency="vns"))) == {"one", "two"}
    assert slugs(ask(country="us", exclude__agency="vns")) == ["three"]


def test_counts_ignore_the_choice_in_their_own_facet(ask: Ask) -> None:
    factories.article("One", slug="one", countries=["bg"], agencies=["vns"])
    factories.article("Two", slug="two", countries=["us"], agencies=["vna"])

    results = ask(country="bg")

    assert buckets(results, "country") == {"bg": 1, "us": 1}
    assert buckets(results, "agency") == {"vns": 1}


def test_disjoint_choices_have_no_hits_and_keep_the_facets(ask: Ask) -> None:
    factories.article("One", slug="one", countries=["bg"], agencies=["vns"])
    factories.article("Two", slug="two", countries=["us"], agencies=["vna"])

    results = ask(country="bg", agency="vna")

    assert (results.total, results.pages, results.hits) == (0, 0, ())
    country, agency = (next(one for one in results.facets if one.name == name) for name in ("country", "agency"))
    assert country.buckets == (Bucket("us", 1), Bucket("bg", 0, selected=True))
    assert agency.buckets == (Bucket("vns", 1), Bucket("vna", 0, selected=True))


def test_a_value_that_does_not_exist_has_no_hits_and_stays_chosen(ask: Ask) -> None:
    factories.article("One", countries=["bg"])

    results = ask(country="atlantis")

    assert results.total == 0
    assert Bucket("atlantis", 0, selected=True) in results.facets[0].buckets


def test_values_in_the_text_are_chosen_in_the_facet(ask: Ask) -> None:
    leader = factories.person("Tô Lâm", slug="to-lam")
    factories.article("One", slug="one", people=[leader], countries=["vn"])
    factories.article("Two", slug="two", countries=["bg"])

    results = ask('person:"To Lam" -country:bg')

    assert slugs(results) == ["one"]
    assert Bucket("to-lam", 1, selected=True) in next(one for one in results.facets if one.name == "person").buckets
    assert Bucket("bg", 0, excluded=True) in results.facets[0].buckets
    assert slugs(ask("person:to-lam OR country:bg", sort="oldest")) == ["one", "two"]
    assert slugs(ask('person:"Nobody Atall"')) == []


def test_types_are_counted_whichever_is_asked_for(ask: Ask) -> None:
    passage = factories.passage(factories.article("Talks"))
    factories.event("Talks in Sofia", passages=[passage])

    results = ask("talks", type="event")

    assert [(row.value, row.count, row.selected) for row in results.types] == [
        ("article", 1, False),
        ("person", 0, False),
        ("event", 1, True),
        ("commitment", 0, False),
    ]


def test_where_nothing_is_found_the_commonest_values_still_stand_there_at_zero(ask: Ask) -> None:
    bulgaria, finland = factories.country("bg", "Bulgaria"), factories.country("fi", "Finland")
    factories.article("One", "Trade.", countries=[bulgaria], slug="one")
    factories.article("Two", "Aid.", countries=[bulgaria, finland], slug="two")

    nothing = ask("zebra")

    assert nothing.total == 0
    assert buckets(nothing, "country") == {"bg": 0, "fi": 0}
    assert buckets(ask("trade"), "country") == {"bg": 1}


def test_a_value_that_would_find_something_is_not_offered_as_finding_nothing(ask: Ask) -> None:
    for number in range(25):
        person = factories.person(f"Person {number}", slug=f"p{number:02}")
        factories.article(f"Alpha {number}", "alpha", slug=f"alpha-{number}", people=[person])
    for number in range(3):  # the last of them is the commonest of all, and beyond the values shown for “alpha”
        factories.article(f"Beta {number}", "beta", slug=f"beta-{number}", people=[person])
    factories.article("Gamma", "gamma", slug="gamma", people=[factories.person("Loner", slug="loner")])

    results = ask("alpha", person="loner")

    assert results.total == 0
    offered = [each.value for each in _facet(results, "person").buckets if not each.count]
    assert offered == ["loner"]


def _facet(results: Results, name: str) -> Facet:
    return next(facet for facet in results.facets if facet.name == name)
