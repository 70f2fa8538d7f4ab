"""What is read for answers without an index: a little at each question, kept, and given up when anything changes."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, ArticleVersion, Outbox
from articles.search import Query
from articles.search.engines import database, shelf
from articles.search.results import Results
from tests import factories
from tests.search.found import slugs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder")]


def ask(text: str = "") -> Results:
    return database.answer(Query(text=text))


@pytest.fixture
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question has time for more than one document."""
    ticks = itertools.count()
    monkeypatch.setattr(shelf, "thread_time", lambda: float(next(ticks)))
    monkeypatch.setattr(shelf, "BUDGET", 1.5)
    monkeypatch.setattr(shelf, "ALWAYS", 0)
    monkeypatch.setattr(shelf, "PAUSE", 0.0)


def test_each_question_reads_on_until_all_is_read(one_at_a_time: None) -> None:
    for day in (1, 2, 3):
        factories.article(published=f"2025-10-0{day}", slug=f"day-{day}")

    answers = [ask() for _ in range(4)]

    assert [results.total for results in answers] == [1, 2, 3, 3]
    assert slugs(answers[0]) == ["day-3"]
    assert [results.partial for results in answers] == [True, True, True, False]


def test_questions_of_one_page_read_once(one_at_a_time: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PAUSE", 60.0)
    for day in (1, 2, 3):
        factories.article(published=f"2025-10-0{day}")

    assert [ask().total for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("how", ["draft", "embargo", "text"])
def test_a_change_is_seen_at_once(how: str) -> None:
    story = factories.article("Trade", "Of seafood.")
    factories.article("Other")
    assert (ask("seafood").total, ask("melons").total) == (1, 0)

    if how == "draft":
        Article.objects.filter(pk=story.pk).update(status="draft")
    elif how == "embargo":
        Article.objects.filter(pk=story.pk).update(visible_from=timezone.now() + timedelta(days=1))
    else:
        ArticleVersion.objects.append(story, "Of melons.")

    assert (ask("seafood").total, ask("melons").total) == (0, how == "text")


def test_an_embargo_that_falls_due_is_seen() -> None:
    """Nothing is written when it does: its row in the outbox has waited for that moment."""
    story = factories.article("Trade", "Of seafood.", visible_from=timezone.now() + timedelta(days=1))
    assert ask("seafood").total == 0

    past = timezone.now() - timedelta(seconds=1)
    last = Outbox.objects.order_by("pk").last()
    assert last is not None
    Outbox.objects.filter(model="article", object_id=str(story.pk), due__gt=timezone.now()).update(due=past)
    Article.objects.filter(pk=story.pk).update(visible_from=past)
    Outbox.objects.filter(pk__gt=last.pk).delete()  # as if only time had passed

    assert ask("seafood").total == 1


def test_a_shelf_that_goes_while_it_is_read_is_given_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.article("Trade")
    read_on = shelf.Shelf.read_on
    monkeypatch.setattr(shelf.Shelf, "read_on", lambda held, first: (read_on(held, first), shelf.forget()))

    assert ask("trade").total == 1
