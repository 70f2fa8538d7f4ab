"""Corrections and versions that come late."""

from typing import Any

import pytest

from articles.models import Article, ArticleVersion
from articles.models.integrity import findings
from tests.imports.taking import FIRST, lines, record, take, withdrawal

pytestmark = pytest.mark.django_db


def test_a_newer_version_is_appended() -> None:
    take(record())

    take(record("2", "Two.", kind="correction"))

    newest = ArticleVersion.objects.order_by("-number").first()
    assert newest is not None
    assert (newest.number, newest.kind, newest.body) == (2, "correction", "Two.")
    assert not list(findings())


def test_an_older_version_changes_nothing_and_says_so() -> None:
    take(record("3", "Three."))

    taken = take(record("2", "Two."))

    assert taken.statuses == ["unchanged"]
    assert "older version" in taken.warnings


def test_the_same_version_in_other_words_changes_nothing_and_says_so() -> None:
    take(record("2", "Two."))

    taken = take(record("2", "Zwei."))

    assert taken.statuses == ["unchanged"]
    assert "in other words" in taken.warnings


def test_without_numbers_a_text_that_was_held_before_is_the_older_one() -> None:
    for body in ("One.", "Two."):
        take(record("", body))

    taken = take(record("", "One.", dateline="SOFIA"))

    assert "older version" in taken.warnings
    assert ArticleVersion.objects.count() == 2


def test_a_new_version_of_a_published_article_is_said_to_be_seen_at_once() -> None:
    take(record(), publish=True)

    assert "readers see the new version at once" in take(record("2", "Two.")).warnings


@pytest.mark.parametrize(
    ("order", "bodies", "status"),
    [
        ("12w", ["1.", "2."], "withdrawn"),
        ("w12", ["1.", "2."], "published"),
        ("1w2", ["1."], "withdrawn"),
        ("13", ["1.", "3."], "published"),
        ("31", ["3."], "published"),
        ("1w4", ["1.", "4."], "withdrawn"),
        ("132", ["1.", "3."], "published"),
    ],
)
def test_versions_that_come_late_are_never_the_latest(order: str, bodies: list[str], status: str) -> None:
    """`w` is a withdrawal of version 3, without a text."""
    for each in order:
        take(withdrawal("3") if each == "w" else record(each, f"{each}."), publish=True)

    assert list(ArticleVersion.objects.order_by("number").values_list("body", flat=True)) == bodies
    assert Article.objects.get().status == status


def test_a_later_version_without_a_change_is_remembered() -> None:
    take(record("1", "One."))
    assert take(record("5", "One.")).statuses == ["unchanged"]

    late = take(record("4", "Four."))

    assert "an older version" in late.warnings
    assert ArticleVersion.objects.count() == 1


def test_a_version_without_a_number_does_not_make_the_number_before_forgotten() -> None:
    take(record("3", "Three."))
    take(record("", "Four."))

    late = take(record("2", "Two."))

    assert late.statuses == ["unchanged"]
    assert [version.body for version in ArticleVersion.objects.order_by("number")] == ["Three.", "Four."]


def test_an_older_version_fills_nothing_in() -> None:
    take(record("2", "Two."))

    taken = take(record("1", "One.", dateline="SOFIA", datePublished="2025-10-23"))

    article = Article.objects.get()
    assert (taken.statuses, article.dateline, article.published) == (["unchanged"], "", None)


def test_released_articles_are_not_changed_by_those_who_may_not() -> None:
    take(record(), publish=True)

    changed = take(record("2", "Two."), may_change_released=False)
    withdrawn = take(lines({"identifier": "urn:x:1", "kind": "withdrawal", "articleBody": ""}), may_release=False)

    assert [taken.plans[0].status for taken in (changed, withdrawn)] == ["refused", "refused"]
    assert ArticleVersion.objects.count() == 1


def test_a_summary_that_becomes_printed_copy_is_said() -> None:
    take(record(textBasis="summary"))

    assert "was an archive summary" in take(record("2", "As printed.")).warnings


def test_an_archive_that_changes_between_plan_and_import_is_planned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from articles.imports import running

    original = running.apply
    called = []

    def interfering(*arguments: Any, **named: Any) -> None:
        if not called:
            called.append(True)
            Article.objects.create(slug="sofia-2025-10-23")
        original(*arguments, **named)

    monkeypatch.setattr(running, "apply", interfering)

    take(FIRST)

    taken, given = Article.objects.order_by("pk").values_list("slug", flat=True)
    assert given.startswith(f"{taken}-")


def test_versions_that_cannot_be_compared_are_told() -> None:
    take(record("2025-10-24T10:00:00Z"))

    taken = take(record("1", "Two."))

    assert taken.statuses == ["updated"]
    assert "version “1” cannot be compared with “2025-10-24T10:00:00Z”" in taken.warnings
