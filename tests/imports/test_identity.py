"""Which article a record is of: by the record, its id, its address, its text; and when it is of none."""

import pytest

from articles.models import Article
from tests import factories as make
from tests.imports.taking import lines, take

pytestmark = pytest.mark.django_db

URL = "https://news.example/1"


def test_an_id_that_stands_for_itself_is_enough() -> None:
    take(lines({"identifier": "urn:x:1", "version": "1", "url": URL}))

    taken = take(lines({"identifier": "urn:x:1", "version": "2", "articleBody": "Other words."}))

    assert taken.statuses == ["updated"]
    assert Article.objects.count() == 1


def test_two_agencies_may_number_their_stories_alike() -> None:
    take(lines({"identifier": "17", "sourceOrganization": "VNS", "articleBody": "One."}))

    taken = take(lines({"identifier": "17", "sourceOrganization": "BTA", "articleBody": "Two."}))
    corrected = take(lines({"identifier": "17", "sourceOrganization": "BTA", "articleBody": "Three.", "version": "2"}))

    assert taken.statuses == ["created"]
    assert corrected.statuses == ["updated"]
    assert set(Article.objects.values_list("source_id", flat=True)) == {"17", "bta:17"}


def test_a_bare_id_of_nobody_knows_whom_does_not_swallow_another_story() -> None:
    take(lines({"identifier": "1", "articleBody": "One thing."}))

    taken = take(lines({"identifier": "1", "articleBody": "Quite another."}))

    assert taken.plans[0].status == "refused"
    assert "which" in taken.plans[0].errors[0].found
    assert Article.objects.count() == 1


def test_a_bare_id_with_the_same_headline_is_the_same_story() -> None:
    take(lines({"identifier": "1", "headline": "Talks", "articleBody": "One thing."}))

    taken = take(lines({"identifier": "1", "headline": "Talks", "articleBody": "One thing, put right."}))

    assert taken.statuses == ["updated"]


def test_an_address_is_enough_where_no_id_speaks_against_it() -> None:
    take(lines({"url": URL, "articleBody": "One."}))

    assert take(lines({"url": URL, "articleBody": "Two."})).statuses == ["updated"]


def test_stories_of_one_list_at_its_address_are_told_apart_by_their_headlines() -> None:
    listed = [{"url": URL, "headline": f"Visit {number}", "articleBody": f"Of visit {number}."} for number in "123"]

    first = take(lines(*listed))
    again = take(lines(*listed, {"url": URL, "headline": "Visit 4", "articleBody": "Of visit 4."}))

    assert first.statuses == ["created"] * 3
    assert again.statuses == [*["unchanged"] * 3, "created"]
    assert set(Article.objects.values_list("headline", flat=True)) == {"Visit 1", "Visit 2", "Visit 3", "Visit 4"}


def test_a_correction_at_an_address_may_have_another_headline() -> None:
    story = {"url": URL, "headline": "Talks held", "articleBody": "They talked."}
    corrected = {**story, "headline": "Talks put off", "articleBody": "They did not.", "kind": "correction"}

    assert take(lines(story, corrected)).statuses == ["created", "updated"]


def test_two_ids_at_one_address_are_two_stories() -> None:
    take(lines({"url": URL, "identifier": "a", "articleBody": "One."}))

    assert take(lines({"url": URL, "identifier": "b", "articleBody": "Two."})).statuses == ["created"]


def test_the_printed_text_at_the_address_of_a_summary_does_not_replace_it() -> None:
    make.article("A summary", source_url=URL)

    taken = take(lines({"url": URL, "articleBody": "As printed."}))

    assert taken.statuses == ["created"]


def test_the_same_text_is_the_same_story_unless_its_agency_or_day_is_another() -> None:
    record = {"articleBody": "No talks were held.", "datePublished": "2025-10-23", "sourceOrganization": "VNS"}
    take(lines(record))

    again = take(lines({**record, "headline": "No talks"}))
    other_day = take(lines({**record, "datePublished": "2025-10-24"}))
    other_agency = take(lines({**record, "sourceOrganization": "BTA"}))

    assert again.statuses == ["updated"]  # the headline that was missing
    assert other_day.statuses == other_agency.statuses == ["created"]


def test_the_same_record_twice_in_a_file_is_one_article() -> None:
    record = {"headline": "Talks", "articleBody": "One."}

    assert take(lines(record, record)).statuses == ["created", "unchanged"]


def test_versions_of_one_id_in_a_file_follow_each_other() -> None:
    first = {"identifier": "urn:x:1", "version": "1", "articleBody": "One."}
    second = {"identifier": "urn:x:1", "version": "2", "articleBody": "Two.", "kind": "correction"}

    taken = take(lines(first, second))

    assert taken.statuses == ["created", "updated"]
    assert [version.body for version in Article.objects.get().versions.order_by("number")] == ["One.", "Two."]


def test_versions_follow_each_other_however_far_apart_they_stand_and_whichever_has_a_date() -> None:
    first = {"identifier": "urn:x:1", "version": "1", "articleBody": "One."}
    others = [{"articleBody": f"Other {number}.", "datePublished": "2025-10-23"} for number in range(250)]
    second = {"identifier": "urn:x:1", "version": "2", "articleBody": "Two.", "datePublished": "2025-10-23"}

    taken = take(lines(first, *others, second))

    assert (taken.statuses[0], taken.statuses[-1]) == ("created", "updated")
    assert [version.body for version in Article.objects.get(source_id="urn:x:1").versions.all()] == ["One.", "Two."]


def test_an_import_that_was_taken_back_is_not_remembered() -> None:
    from articles.imports.undoing import undo

    record = lines({"headline": "Talks"})
    undo(take(record).batch)

    assert take(record).statuses == ["created"]
