"""Files of which nothing can be read: what they were read as is known, and all that is wrong with them."""

import json

import pytest

from articles.wire import formats
from articles.wire.records import Reading, WireError


def examined(text: str, name: str = "", **more: int) -> Reading:
    return formats.examine(text.encode(), name, **more)


@pytest.mark.parametrize(
    ("text", "name", "format", "lines"),
    [
        ('{"colour": 1}\n\n{"headline": 1}\n[]\n{broken\n', "a.jsonl", "jsonl", [1, 3, 4, 5]),
        ("headline,kind,articleBody\nT,new,One.\nT,,\nT,old,One.\n", "", "csv", [2, 3, 4]),
        ('headline,kind,articleBody\nT,new,One.\n"never closed', "", "csv", [2, 3]),
        (json.dumps([{"uri": "a", "headline": "T"}, {"uri": "b", "type": "picture"}]), "", "ninjs", [None, None]),
        ("<rss><channel><item>", "", "rss", [1]),
        ("SOFIA —", "", "wire", [1]),
        ("articleBody,headline\n", "", "csv", [None]),
    ],
    ids=["jsonl", "csv", "torn", "ninjs", "rss", "wire", "empty"],
)
def test_every_record_that_was_refused_is_told_and_the_format(
    text: str, name: str, format: str, lines: list[int | None]
) -> None:
    reading = examined(text, name)

    assert (reading.format, reading.encoding, reading.stories) == (format, "utf-8", ())
    assert [error.line for error in reading.errors] == lines


def test_to_whoever_wants_stories_the_first_refusal_is_raised() -> None:
    text = '{"articleBody": "", "headline": "T"}\n{"colour": 1}\n'

    with pytest.raises(WireError, match="line 1: found no text"):
        formats.read(text.encode(), "a.jsonl")


def test_what_ends_the_reading_comes_first_and_what_was_refused_before_it_follows() -> None:
    reading = examined('{"colour": 1}\n{"articleBody": "One."}\n{"articleBody": "' + "x" * 9_000_000, "a.jsonl")

    assert [error.line for error in reading.errors] == [3, 1]
    assert not reading.stories


def test_of_very_many_refusals_the_first_are_told_under_one_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "ERRORS", 2)

    reading = examined("{}\n" * 9, "a.jsonl")

    assert [error.line for error in reading.errors] == [None, 1, 2]
    assert reading.errors[0].found.startswith("more than 2 records that cannot be read; the first: line 1")


def test_too_many_stories_are_told_as_such() -> None:
    reading = examined('{"articleBody": "One."}\n' * 3, most=2)

    assert reading.format == "jsonl"
    assert isinstance(reading.errors[0], formats.TooManyError)
