"""Corrections, withdrawals and older versions; and that an editor's work is never overwritten in silence."""

from typing import Any

import pytest

from articles.imports.updating import precedes
from articles.models import Article, ArticleVersion
from articles.models.integrity import findings
from tests.imports.taking import FIRST, lines, take

pytestmark = pytest.mark.django_db


def record(version: str = "1", body: str = "One.", **more: Any) -> tuple[str, str]:
    return lines({"identifier": "urn:x:1", "version": version, "headline": "Talks", "articleBody": body, **more})


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("1", "2", True),
        ("10", "9", False),
        ("1.2", "1.10", True),
        ("1", "1.0", False),
        ("2025-10-23T10:00:00Z", "2025-10-23T12:30:00+02:00", True),
        ("2025-10-23", "2025-10-22", False),
        ("", "1", None),
        ("a", "b", None),
        ("²", "3", None),
    ],
)
def test_versions_are_compared_as_numbers_and_moments(one: str, other: str, answer: bool | None) -> None:
    assert precedes(one, other) is answer


def test_a_newer_version_is_appended() -> None:
    take(record())

    take(record("2", "Two.", kind="correction"))

    newest = ArticleVersion.objects.order_by("-number").first()
    assert newest is not None
    assert (newest.number, newest.kind, newest.body) == (2, "correction", "Two.")
    assert not list(findings())


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


def test_an_editors_headline_is_kept_and_said() -> None:
    take(record())
    article = Article.objects.get()
    article.headline = "What it comes to"
    article.save()
    ArticleVersion.objects.append(article, "One.")

    taken = take(record("2", "Two.", headline="Talks, again"))

    article.refresh_from_db()
    assert article.headline == "What it comes to"
    assert "was given by an editor and is kept" in taken.warnings
    assert "which an editor entered" in taken.warnings
    assert not list(findings())


def by_hand(**fields: Any) -> Article:
    """The article as an editor changes it at the desk: with a version for the headline."""
    article = Article.objects.get()
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    if "headline" in fields:
        ArticleVersion.objects.append(article, article.versions.order_by("number").last().body)  # type: ignore[union-attr]
    return article


@pytest.mark.parametrize("headline", ["What it comes to", ""])
def test_an_editors_headline_is_kept_through_every_update(headline: str) -> None:
    take(record())
    by_hand(headline=headline)

    for version in "234":
        taken = take(record(version, f"{version}.", headline=f"Wire {version}"))
        assert f"the new version has the wire’s: “Wire {version}”" in taken.warnings

    assert Article.objects.get().headline == headline
    assert list(ArticleVersion.objects.order_by("number").values_list("headline", flat=True)) == [
        *("Talks", headline, "Wire 2", "Wire 3", "Wire 4")
    ]
    assert not list(findings())


def test_a_headline_that_an_editor_gave_back_follows_the_wire_again() -> None:
    take(record())
    by_hand(headline="What it comes to")
    by_hand(headline="Talks")

    take(record("2", "Two.", headline="Talks, again"))

    assert Article.objects.get().headline == "Talks, again"


def test_what_an_editor_took_away_is_not_filled_in_again() -> None:
    full = {"dateline": "SOFIA", "url": "https://news.example/1", "datePublished": "2025-10-23"}
    take(record(**full))
    by_hand(dateline="", source_url="", published=None)

    taken = take(record("2", "Two.", **full))

    article = Article.objects.get()
    assert (article.dateline, article.source_url, article.published) == ("", "", None)
    assert taken.statuses == ["updated"]
    for said in (
        "the dateline of talks was taken away",
        "the source url of talks",
        "without a date by an editor’s hand",
    ):
        assert said in taken.warnings


def test_the_wires_own_headline_follows_the_wire() -> None:
    take(record())

    take(record("2", "Two.", headline="Talks, again"))

    assert Article.objects.get().headline == "Talks, again"
    assert not list(findings())


