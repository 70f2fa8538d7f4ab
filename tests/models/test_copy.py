"""Articles, versions, sign-offs: who may read them, when they are dated, what they mention."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.folding import digest
from articles.models import Article, ArticleAgency, ArticleVersion, Mechanism
from articles.vocabulary import OrganizationKind, Precision
from tests import factories as make

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 10, 24, 12, tzinfo=UTC)


def test_only_published_articles_past_their_embargo_are_visible() -> None:
    shown = make.article("Shown")
    ended = make.article("Embargo ended", visible_from=NOON)
    make.article("Embargoed", visible_from=NOON + timedelta(seconds=1))
    for status in ("draft", "review", "withdrawn"):
        make.article(status, status=status)

    assert set(Article.objects.visible(NOON)) == {shown, ended}
    assert [story for story in Article.objects.all() if story.is_visible(NOON)] == list(Article.objects.visible(NOON))


def test_visible_without_a_moment_means_now() -> None:
    story = make.article(visible_from=timezone.now() + timedelta(hours=1))

    assert not Article.objects.visible()
    assert list(Article.objects.published()) == [story]


@pytest.mark.parametrize(
    ("published", "first", "last", "found"),
    [
        ("2025-10-23", "2025-10-23", "2025-10-23", True),
        ("2025-10-23", "2025-10-24", None, False),
        ("2025-10", "2025-10-31", "2025-11-30", True),
        ("2025", None, "2025-01-01", True),
        ("2025", None, "2024-12-31", False),
        ("../2025-10-23", "2025-10-24", None, False),
        ("../2025-10-23", None, "1900-01-01", True),
        ("2025-10-23/..", "2030-01-01", None, True),
        (None, None, None, False),
    ],
)
def test_dated_finds_spans_that_touch_the_range(
    published: str | None, first: str | None, last: str | None, found: bool
) -> None:
    make.article(published=published)

    days = [text and date.fromisoformat(text) for text in (first, last)]

    assert Article.objects.dated(*days).exists() is found  # type: ignore[arg-type]


def test_newest_first_puts_undated_articles_last() -> None:
    undated, old, new = make.article("u", published=None), make.article("o", published="1990"), make.article("n")

    assert list(Article.objects.newest_first()) == [new, old, undated]


def test_an_article_mentions_what_it_is_tagged_with_and_what_its_passages_support() -> None:
    tagged, quoted = make.person("Tô Lâm"), make.person("Rumen Radev")
    story = make.article(people=[tagged], countries=["vn"])
    event = make.event(parties=["fi"], passages=[make.passage(story)], place=make.place())
    make.participation(event, quoted, passage=make.passage(story))
    make.article("Another")

    for thing in (tagged, quoted, make.country("vn"), make.country("fi"), event.place):
        assert list(Article.objects.mentioning(thing)) == [story]
    assert not Article.objects.mentioning(make.country("us"))


def test_a_mechanism_is_mentioned_as_the_organization_that_it_is() -> None:
    body = make.organization("Intergovernmental Committee", kind=OrganizationKind.MECHANISM)
    story = make.article(organizations=[body])

    assert list(Article.objects.mentioning(Mechanism.objects.get())) == [story]


@pytest.mark.parametrize(
    ("published", "address"),
    [
        ("2025-10-23", "/articles/2025/10/23/talks-in-sofia/"),
        ("2025-10", "/articles/2025/10/talks-in-sofia/"),
        ("2025", "/articles/2025/talks-in-sofia/"),
        (None, "/articles/undated/talks-in-sofia/"),
        ("../2025-10-23", "/articles/undated/talks-in-sofia/"),
    ],
)
def test_an_address_is_as_fine_as_the_date(published: str | None, address: str) -> None:
    assert make.article(published=published).get_absolute_url() == address


def test_a_span_is_assigned_as_text_and_kept_with_its_precision() -> None:
    story = make.article(published="2023-09")

    story.refresh_from_db()

    assert (story.published_earliest, story.published_latest) == (date(2023, 9, 1), date(2023, 9, 30))
    assert story.published.precision is Precision.MONTH
    story.published = None
    story.save()
    assert Article.objects.get().published is None


def test_a_date_that_ends_before_it_begins_is_refused_by_the_database() -> None:
    make.article()

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(published_latest=date(1990, 1, 1))


def test_an_unknown_status_is_refused_by_the_database() -> None:
    make.article()

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(status="lost")


def test_a_source_has_an_article_once_and_no_id_is_no_id() -> None:
    make.article(source_url="https://example.org/a")
    make.article(source_url="https://example.org/a")
    make.article(source_url="https://example.org/a", source_id="1")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.article(source_url="https://example.org/a", source_id="1")


def test_an_agency_signs_once_and_a_place_in_the_sign_off_is_taken_once() -> None:
    story = make.article(agencies=["vna"])

    for code, position in (("vna", 2), ("vns", 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArticleAgency.objects.create(article=story, agency=make.agency(code), position=position)


def test_versions_are_numbered_as_they_follow_and_the_same_text_makes_none() -> None:
    story = make.article(body="One.")

    same = ArticleVersion.objects.append(story, " One.\r\n", text_basis="summary")
    next_one = ArticleVersion.objects.append(story, "Two.", text_basis="summary", kind="correction", note="a figure")

    assert (same.number, next_one.number, next_one.kind) == (1, 2, "correction")
    assert story.versions.first().kind == "original"
    assert Article.objects.get().current_version == next_one


def test_a_headline_in_another_normal_form_is_the_same_headline() -> None:
    story = make.article("Hội đàm")
    story.headline = unicodedata.normalize("NFD", story.headline)

    ArticleVersion.objects.append(story, make.BODY, text_basis="summary")

    assert story.versions.count() == 1


def test_a_stored_version_is_never_changed() -> None:
    version = make.article().current_version
    assert version is not None
    version.body = "Other words."

    with pytest.raises(ValidationError):
        version.save()


def test_a_version_is_stored_normalised_with_its_digest() -> None:
    words = unicodedata.normalize("NFD", "Tô Lâm spoke.")

    version = make.article(body=f"  {words}\r\n \r\n\r\nMore.  ").current_version

    assert version is not None
    assert version.body == "Tô Lâm spoke.\n\nMore."
    assert version.digest == digest(version.body)


def test_an_untitled_report_is_called_so() -> None:
    assert make.article("", dateline="SOFIA", slug="s").title == "Untitled report, SOFIA"
