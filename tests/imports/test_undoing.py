"""An import is taken back whole, or not at all where someone has built on it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.imports.undoing import InTheWay, find, undo
from articles.models import Agency, Article, ArticleVersion, Suggestion
from tests import factories as make
from tests.imports.taking import FIRST, SECOND, lines, take

pytestmark = pytest.mark.django_db

RECORD = {"identifier": "urn:x:1", "version": "1", "headline": "Talks", "articleBody": "One."}
CORRECTED = {**RECORD, "version": "2", "headline": "Talks, again", "articleBody": "Two."}


def test_what_an_import_made_goes() -> None:
    make.name(make.person("Rumen Radev"), "Rumen Radev")
    taken = take(FIRST, SECOND)

    undone = undo(taken.batch)

    assert undone.articles == 2
    assert not Article.objects.exists()
    assert not Suggestion.objects.exists()
    assert not Agency.objects.exists()


def test_a_second_time_does_nothing() -> None:
    batch = take(FIRST).batch
    undo(batch)
    take(FIRST)

    assert undo(batch).is_nothing
    assert Article.objects.count() == 1


def test_agencies_that_others_name_by_now_stay() -> None:
    batch = take(FIRST).batch
    make.article("Later", agencies=["vns"])

    undo(batch)

    assert Agency.objects.filter(code="vns").exists()


def test_an_agency_goes_with_the_last_import_that_names_it() -> None:
    first, second = take(FIRST).batch, take(lines({"sourceOrganization": "VNS"})).batch

    undo(first)
    assert Agency.objects.filter(code="vns").exists()

    undo(second)
    assert not Agency.objects.exists()


@pytest.mark.parametrize("changed", [{"name": "A name of its own"}, {"name": "Renamed", "short_name": "Renamed"}])
def test_an_agency_that_an_editor_has_changed_stays(changed: dict[str, str]) -> None:
    batch = take(FIRST).batch
    Agency.objects.update(**changed)

    undo(batch)

    assert Agency.objects.filter(**changed).exists()


def test_the_reports_of_other_imports_are_not_read_for_agencies_that_this_one_made() -> None:
    undo(take(FIRST).batch)
    batch = take(FIRST).batch

    with CaptureQueriesContext(connection) as asked:
        undo(batch)

    assert not Agency.objects.exists()
    reading = [query["sql"] for query in asked if 'FROM "articles_importbatch"' in query["sql"]]
    assert [sql for sql in reading if f'"id" = {batch.pk} ' not in f"{sql} "] == []


def test_an_appended_version_goes_and_the_fields_are_as_before() -> None:
    take(lines(RECORD))
    later = take(lines({**CORRECTED, "datePublished": "2025-10-23", "dateline": "SOFIA"}))

    undo(later.batch)

    article = Article.objects.get()
    assert (article.headline, article.dateline, article.published) == ("Talks", "", None)
    assert [version.body for version in article.versions.all()] == ["One."]


def test_a_withdrawal_is_taken_back() -> None:
    take(lines(RECORD), publish=True)
    later = take(lines({"identifier": "urn:x:1", "kind": "withdrawal", "articleBody": "Kill."}))

    undo(later.batch)

    assert Article.objects.get().status == "published"
    assert ArticleVersion.objects.count() == 1


def work_quoted(article: Article) -> Any:
    make.passage(article)


def work_accepted(article: Article) -> Any:
    Suggestion.objects.create(
        version=article.versions.get(),
        type="person",
        label="Radev",
        paragraph=1,
        quote="One",
        rule="r",
        state="accepted",
    )


def work_corrected(article: Article) -> Any:
    ArticleVersion.objects.append(article, "Put right by hand.")


def work_released(article: Article) -> Any:
    Article.objects.update(status="published")


def work_tagged(article: Article) -> Any:
    article.countries.add(make.country("bg"))


def work_signed(article: Article) -> Any:
    make.ArticleAgency.objects.create(article=article, agency=make.agency("bta"), position=2)


def work_moved(article: Article) -> Any:
    Article.objects.filter(pk=article.pk).update(slug="moved")


def work_dated(article: Article) -> Any:
    Article.objects.update(published_earliest="2025-10-01", published_latest="2025-10-01")


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (work_quoted, "is quoted"),
        (work_accepted, "was accepted"),
        (work_corrected, "was entered after"),
        (work_released, "its status was changed"),
        (work_tagged, "whom or what it names"),
        (work_dated, "its date was changed"),
        (work_signed, "its agencies was changed"),
        (work_moved, "its address was changed"),
    ],
)
def test_an_editors_work_stands_in_the_way_of_all_of_it(work: Any, reason: str) -> None:
    batch = take(lines(RECORD), FIRST).batch
    work(Article.objects.get(slug="talks"))

    with pytest.raises(InTheWay, match=reason):
        undo(batch)

    assert Article.objects.count() == 2
    batch.refresh_from_db()
    assert batch.undone is None


def test_a_later_import_has_to_be_taken_back_first() -> None:
    first = take(lines(RECORD)).batch
    second = take(lines(CORRECTED)).batch

    with pytest.raises(InTheWay, match=second.key):
        undo(first)
    undo(second)
    undo(first)

    assert not Article.objects.exists()


def test_a_batch_is_found_by_key_and_by_number() -> None:
    batch = take(FIRST).batch

    assert find(batch.key) == batch
    assert find(str(batch.pk)) == batch
    assert find("nothing") is None
    assert find("9" * 30) is None