def test_a_new_version_of_a_published_article_is_said_to_be_seen_at_once() -> None:
    take(record(), publish=True)

    assert "readers see the new version at once" in take(record("2", "Two.")).warnings


def test_a_draft_stays_one_when_its_file_comes_again_to_be_published() -> None:
    take(record())

    taken = take(record(), publish=True)

    assert Article.objects.get().status == "draft"
    assert "stays so" in taken.warnings


def test_a_withdrawal_withdraws_and_keeps_the_text() -> None:
    take(record(), publish=True)

    taken = take(lines({"identifier": "urn:x:1", "kind": "withdrawal", "articleBody": ""}))

    article = Article.objects.get()
    assert (article.status, article.versions.count()) == ("withdrawn", 1)
    assert "the agency withdraws" in taken.warnings


def test_an_article_that_an_editor_put_back_is_not_withdrawn_by_the_same_file_again() -> None:
    take(record(), publish=True)
    notice = lines({"identifier": "urn:x:1", "kind": "withdrawal", "articleBody": "Kill this."})
    take(notice)
    Article.objects.update(status="published")

    assert take(notice).statuses == ["unchanged"]
    assert Article.objects.get().status == "published"


def withdrawal(version: str = "", body: str = "") -> tuple[str, str]:
    return lines({"identifier": "urn:x:1", "version": version, "kind": "withdrawal", "articleBody": body})


@pytest.mark.parametrize("notice", [withdrawal("2"), withdrawal("2", "Kill version two."), withdrawal("", "Two.")])
def test_a_withdrawal_of_an_older_version_leaves_the_newer_one(notice: tuple[str, str]) -> None:
    for version, body in (("1", "One."), ("2", "Two."), ("3", "Three.")):
        take(record(version, body), publish=True)

    taken = take(notice)

    assert (taken.statuses, Article.objects.get().status) == (["unchanged"], "published")
    assert "withdraws an older version" in taken.warnings
    assert ArticleVersion.objects.count() == 3


@pytest.mark.parametrize("notice", [withdrawal("3"), withdrawal("4", "Kill."), withdrawal(), withdrawal("", "Three.")])
def test_a_withdrawal_of_the_latest_or_of_none_in_particular_withdraws(notice: tuple[str, str]) -> None:
    take(record("2", "Two."), publish=True)
    take(record("3", "Three."))

    take(notice)

    assert Article.objects.get().status == "withdrawn"


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


def test_a_withdrawal_of_what_is_not_held_is_refused() -> None:
    taken = take(lines({"identifier": "urn:x:9", "kind": "withdrawal", "articleBody": ""}))

    assert taken.plans[0].status == "refused"


def test_an_article_that_is_withdrawn_stays_so_when_an_update_comes() -> None:
    take(record())
    Article.objects.update(status="withdrawn")

    taken = take(record("2", "Two."))

    assert Article.objects.get().status == "withdrawn"
    assert "was withdrawn, and stays so" in taken.warnings


def test_released_articles_are_not_changed_by_those_who_may_not() -> None:
    take(record(), publish=True)

    changed = take(record("2", "Two."), may_change_released=False)
    withdrawn = take(lines({"identifier": "urn:x:1", "kind": "withdrawal", "articleBody": ""}), may_release=False)

    assert [taken.plans[0].status for taken in (changed, withdrawn)] == ["refused", "refused"]
    assert ArticleVersion.objects.count() == 1


def test_a_stated_date_takes_the_place_of_none_and_of_an_inferred_one_but_of_no_other() -> None:
    take(record())
    dated = take(record(datePublished="2025-10-24", dateBasis="inferred"))
    stated = take(record(datePublished="2025-10-23"))
    other = take(record(datePublished="2025-10-20"))

    assert (dated.statuses, stated.statuses, other.statuses) == (["updated"], ["updated"], ["unchanged"])
    assert str(Article.objects.get().published) == "2025-10-23"
    assert "the date is kept" in other.warnings


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
