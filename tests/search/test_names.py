"""The table of names follows the index, in the background where the index does."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Article, ArticleAgency
from articles.search import named_rows, names
from articles.search.named_rows import Row
from articles.search.names import Names
from tests import factories


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[Names]:
    """Every table that was made, in order, each of other names."""
    made: list[Names] = []

    def make(rows: list[Row]) -> Names:
        made.append(Names())
        return made[-1]

    monkeypatch.setattr(names, "_latest", None)
    monkeypatch.setattr(names, "_made", make)
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
    with django_assert_num_queries(1):
        assert ("label", "agency", agency.code, agency.short_name, None, None) not in named_rows.read()
    Article.objects.update(visible_from=timezone.now())
    assert ("label", "agency", agency.code, agency.short_name, None, None) in named_rows.read()


def _settle() -> None:
    for thread in threading.enumerate():
        if thread.name == "names":
            thread.join()


def test_a_state_of_the_index_has_its_table_loaded_once(tables: list[Names]) -> None:
    assert names.at("one@1") is names.at("one@1") is tables[0]
    assert names.at("one@2") is tables[1]


def test_a_change_of_no_name_leaves_the_table_as_it_is(tables: list[Names], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_rows, "read", lambda: [("name", "person", "lam", "Tô Lâm", None, None)])

    assert names.at("one@1") is names.at("one@2")
    monkeypatch.setattr(names, "LIFETIME", -1.0)
    assert names.at("one@2") is tables[0]
    assert len(tables) == 1


def test_in_the_background_the_table_of_a_moment_ago_answers_meanwhile(tables: list[Names], settings: Settings) -> None:
    settings.INDEX_DRAIN = "background"
    first = names.at("one@1")

    assert names.at("one@2") is first
    _settle()
    assert names.at("one@2") is tables[1]


def test_another_index_never_gets_the_names_of_the_last_one(tables: list[Names], settings: Settings) -> None:
    settings.INDEX_DRAIN = "background"
    first = names.at("one@1")

    assert names.at("two@1") is not first


def test_a_table_that_cannot_be_renewed_grows_old_and_fails_where_it_is_seen(
    tables: list[Names], settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> list[Row]:
        raise OSError("no database")

    settings.INDEX_DRAIN = "background"
    first = names.at("one@1")
    monkeypatch.setattr(named_rows, "read", fail)

    assert names.at("one@2") is first
    _settle()
    assert "no database" in caplog.text
    monkeypatch.setattr(names, "LIFETIME", -1.0)
    with pytest.raises(OSError, match="no database"):
        names.at("one@2")
