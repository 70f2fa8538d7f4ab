"""Stored fields come back as they went in, and what they are deflated with never changes unseen."""

import zlib
from datetime import datetime

import pytest
from whoosh.fields import TEXT, Schema

from articles.search.engines.whoosh.segments import format as segment_format
from articles.search.engines.whoosh.segments.stored import DICTIONARY, Layout, Paragraphs, Record, decode, encode


def test_stored_fields_come_back() -> None:
    stored = {"title": "Tô Lâm", "person": ["to-lam"], "earliest": datetime(2025, 10, 23), "lead": 2, "text": ""}

    assert decode(encode(stored)) == stored


def test_the_dictionary_belongs_to_the_format() -> None:
    assert (segment_format.VERSION, zlib.crc32(DICTIONARY)) == (3, 1034439300)


def test_a_paragraph_is_read_alone() -> None:
    layout = Layout(frozenset({"slug"}), "text")
    stored = {"slug": "talks-in-sofia", "text": "First.\n\n\n\nЖелязков.", "title": "Talks", "person": ["to-lam"]}

    record = Record(encode(stored, layout))

    assert record.at_hand == {"slug": "talks-in-sofia"}
    assert list(Paragraphs(record)) == ["First.", "", "Желязков."]
    assert Paragraphs(record)[-1] == "Желязков."
    assert record.fields() == stored


def test_one_text_only_is_stored_by_paragraphs() -> None:
    first, second = TEXT(stored=True), TEXT(stored=True)
    first.stored_as = second.stored_as = "paragraphs"

    with pytest.raises(ValueError, match="One text is stored by paragraphs, not 2: lead, text"):
        Layout.of(Schema(lead=first, text=second))
