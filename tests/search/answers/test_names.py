"""A name finds its bearer in every form, in either engine."""

import pytest

from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import marked, slugs

pytestmark = pytest.mark.django_db


def test_every_form_of_a_name_finds_its_bearer(ask: Ask) -> None:
    vietnam = factories.country("vn", "Việt Nam")
    for form in ("Việt Nam", "Vietnam", "Viet Nam"):
        factories.name(vietnam, form)
    factories.article("Printed", "Trade of Việt Nam.", slug="printed")
    factories.article("Joined", "Trade of Vietnam.", slug="joined")
    factories.article("Tagged", "Trade of Hà Nội.", slug="tagged", countries=["vn"])
    factories.article("Other", "Trade of others.", slug="other")

    assert set(slugs(ask("Vietnam"))) == {"printed", "joined", "tagged"}
    assert slugs(ask("Vietnam"))[0] == "joined"
    assert slugs(ask("việt nam trade"))[0] == "printed"
    assert slugs(ask("Vietnam", exact="1")) == ["joined"]
    assert slugs(ask('"Vietnam"')) == ["joined"]
    assert slugs(ask("title:Vietnam")) == []


def test_names_cross_scripts(ask: Ask) -> None:
    speaker = factories.person("Rosen Zhelyazkov", slug="rosen-zhelyazkov")
    for form in ("Zhelyazkov", "Желязков", "Jeliazkov"):
        factories.name(speaker, form)
    factories.article("Spoke", "Zhelyazkov spoke.", slug="spoke", people=[speaker])

    assert slugs(ask("Желязков")) == ["spoke"]
    assert marked(ask("Желязков")) == ["Zhelyazkov"]
    assert [(hit.type, hit.slug) for hit in ask("Желязков", type="person").hits] == [("person", "rosen-zhelyazkov")]


def test_the_longest_name_counts(ask: Ask) -> None:
    sea = factories.place("East Sea", slug="east-sea")
    factories.name(sea, "South China Sea")
    factories.name(factories.country("cn", "China"), "China")
    factories.article("Sea", "Freedom in the East Sea.", slug="sea", place=sea)
    factories.article("China", "Of China.", slug="china", countries=["cn"])

    assert slugs(ask("South China Sea")) == ["sea"]
    assert marked(ask("South China Sea")) == ["East Sea"]


def test_a_title_means_its_bearer_only_while_it_did(ask: Ask) -> None:
    leader = factories.person("Tô Lâm", slug="to-lam")
    factories.name(leader, "Vietnamese Party chief", valid_from="2025-10-22", valid_to="2025-10-24")
    factories.article("During", "Tô Lâm spoke.", "2025-10-23", slug="during", people=[leader])
    factories.article("Before", "Tô Lâm spoke.", "2024-01-01", slug="before", people=[leader])

    assert slugs(ask("Vietnamese Party chief")) == ["during"]
    assert ask("Vietnamese Party chief", type="person").total == 1
