"""Embargoes that come with versions of what is held."""

import pytest

from articles.models import Article, ArticleVersion
from tests.imports.taking import by_hand, record, take

pytestmark = pytest.mark.django_db


def test_a_version_under_embargo_is_refused_where_readers_would_see_it_at_once() -> None:
    take(record(), publish=True)

    taken = take(record("2", "Secret.", embargo="2099-01-01T10:00:00+02:00"))

    (plan,) = taken.plans
    assert "an embargo until 2099-01-01" in plan.errors[0].found
    assert ArticleVersion.objects.count() == 1


def test_an_embargo_comes_to_a_draft_with_its_next_version() -> None:
    take(record())

    take(record("2", "Two.", embargo="2099-01-01T10:00:00+02:00"))

    assert Article.objects.get().visible_from is not None
    assert ArticleVersion.objects.count() == 2


def test_an_embargo_is_made_longer_and_never_shorter_while_nobody_sees_the_article() -> None:
    take(record(embargo="2099-01-02T10:00:00Z"), publish=True)

    shorter = take(record("2", "Two.", embargo="2099-01-01T10:00:00Z"))
    assert Article.objects.get().visible_from.day == 2
    longer = take(record("3", "Three.", embargo="2099-01-03T10:00:00Z"))

    assert Article.objects.get().visible_from.day == 3
    assert (shorter.statuses, longer.statuses) == (["updated"], ["updated"])
    assert "embargoed for longer" in longer.warnings


def test_an_embargo_that_an_editor_lifted_does_not_come_again() -> None:
    take(record(embargo="2099-01-02T10:00:00Z"))
    by_hand(visible_from=None)

    taken = take(record("2", "Two.", embargo="2099-01-02T10:00:00Z"))

    assert Article.objects.get().visible_from is None
    assert "an editor has lifted the embargo" in taken.warnings


def test_the_refusal_of_an_embargo_says_what_works_and_that_does() -> None:
    take(record(), publish=True)
    secret = record("2", "Secret.", embargo="2099-01-01T10:00:00+02:00")

    (error,) = take(secret).plans[0].errors

    assert error.found == "an embargo until 2099-01-01 08:00 UTC on talks, which readers see already"
    assert "this file again when the embargo has ended; or the article withdrawn first" in error.expected
    Article.objects.update(status="withdrawn")
    assert take(secret).statuses == ["updated"]
    article = Article.objects.get()
    assert (article.status, article.visible_from.year, article.versions.count()) == ("withdrawn", 2099, 2)


@pytest.mark.parametrize("until", ["2099-01-02T10:00:00Z", "2099-01-03T10:00:00Z"])
def test_a_new_version_of_what_is_under_an_embargo_is_not_said_to_be_seen(until: str) -> None:
    take(record(embargo="2099-01-02T10:00:00Z"), publish=True)

    warnings = take(record("2", "Two.", embargo=until)).warnings

    assert "at once" not in warnings
    assert f"under an embargo until {until[:10]} 10:00 UTC: readers see the new version then" in warnings


def test_a_withdrawal_withdraws_at_once_whatever_embargo_it_carries() -> None:
    take(record(), publish=True)

    take(record("2", "Kill.", kind="withdrawal", embargo="2099-01-02T10:00:00Z"))

    article = Article.objects.get()
    assert (article.status, article.visible_from) == ("withdrawn", None)
