"""The table of names follows the database, in the background where the index does, and never names what is hidden."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Article, ArticleAgency, Name
from articles.search import lifecycle, named_rows, names
from articles.search.named_rows import Row
from articles.search.names import Checked, Names
from tests import factories

STATE = {"database": "one"}
"""That of the database, where a test says so."""


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[Names]:
    """Every table that was made, in order, each of other names."""
    made: list[Names] = []

    def make(rows: list[Row]) -> Names:
        made.append(Names())
        return made[-1]

    monkeypatch.setitem(STATE, "database", "one")
    monkeypatch.setattr(names, "_made", make)
    monkeypatch.setattr(named_rows, "state", lambda: STATE["database"])
    monkeypatch.setattr(named_rows, "read", lambda: [("label", "sector", f"s{len(made)}", "", None, None)])
    return made


@pytest.mark.django_db
def test_the_statement_is_made_once_and_asks_of_the_moment_it_is_put_at(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    agency = factories.agency()
    story = factories.article(visible_from=timezone.now() + timedelta(hours=1))
    ArticleAgency.objects.create(article=story, agency=agency)
    made = named_rows._statement("one")

    assert named_rows._statement.__wrapped__("two") == made  # so no moment of its making is in it
    assert named_rows._labelling.__wrapped__("two") == named_rows._labelling("one")
    with django_assert_num_queries(1):
        assert ("label", "agency", agency.code, agency.short_name, None, None) not in named_rows.read()
    Article.objects.update(visible_from=timezone.now())
    assert ("label", "agency", agency.code, agency.short_name, None, None) in named_rows.read()


def _settle() -> None:
    for thread in threading.enumerate():
        if thread.name == "names":
            thread.join()


def test_a_state_of_the_database_has_its_table_loaded_once(tables: list[Names]) -> None:
    assert names.current() is names.current() is tables[0]
    STATE["database"] = "two"
    assert names.current() is tables[1]


def test_a_change_of_no_name_leaves_the_table_as_it_is(tables: list[Names], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_rows, "read", lambda: [("name", "person", "lam", "Tô Lâm", None, None)])
    first = names.current()

    STATE["database"] = "two"
    assert names.current() is first
    monkeypatch.setattr(names, "LIFETIME", -1.0)
    assert names.current() is tables[0]
    assert len(tables) == 1


def test_in_the_background_the_table_of_a_moment_ago_answers_meanwhile(tables: list[Names], settings: Settings) -> None:
    settings.INDEX_DRAIN = "background"
    first = names.current()

    STATE["database"] = "two"
    with names._loading:  # somebody else renews it
        assert isinstance(names.current(), Checked)
    assert names.latest() == (first, False)
    _settle()
    assert names.latest() == (tables[1], True)
    assert names.current() is tables[1]


def test_a_table_that_cannot_be_renewed_grows_old_and_fails_where_it_is_seen(
    tables: list[Names], settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> list[Row]:
        raise OSError("no database")

    settings.INDEX_DRAIN = "background"
    first = names.current()
    monkeypatch.setattr(named_rows, "read", fail)

    STATE["database"] = "two"
    assert names.latest() == (first, False)
    _settle()
    assert "no database" in caplog.text
    monkeypatch.setattr(names, "LIFETIME", -1.0)
    with pytest.raises(OSError, match="no database"):
        names.current()


@pytest.mark.django_db
def test_names_are_read_before_the_first_question_asks(tables: list[Names]) -> None:
    names.read_ahead()

    assert names.current() is tables[0]
    assert len(tables) == 1


@pytest.mark.django_db
def test_of_several_who_ask_at_once_one_reads(tables: list[Names], monkeypatch: pytest.MonkeyPatch) -> None:
    read, begun = named_rows.read, threading.Barrier(3, timeout=10)

    def slowly() -> list[Row]:
        time.sleep(0.05)
        return read()

    def ask() -> None:
        begun.wait()
        names.current()

    monkeypatch.setattr(named_rows, "read", slowly)
    askers = [threading.Thread(target=ask) for _ in range(3)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()

    assert len(tables) == 1


@pytest.fixture
def told() -> Article:
    """An article that alone names somebody with two names, a country, a body, a place, an agency, a sector, a level."""
    who = factories.person("Secret Sam", country=factories.country("qq", "Quietland"))
    factories.name(who, "Codename Zebra")
    body = factories.organization("Hidden Bureau")
    story = factories.article(people=[who], organizations=[body], place=factories.place("Nowhere"))
    story.sectors.set([factories.sector("stealth", "Stealth Trade")])
    story.instruments.set([factories.instrument("Silent Pact")])
    ArticleAgency.objects.create(article=story, agency=factories.agency("spy", short_name="SPY", name="Spy Agency"))
    factories.level("vn-quiet", "Quiet Alliance")
    factories.level_change("vn-quiet", passages=[factories.passage(story)])
    return story


LABELS = {
    ("person", "secret-sam"): "Secret Sam",
    ("country", "qq"): "Quietland",
    ("org", "hidden-bureau"): "Hidden Bureau",
    ("place", "nowhere"): "Nowhere",
    ("sector", "stealth"): "Stealth Trade",
    ("level", "vn-quiet"): "Quiet Alliance",
    ("agency", "spy"): "SPY",
}


@pytest.mark.django_db
def test_a_table_of_before_names_nothing_that_has_been_hidden_since(
    told: Article, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INDEX_DRAIN = "background"
    monkeypatch.setattr(names, "_renew", lambda: None)  # nobody is quick enough
    values = {facet: [value, "nobody"] for facet, value in LABELS}
    before = names.current()
    assert before.shown(values) == names.shown_now(values) == LABELS
    assert before.codes("person", "codename zebra") == ("secret-sam",)

    Article.objects.filter(pk=told.pk).update(status="withdrawn")

    after = names.current()
    names._loading.release()
    assert before is not after
    assert after.shown(values) == names.shown_now(values) == {}
    for (facet, _), text in LABELS.items():
        assert before.codes(facet, text)
        assert after.codes(facet, text) == ()
    assert after.codes("person", "Codename Zebra") == ()
    for words in (("codename", "zebra"), ("silent", "pact")):
        assert before.meaning(words)
        assert after.meaning(words) == []
    assert after.of_bearer(names.Bearer("person", "secret-sam")) == []
    assert (before.has_word("zebra"), after.has_word("zebra")) == (True, False)
    assert after.codes("kind", "talks") == ("talks",)


@pytest.mark.django_db
def test_every_change_that_may_hide_a_name_is_another_state(told: Article) -> None:
    states = [named_rows.state()]
    Article.objects.filter(pk=told.pk).update(status="draft")
    states.append(named_rows.state())
    told.people.clear()
    states.append(named_rows.state())
    Name.objects.all().delete()
    states.append(named_rows.state())

    assert len(set(states)) == 4
    # on PostgreSQL a transaction in another database of the server, as other tests have, counts as a change
    assert any(named_rows.state() == named_rows.state() for _ in range(50))


@pytest.mark.django_db
def test_a_level_that_only_a_draft_names_is_no_choice_and_no_meaning(
    client: Client, told: Article, index_folder: Path
) -> None:
    factories.article("Trade", countries=["vn"])
    Article.objects.filter(pk=told.pk).update(status="draft")
    lifecycle.rebuild()
    chosen = ("/search/?level=vn-quiet", "/search.json?level=vn-quiet", "/timeline/?level=vn-quiet")
    asked = '/search.json?q=level:"quiet alliance" OR trade'

    for path in chosen:
        assert "Quiet Alliance" not in client.get(path).content.decode()
    assert "vn-quiet" not in client.get(asked).content.decode()

    Article.objects.filter(pk=told.pk).update(status="published")
    lifecycle.drain()

    for path in chosen:
        assert "Quiet Alliance" in client.get(path).content.decode()
    assert "vn-quiet" in client.get(asked).content.decode()
