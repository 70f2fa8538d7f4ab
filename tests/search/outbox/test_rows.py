"""The rows of the outbox: which are written, when they are due, and what they name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Outbox, Person
from articles.search import outbox
from tests import factories
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_articles_withdrawn_all_at_once_are_gone(status: str) -> None:
    shelf.world()
    held = Shelf()

    Article.objects.update(status=status)
    held.drain()

    assert held.documents == {}


def test_what_nothing_shows_is_not_written_down() -> None:
    shelf.world()
    Outbox.objects.all().delete()

    Person.objects.update(wikidata="Q42", family_name="New")
    Article.objects.update(source_id="", published_note="New", modified=timezone.now())
    for article in Article.objects.all():
        article.save()

    assert not Outbox.objects.exists()


def test_an_embargo_is_written_down_once_for_its_end() -> None:
    until = timezone.now() + timedelta(hours=1)
    story = factories.article("Canary", visible_from=until)
    story.headline = "Canaries"
    story.save()

    assert [row.due for row in Outbox.objects.filter(reason="embargo")] == [until]

    Article.objects.update(visible_from=until + timedelta(hours=1))

    assert Outbox.objects.filter(reason="embargo").count() == 2


def test_rows_are_due_at_once() -> None:
    factories.article()

    assert outbox.due().count() == Outbox.objects.count() > 0


def test_what_is_enqueued_by_hand_names_itself_alone() -> None:
    outbox.enqueue([("event", 7), ("article", 8), ("event", 7)])

    assert outbox.affected(outbox.due()) == {"event": {7}, "article": {8}}


@pytest.mark.parametrize("row", [("nonsense", "1"), ("article", "x"), ("person", "-1"), ("article", "")])
def test_rows_that_make_no_sense_are_passed_over(row: tuple[str, str]) -> None:
    assert outbox.affected([Outbox(model=row[0], object_id=row[1])]) == {}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_a_truncated_table_has_the_index_made_anew() -> None:
    shelf.world()
    Outbox.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or nothing can be truncated while checks wait
        cursor.execute("TRUNCATE articles_article_people")

    assert outbox.asks_for_everything()
