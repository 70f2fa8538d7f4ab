"""ninjs 1.x, 2.x and 3.x."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.vocabulary import VersionKind
from tests.wire.reading import HTML, PARAGRAPHS, one, read, refusal, sample


def item(**fields: Any) -> str:
    return json.dumps({"uri": "urn:example:1", "type": "text", "body_xhtml": HTML} | fields)


def test_version_1_tells_identity_dates_and_agencies() -> None:
    (story,) = sample("ninjs-1.4.json").stories

    assert story.headline == "A reading room for translators"
    assert (story.source_id, story.source_version, story.kind) == ("urn:example:reading-room", "2", VersionKind.UPDATE)
    assert str(story.published) == "2025-10-23"
    assert story.published_note == "firstcreated 2025-10-23T01:30:00+03:00: the day in UTC+03:00"
    assert (story.place, story.byline, story.agencies) == ("Sofia", "The desk", ("VNA", "VNS"))
    assert story.paragraphs == PARAGRAPHS
    assert story.weekdays[0].day is not None


def test_version_2_takes_the_main_headline_and_the_body_with_markup() -> None:
    (story,) = sample("ninjs-2.1.json").stories

    assert story.headline == "A reading room for translators"
    assert story.paragraphs == PARAGRAPHS, "the headline in the body is left out"


def test_version_3_in_a_list_with_an_embargo_a_withdrawal_and_a_picture() -> None:
    reading = sample("ninjs-3.1.json")
    first, gone = reading.stories

    assert first.embargo == datetime(2025, 10, 24, 3, tzinfo=UTC)
    assert first.paragraphs == PARAGRAPHS
    assert (gone.kind, gone.paragraphs, gone.source_id) == (VersionKind.WITHDRAWAL, (), "urn:example:gone")
    assert reading.errors == ()
    assert "left out of this file, as no copy: item 3 of 3: no text: picture without any" in first.warnings


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_what_may_not_be_used_is_a_withdrawal(status: str) -> None:
    assert one(item(pubstatus=status)).kind is VersionKind.WITHDRAWAL


def test_a_description_stands_in_for_a_missing_body_with_a_warning() -> None:
    story = one(item(body_xhtml="", description_text="A summary."))

    assert story.paragraphs == ("A summary.",)
    assert story.warnings == ("there is no body; the description was taken, which may be a summary",)


def test_a_caption_is_no_text_of_a_picture() -> None:
    assert "no text: picture" in refusal(item(type="picture", body_xhtml="", description_caption="The door"))


def test_the_dateline_and_sign_off_in_the_text_are_taken_off() -> None:
    story = one(item(body_xhtml="<p>SOFIA — One side spoke.</p><p>The other answered. — VNA/VNS</p>"))

    assert (story.dateline, story.place, story.agencies) == ("SOFIA", "Sofia", ("VNA", "VNS"))
    assert story.paragraphs == ("One side spoke.", "The other answered.")


def test_an_address_as_id_is_the_source_too() -> None:
    assert one(item(uri="https://news.example/1")).source_url == "https://news.example/1"
    assert one(item(uri="javascript:alert(1)")).source_url == ""


def test_values_of_odd_kinds_are_passed_over() -> None:
    story = one(item(headline={"a": 1}, version=2.5, byline=["x"], language=None, infosource="VNS", located=7))

    assert (story.headline, story.source_version, story.byline, story.place) == ("", "2.5", "", "7")
    assert one(item(headline=10**400, version=True, located=float("nan"))).headline == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"$schema": "x", "properties": {}}', "a JSON schema"),
        ('{"a": 1}', "a JSON object with a"),
        ('{"uri": "x"', "line 1: found JSON that breaks off at column 12"),
        ('{"uri": 1e999, "headline": "a"}', "no text"),
        ("[" * 100_000, "nested too deeply"),
        ('{"uri":' + "9" * 5000 + "}", "a number in JSON that is too long"),
        ("[" + "{}," * 600_000 + "{}]", "more than 500,000 values"),
        ('["x"]', "no JSON object"),
        (item(uri="x" * 300), "an id of 300 characters; expected at most 200"),
        (item(embargoed="soon"), "an embargo that cannot be read"),
        (item(embargoed=True), "an embargo that does not say until when; expected a time with its zone"),
        (item(embargoedUntil=["2025-10-24T06:00:00+03:00"]), "an embargo that does not say until when"),
        (item(embargoed={"date": "2025-10-24"}), "an embargo that does not say until when"),
        (item(embargoed="true"), "an embargo that cannot be read"),
        (item(embargoed=1761274800), "an embargo that cannot be read"),
        (item(body_xhtml="<p>\u200b</p><p>\u2060\ufe0f</p>"), "no text"),
        (item(body_xhtml="<p>" + "x" * 1_100_000), "more than 1,000,000 characters"),
    ],
)
def test_what_cannot_be_read_says_what_could(text: str, words: str) -> None:
    assert words in refusal(text, "ninjs")


@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
def test_an_embargo_of_any_version_is_read_and_nothing_there_is_none(name: str) -> None:
    assert one(item(**{name: "2025-10-24T06:00:00+03:00"})).embargo == datetime(2025, 10, 24, 3, tzinfo=UTC)
    assert [one(item(**{name: nothing})).embargo for nothing in (None, False, "", " ")] == [None] * 4


def test_an_item_that_cannot_be_read_is_told_by_its_number() -> None:
    items = [item(), '{"uri": "urn:example:2", "type": "text", "body_text": "", "embargoed": true}', '"x"', item()]

    reading = read(f"[{','.join(items)}]")

    assert len(reading.stories) == 2
    assert [error.found for error in reading.errors] == [
        "item 2 of 4: no text: text without any",
        "item 3 of 4: a value that is no JSON object",
    ]


def test_a_date_that_cannot_be_read_is_a_warning_and_the_next_one_counts() -> None:
    (story,) = read(item(firstcreated="gestern", versioncreated="2025-10-23T00:00:00Z")).stories

    assert str(story.published) == "2025-10-23"
    assert story.warnings[0].startswith("firstcreated was left out: “gestern” is no date; write 2025-10-23")
