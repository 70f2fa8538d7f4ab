"""How a file tells which format it is in, and the plain text behind all of them."""

import json

import pytest

from articles.wire import formats, plain
from articles.wire.records import WireError
from tests.wire.reading import PARAGRAPHS, one, read, refusal


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        ("SOFIA — One.", "a.txt", "wire"),
        ("<3 is how it began. The two sides met.", "", "wire"),
        ("[EMBARGOED] SOFIA — One.", "", "wire"),
        ("{curly} beginnings. The two sides met.", "", "wire"),
        ('{"articleBody": "One."}', "", "jsonl"),
        ('{"id": 1, "text": "One."}', "a.ndjson", "jsonl"),
        ('{"uri": "a", "body_text": "One."}', "", "ninjs"),
        ('[{"uri": "a", "body_text": "One."}]', "a.txt", "ninjs"),
        ("headline;articleBody\nT;One.", "", "csv"),
        ("headline,body\nT,One.", "a.csv", "csv"),
        ("text\nOne.", "a.csv", "csv"),
        ("HÀ NỘI — A joint committee, the main body for trade, met in this place on Monday.", "a.txt", "wire"),
        ("The text of the statement was agreed in title and date, a source said.", "", "wire"),
        (
            "<?xml version='1.0'?>\n<!-- a -->\n<nitf><body><body.content><p>One.</p></body.content></body></nitf>",
            "",
            "nitf",
        ),
    ],
)
def test_the_format_is_told_by_content_then_name(text: str, name: str, format: str) -> None:
    assert read(text, name=name).format == format


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<config/>", "XML whose root is <config>; expected NewsML-G2, NITF, RSS 2.0, Atom or an HTML page"),
        ('<xs:schema xmlns:xs="urn:x"/>', "an XML schema"),
        ("<NewsML/>", "NewsML 1.x; expected NewsML-G2, NITF or ninjs"),
        ("<urlset/>", "a sitemap"),
        ('<!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>', "a document type declaration (DTD) for <lolz>"),
    ],
)
def test_xml_of_other_kinds_is_named(text: str, words: str) -> None:
    assert words in refusal(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<?xml version="1.0" encoding="utf-7"?>+ADw-rss>SOFIA on Friday.', "an XML declaration with no element"),
        ('<?xml version="1.0"?>junk on Friday', "an XML declaration with no element"),
        ("[1, 2]", ""),
        ("[]", ""),
        ("[null]", ""),
    ],
)
def test_what_is_no_copy_is_refused_whoever_names_it(text: str, words: str) -> None:
    assert words in refusal(text, name="a.txt")


def test_an_unknown_format_names_the_known_ones() -> None:
    assert refusal("x", "docx") == f"the format “docx”; expected one of {', '.join(formats.CODES)}"


def test_plain_text_is_cleaned_and_the_editor_is_told() -> None:
    story = one("SOFIA — One\u202e side.\u2029Two\x00 sides.\r\n\r\nThree.")

    assert story.paragraphs == ("One side.", "Two sides.", "Three.")
    assert story.warnings == ("1 bidirectional override was removed", "1 control character was removed")


def test_what_was_odd_about_the_encoding_is_said_in_each_story() -> None:
    story = formats.read("SOFIA — ".encode() + b"caf\xe9. " + PARAGRAPHS[2].encode()).stories[0]

    assert story.warnings[0].startswith("damaged UTF-8: 1 character is lost")


def test_a_text_over_the_limit_is_refused() -> None:
    assert "at most 1,000,000 in one story" in refusal("word " * 250_000)


def test_a_text_of_too_many_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "PARAGRAPHS", 3)

    assert len(one("One.\n\nTwo.\n\nThree.").paragraphs) == 3
    assert "4 paragraphs; expected at most 3 in one story" in refusal("One.\n\nTwo.\n\nThree.\n\nFour.")


NOTHING_TO_SEE = "\u200b\n\n\u00ad\u200e\n\n\u2060\ufe0f \u0301\n\n\u3164\u2800"


@pytest.mark.parametrize(
    "text",
    [
        NOTHING_TO_SEE,
        f"date 2025-10-23\n{NOTHING_TO_SEE}",
        json.dumps({"headline": "Talks", "articleBody": NOTHING_TO_SEE}),
        json.dumps([{"uri": "urn:x:1", "body_text": NOTHING_TO_SEE}]),
        f"headline,articleBody\nTalks,{NOTHING_TO_SEE.replace(chr(10), ' ')}\n",
        f"<rss><channel><item><title>Talks</title><description>{NOTHING_TO_SEE}</description></item></channel></rss>",
        f"<nitf><body><body.content><p>{NOTHING_TO_SEE}</p></body.content></body></nitf>",
    ],
    ids=["wire", "dated", "jsonl", "ninjs", "csv", "rss", "nitf"],
)
def test_a_text_that_shows_nothing_is_no_text(text: str) -> None:
    assert "no text" in refusal(text)


def test_what_shows_nothing_is_no_paragraph_headline_or_place() -> None:
    record = {"headline": "\u200b", "locationCreated": "\u2060", "articleBody": ["\u200b", "One\u200b.", "***"]}

    story = one(json.dumps(record))

    assert (story.headline, story.place, story.paragraphs) == ("", "", ("One\u200b.", "***"))


def test_stories_that_the_archive_parted_come_one_by_one_with_their_lines() -> None:
    reading = read("SOFIA — One.\n\nTwo.\n\n¶¶¶\n\n\u200b\n¶¶¶\ndate 2025\nThree.\n")

    assert [(story.paragraphs, story.line) for story in reading.stories] == [(("One.", "Two."), 1), (("Three.",), 9)]
    assert [(error.found, error.line) for error in reading.errors] == [("no text", 7)]
    assert "no text" in refusal("¶¶¶\n¶¶¶\n")


LICENCE = "Permission is granted to anybody who likes to do with this what they like.\n\nNobody vouches for anything.\n"


def test_a_text_beside_the_news_that_nothing_marks_as_news_is_refused() -> None:
    with pytest.raises(WireError, match="nothing marks as news") as refused:
        formats.read(LICENCE.encode(), "LICENSE", is_named=False)

    assert "the file given by its own path, or --format wire" in refused.value.expected


def test_the_same_text_is_read_when_it_is_named_or_its_format_is() -> None:
    assert formats.read(LICENCE.encode(), "LICENSE").stories
    assert formats.read(LICENCE.encode(), "LICENSE", "wire", is_named=False).stories


@pytest.mark.parametrize(
    "mark",
    [
        "date 2025-10-23\n{}",
        "SOFIA — {}",
        "{} — VNS",
        "By Jane Doe\n\n{}",
        "On Thursday it rained. {}",
        "¶ {} — ¶",
        f"{plain.SUMMARY}\n\n{{}}",
    ],
)
def test_any_mark_of_news_is_enough(mark: str) -> None:
    assert formats.read(mark.format(LICENCE.strip()).encode(), "a.txt", is_named=False).stories
