"""Stories that their agency takes back."""

import pytest

from articles.models import Article, ArticleVersion
from tests.imports.taking import lines, record, take, withdrawal

pytestmark = pytest.mark.django_db


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


def test_a_withdrawal_of_what_is_not_held_is_refused() -> None:
    taken = take(lines({"identifier": "urn:x:9", "kind": "withdrawal", "articleBody": ""}))

    assert taken.plans[0].status == "refused"


def test_an_article_that_is_withdrawn_stays_so_when_an_update_comes() -> None:
    take(record())
    Article.objects.update(status="withdrawn")

    taken = take(record("2", "Two."))

    assert Article.objects.get().status == "withdrawn"
    assert "was withdrawn, and stays so" in taken.warnings
