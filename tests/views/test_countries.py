"""Countries and their partners by level."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from articles.models import Person
from articles.search import lifecycle
from articles.templatetags.archive import the
from tests import factories

pytestmark = pytest.mark.django_db


def change(**fields: Any) -> None:
    factories.level_change(passages=[factories.passage()], **fields)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_partners_stand_under_their_level_the_closest_first(client: Client) -> None:
    factories.level("vn-comprehensive", "Comprehensive Partnership", rank=1)
    factories.level("vn-strategic", "Strategic Partnership", rank=2)
    change(pair=("bg", "vn"))
    change(pair=("fi", "vn"), to="vn-comprehensive")
    factories.event(parties=("us", "vn"), passages=[factories.passage()])
    factories.partnership("us", "vn")

    page = read(client, "/countries/vn/").partition('id="events"')[0]

    places = [page.index(words) for words in ("Strategic", "Bulgaria", "Comprehensive", "Finland", "Level not stated")]
    assert places == sorted(places)
    assert page.index("Level not stated") < page.index("United States")


def test_partners_are_those_of_the_day_asked_for(client: Client) -> None:
    change()

    page = read(client, "/countries/vn/?as_of=2025-10-22")

    assert "Level not stated" in page
    assert "since 23 October 2025" not in page


def test_a_level_of_the_other_country_says_whose_it_is(client: Client) -> None:
    change()

    assert "declares it" not in read(client, "/countries/vn/").partition('id="events"')[0]
    assert 'as <span lang="vi">Việt Nam</span> declares it' in read(client, "/countries/bg/")


def test_names_stand_in_their_language(client: Client) -> None:
    change()
    factories.name(factories.country("bg"), "България", language="bg", script="Cyrl")

    assert '<span lang="bg">България</span>' in read(client, "/countries/bg/")


def test_a_country_of_drafts_only_is_not_found(client: Client) -> None:
    draft = factories.passage(factories.article(status="draft"))
    factories.event(parties=("fi", "us"), passages=[draft])

    assert client.get("/countries/fi/").status_code == 404
    assert "Finland" not in read(client, "/countries/")


def test_countries_and_blocs_are_listed_apart(client: Client) -> None:
    factories.country("eu", kind="bloc")
    change(pair=("eu", "vn"))

    page = read(client, "/countries/")

    assert page.index("Việt Nam") < page.index("Blocs that act as parties") < page.index("European Union")


def test_country_pages_take_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for number, code in enumerate(("bg", "fi", "us", "eu")):
        change(pair=tuple(sorted((code, "vn"))), to=f"vn-{number}")
        who = factories.person(f"Person {number}", country=factories.country("vn"))
        factories.membership(who, factories.post(f"Post {number}"), without_evidence=True)

    with django_assert_max_num_queries(12):
        read(client, "/countries/")
    with django_assert_max_num_queries(15):
        read(client, "/countries/vn/")
    with django_assert_max_num_queries(16):
        read(client, "/countries/vn/?as_of=2026-01-01&known=2026-01-01")


def told_of(who: Person, published: str, post: str, start: str | None = None, end: str | None = None) -> None:
    row = factories.membership(who, factories.post(post), start, end)
    row.passages.add(factories.passage(factories.article(published=published)))


def test_people_are_those_that_reports_of_the_day_tell_of(client: Client) -> None:
    change()
    told_of(factories.person("Tô Lâm", country=factories.country("vn")), "2025-10-22", "President")
    told_of(factories.person("Lê Minh Hưng", country=factories.country("vn")), "2026-01-29", "Governor")

    assert "Lê Minh Hưng" in read(client, "/countries/vn/")
    for asked in ("known=2025-10-22", "as_of=2025-10-22", "as_of=2027-01-01&known=2025-10-22"):
        page = read(client, f"/countries/vn/?{asked}")
        assert "Tô Lâm" in page, asked
        assert "Lê Minh Hưng" not in page, asked
    assert "Tô Lâm" not in read(client, "/countries/vn/?as_of=2020-01-01")


def test_people_stand_with_the_posts_of_the_day(client: Client) -> None:
    change()
    who = factories.person("Tô Lâm", country=factories.country("vn"))
    told_of(who, "2026-01-29", "Minister", "2016-04-09", "2024-05-22")
    told_of(who, "2026-01-29", "General Secretary", "2024-08-03")

    assert "earlier Minister" in read(client, "/countries/vn/")
    page = read(client, "/countries/vn/?as_of=2020-01-01").partition('id="people"')[2]
    assert "</a>, Minister" in page
    assert "General Secretary" not in page


def test_events_are_counted_alike_with_an_index_and_without(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.INDEX_DIR = tmp_path / "index"
    for number in range(3):
        factories.event(f"Talks {number}", parties=("fi", "vn"), passages=[factories.passage()])
    factories.event(
        "Secret talks", parties=("fi", "us"), passages=[factories.passage(factories.article(status="draft"))]
    )

    without = read(client, "/countries/")
    lifecycle.rebuild()

    assert read(client, "/countries/") == without
    assert without.count("<li>3 events</li>") == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("European Union", "the European Union"),
        ("Philippines", "the Philippines"),
        ("Bulgaria", "Bulgaria"),
        ("Việt Nam", '<span lang="vi">Việt Nam</span>'),
        ("Republic <b>", "Republic &lt;b&gt;"),
    ],
)
def test_a_name_has_its_article_inside_a_sentence(name: str, words: str) -> None:
    assert the(name) == words
