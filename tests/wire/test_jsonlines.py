"""JSON Lines with the archive's keys."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire import formats
from articles.wire.fields import CANONICAL, KEYS
from tests.wire.reading import PARAGRAPHS, one, read, refusal, sample


def record(**fields: Any) -> str:
    return json.dumps({"articleBody": "One.\n\nTwo."} | fields)


def test_every_key_is_read() -> None:
    story = sample("stories.jsonl").stories[0]

    assert story.source_id == "room-1"
    assert (story.source_version, story.kind, story.text_basis) == ("2", VersionKind.CORRECTION, TextBasis.SUMMARY)
    assert story.source_url == "https://news.example/room"
    assert (story.headline, story.language, story.byline) == ("A reading room for translators", "en", "The desk")
    assert story.published is not None and story.published.basis is Basis.INFERRED
    assert story.published_note == "inferred from “Thursday”"
    assert (story.dateline, story.place, story.agencies) == ("SOFIA", "Sofia", ("VNA", "VNS"))
    assert story.embargo == datetime(2025, 10, 24, 3, tzinfo=UTC)
    assert story.paragraphs == PARAGRAPHS


def test_lines_that_cannot_be_read_are_told_and_the_others_stay() -> None:
    reading = sample("stories.jsonl")

    assert [story.line for story in reading.stories] == [1, 3]
    assert [error.line for error in reading.errors] == [4, 5]
    assert "complete JSON" in str(reading.errors[0])


def test_names_of_other_kinds_are_known() -> None:
    story = one('{"id": 7, "TITLE": "T", "body": ["One.", "Two."], "date": "2025-10", "agencies": "VNA/VNS"}', "jsonl")

    assert (story.source_id, story.headline, story.paragraphs) == ("7", "T", ("One.", "Two."))
    assert (str(story.published), story.agencies) == ("2025-10", ("VNA", "VNS"))


def test_a_dateline_is_looked_for_in_the_text_only_where_no_key_tells_of_one() -> None:
    text = "SOFIA — One side spoke. — VNS"

    assert one(record(articleBody=text)).dateline == "SOFIA"
    assert one(record(articleBody=text, dateline="")).paragraphs == (text,)


def test_line_ends_within_a_paragraph_stay() -> None:
    assert one(record(articleBody="One\n line.\n\n\nTwo.", dateline="")).paragraphs == ("One\n line.", "Two.")


def test_only_a_newline_ends_a_line() -> None:
    assert one('{"articleBody": "One\u2028two", "dateline": ""}').paragraphs == ("One\ntwo",)


def test_keys_that_are_not_ours_are_named() -> None:
    assert one(record(colour="red")).warnings == ("left out, as no key of the archive’s: colour",)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"a": 1}', "none of the archive’s keys; expected at least articleBody; the keys are identifier, version"),
        (record(kind="new"), "kind “new”; expected one of original, update, correction, withdrawal"),
        (record(dateBasis="guess"), "dateBasis “guess”; expected one of stated, inferred, reported, editor"),
        (record(headline=["a"]), "headline that is a list; expected text, a number or nothing"),
        (record(headline=True), "headline that is true or false"),
        (record(articleBody=[["a"]]), "a paragraph of articleBody that is a list"),
        (record(articleBody=" "), "no text; expected a story with at least one paragraph"),
        (record(embargo="tomorrow"), "an embargo that cannot be read: “tomorrow” is no date"),
        ("[1]", "a line that is no JSON object"),
        (record(articleBody="x" * 9_000_000), "a line of 9,000,019 characters; expected at most 8,388,608"),
    ],
)
def test_each_refusal_says_line_found_and_expected(line: str, words: str) -> None:
    assert words in refusal(line, "jsonl")
    assert refusal(line, "jsonl").startswith("line 1: found ")


WITH_A_TEXT = "expected a story with at least one paragraph, in articleBody"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"articleBody": null}', f"no text: articleBody is null; {WITH_A_TEXT}"),
        ('{"articleBody": ""}', f"no text: articleBody is empty; {WITH_A_TEXT}"),
        ('{"articleBody": []}', f"no text: articleBody is an empty list; {WITH_A_TEXT}"),
        ('{"articleBody": [null, ""]}', f"no text: articleBody is a list of nothing; {WITH_A_TEXT}"),
        ('{"Text": null}', f"no text: Text is null; {WITH_A_TEXT}"),
        ('{"headline": "T"}', f"no text: there is no articleBody; {WITH_A_TEXT}"),
        ('{"headline": null}', f"no text: there is no articleBody; {WITH_A_TEXT}"),
        ('{"articleBody": false}', "articleBody that is true or false; expected a text, or a list of paragraphs"),
        ('{"articleBody": {}}', "articleBody that is an object; expected a text, or a list of paragraphs"),
        ('{"articleBody": 0}', "articleBody that is a number; expected a text, or a list of paragraphs"),
        ('{"articleBody": 1e400}', "articleBody that is a huge number; expected a text, or a list of paragraphs"),
        ('{"articleBody": ["One.", {}]}', "a paragraph of articleBody that is an object; expected a text, or a list"),
        ("{}", "none of the archive’s keys"),
    ],
)
def test_a_record_without_a_text_is_told_what_stands_in_its_place(line: str, words: str) -> None:
    assert words in refusal(line, "jsonl")


def test_a_withdrawal_needs_no_text_but_something_to_know_its_story_by() -> None:
    assert one('{"kind": "withdrawal", "identifier": "urn:x:1", "articleBody": null}', "jsonl").source_id == "urn:x:1"
    assert "no text" in refusal('{"kind": "withdrawal", "articleBody": null}', "jsonl")


def test_what_a_refusal_or_warning_quotes_is_printable() -> None:
    assert refusal(record(kind="\ud800\u202enew\x00"), "jsonl").isprintable()
    assert one(record(**{"col\ud800\u202eour": 1})).warnings == ("left out, as no key of the archive’s: colour",)


def test_too_many_stories_and_too_many_refusals_stop_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "STORIES", 2)
    monkeypatch.setattr(formats, "ERRORS", 2)

    assert "more than 2 stories in one file" in refusal((record() + "\n") * 3)
    assert "more than 2 records that cannot be read; the first: line 1" in refusal("{}\n" * 3, "jsonl")


def test_every_name_stands_for_a_key() -> None:
    assert set(CANONICAL.values()) == set(KEYS)


def test_a_text_of_a_quarter_of_a_million_characters_is_fine() -> None:
    text = "\n\n".join("The two sides met again and again. " * 30 for _ in range(240))

    assert sum(map(len, one(record(articleBody=text)).paragraphs)) > 245_000
    assert len(read(f'articleBody,headline\n"{text}",T\n').stories[0].paragraphs) == 240
    assert len(one(f"SOFIA — {text}").paragraphs) == 240
