"""Stored fields come back as they went in, and what they are deflated with never changes unseen."""

import zlib
from datetime import datetime

from articles.search.engines.whoosh.segments import format as segment_format
from articles.search.engines.whoosh.segments.stored import DICTIONARY, decode, encode


def test_stored_fields_come_back() -> None:
    stored = {"title": "Tô Lâm", "person": ["to-lam"], "earliest": datetime(2025, 10, 23), "lead": 2, "text": ""}

    assert decode(encode(stored)) == stored


def test_the_dictionary_belongs_to_the_format() -> None:
    assert (segment_format.VERSION, zlib.crc32(DICTIONARY)) == (3, 1034439300)
