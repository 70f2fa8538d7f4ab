"""What editors have made of a held article: an import never overwrites it in silence."""

import pytest

from articles.models import Article, ArticleVersion
from articles.models.integrity import findings
from tests.imports.taking import by_hand, record, take

pytestmark = pytest.mark.django_db


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


def test_a_draft_stays_one_when_its_file_comes_again_to_be_published() -> None:
    take(record())

    taken = take(record(), publish=True)

    assert Article.objects.get().status == "draft"
    assert "stays so" in taken.warnings


def test_a_stated_date_takes_the_place_of_none_and_of_an_inferred_one_but_of_no_other() -> None:
    take(record())
    dated = take(record(datePublished="2025-10-24", dateBasis="inferred"))
    stated = take(record(datePublished="2025-10-23"))
    other = take(record(datePublished="2025-10-20"))

    assert (dated.statuses, stated.statuses, other.statuses) == (["updated"], ["updated"], ["unchanged"])
    assert str(Article.objects.get().published) == "2025-10-23"
    assert "the date is kept" in other.warnings
