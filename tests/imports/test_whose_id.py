"""Whose an id is: it is kept with the code of the agency's row, learned by an article that had none, and no word with a
colon makes it one that stands for itself.
"""

from typing import Any

import pytest

from articles.models import Agency, Article
from articles.vocabulary import ArticleStatus
from tests import factories as make
from tests.imports.taking import lines, take

pytestmark = pytest.mark.django_db

TEXT = "Envoys of both capitals agreed to open a consulate in Varna."


def numbered(agency: str, body: str, version: str = "1", **more: Any) -> dict[str, Any]:
    return {"identifier": "66", "version": version, "sourceOrganization": agency, "articleBody": body, **more}


@pytest.mark.parametrize(
    ("code", "name"),
    [("vna", "Vietnam News Agency (VNA)"), ("agency", "ТАСС"), ("kinh-te", "kinhtebien.vn"), ("", "新华社")],
)
def test_an_id_is_found_again_under_the_code_of_the_agency_whatever_it_prints(code: str, name: str) -> None:
    if code:
        Agency.objects.create(code=code, short_name=name, name=name)
    take(lines(numbered("AP", "Of something else.")))
    take(lines(numbered(name, "One.")), publish=True)

    corrected = take(lines(numbered(name, "Two.", "2")))
    withdrawn = take(lines(numbered(name, "", "3", kind="withdrawal")))

    kept = code or "agency"
    assert corrected.statuses == withdrawn.statuses == ["updated"]
    assert Article.objects.get(source_id=f"{kept}:66").status == ArticleStatus.WITHDRAWN
    assert Article.objects.count() == 2


def test_two_agencies_and_two_versions_in_one_file_are_two_articles() -> None:
    taken = take(lines(numbered("AP", "Other."), numbered("БТА", "One."), numbered("БТА", "Two.", "2")))

    assert taken.statuses == ["created", "created", "updated"]


def test_an_article_that_was_matched_by_its_text_learns_the_id_and_follows_it() -> None:
    take(("a.txt", f"date 2025-10-23\nSOFIA — {TEXT} — VNS\n"), publish=True)
    wire = {"identifier": "urn:vns:77", "datePublished": "2025-10-23", "sourceOrganization": "VNS"}
    told = lines({**wire, "version": "1", "headline": "Consulate", "articleBody": TEXT})

    learned = take(told)
    corrected = take(lines({**wire, "version": "2", "articleBody": "No consulate is opened."}))
    withdrawn = take(lines({**wire, "version": "3", "kind": "withdrawal", "articleBody": ""}))

    assert learned.statuses == corrected.statuses == withdrawn.statuses == ["updated"]
    article = Article.objects.get()
    assert (article.source_id, article.status, article.versions.count()) == ("urn:vns:77", ArticleStatus.WITHDRAWN, 3)


def test_an_article_of_the_desk_learns_its_id_and_an_emptied_one_stays_empty() -> None:
    make.article("Consulate", body=TEXT)
    record = lines({"identifier": "urn:vns:78", "version": "1", "articleBody": TEXT})
    other = lines({"identifier": "urn:vns:78", "version": "2", "articleBody": TEXT})

    assert take(record).statuses == ["updated"]
    assert Article.objects.get().source_id == "urn:vns:78"

    Article.objects.update(source_id="")
    assert "the source id of consulate was taken away by an editor" in take(other).warnings
    assert Article.objects.get().source_id == ""


def test_an_id_that_another_story_has_already_is_learned_with_whose_it_is() -> None:
    take(lines(numbered("AP", "Of something else.")))
    take(lines({"articleBody": TEXT, "sourceOrganization": "VNS"}))

    learned = take(lines(numbered("VNS", TEXT)))
    withdrawn = take(lines(numbered("VNS", "", "2", kind="withdrawal")))

    assert learned.statuses == withdrawn.statuses == ["updated"]
    assert set(Article.objects.values_list("source_id", flat=True)) == {"66", "vns:66"}


def test_an_id_that_was_learned_counts_further_down_in_the_file() -> None:
    take(lines({"articleBody": TEXT}))
    first = {"identifier": "urn:vns:79", "version": "1", "articleBody": TEXT}

    assert take(lines(first, {**first, "version": "2", "articleBody": "Two."})).statuses == ["updated", "updated"]


@pytest.mark.parametrize("known", ["story:1", "ID:9", "BTA:2025:1", "urn", "tag:me"])
def test_a_word_with_a_colon_is_no_id_that_stands_for_itself(known: str) -> None:
    take(lines({**numbered("VNS", "On wheat."), "identifier": known}))

    other = take(lines({**numbered("BTA", "On the weather.", "2"), "identifier": known}))
    withdrawal = take(lines({**numbered("Reuters", "", kind="withdrawal"), "identifier": known}))

    assert other.statuses == ["created"]
    assert withdrawal.plans[0].status == "refused"
    assert set(Article.objects.values_list("source_id", flat=True)) == {known, f"bta:{known}"}


@pytest.mark.parametrize(
    "known", ["urn:newsml:afp.com:1", "URN:x:1", "tag:reuters.com,2018:newsml_1", "https://a.example/1"]
)
def test_another_agency_under_an_id_that_stands_for_itself_is_told_of(known: str) -> None:
    take(lines({**numbered("VNS", "On wheat."), "identifier": known}))

    other = take(lines({**numbered("BTA", "On the weather.", "2"), "identifier": known}))

    assert other.statuses == ["updated"]
    assert "is signed vns, and this bta" in other.warnings
