"""What a format carries comes back when it is read; what it must not say, it does not."""

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.dates import Span
from articles.exports import jsonlines, ninjs, table, wiretext
from articles.folding import body_text, normalise
from articles.vocabulary import Basis, Precision, TextBasis, VersionKind
from articles.wire import formats
from articles.wire.cleaning import shows
from articles.wire.records import Story
from articles.wire.table import unguarded

LETTERS = st.characters(exclude_categories=("Cs",))


def stored(text: str) -> str:
    """As the archive stores a paragraph or a line: NFC, one white space."""
    return " ".join(body_text(normalise(text)).split())


PARAGRAPHS = st.text(LETTERS, min_size=1, max_size=60).map(stored).filter(shows)
LINES = st.text(LETTERS, max_size=30).map(stored).map(lambda text: text if shows(text) else "")
NAMES = st.from_regex(r"[A-Za-zА-Яа-яĐđ][\wếầ ]{0,10}", fullmatch=True).map(stored).filter(bool)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ONE_DAY = st.builds(lambda day: Span(day, day), DAYS)
SPANS = st.one_of(
    st.none(),
    ONE_DAY,
    st.builds(lambda day: Span.parse(f"{day:%Y-%m}", Basis.INFERRED), DAYS),
    st.builds(lambda day: Span.parse(f"{day:%Y}", Basis.EDITOR), DAYS),
    st.builds(lambda day: Span(None, day, Precision.DAY, Basis.REPORTED), DAYS),
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))
STORIES = st.builds(
    Story,
    paragraphs=st.lists(PARAGRAPHS, min_size=1, max_size=4).map(tuple),
    headline=LINES,
    language=st.sampled_from(["en", "vi", "bg", "zh-Hant"]),
    published=SPANS,
    published_note=LINES,
    dateline=LINES,
    place=LINES,
    agencies=st.lists(NAMES, max_size=3, unique_by=str.casefold).map(tuple),
    byline=LINES,
    source_url=st.sampled_from(["", "https://news.example/1?a=b"]),
    source_id=st.sampled_from(["", "17", "urn:x:1", "=1+1", "-9"]),
    source_version=st.sampled_from(["", "2", "2025-10-23T10:00:00Z"]),
    kind=st.sampled_from(VersionKind),
    text_basis=st.sampled_from(list(TextBasis)),
    embargo=st.one_of(st.none(), MOMENTS),
)
OWN = (
    *("paragraphs", "headline", "language", "published", "published_note", "dateline", "place", "agencies", "byline"),
    *("source_url", "source_id", "source_version", "kind", "text_basis", "embargo"),
)
NINJS = (
    *("paragraphs", "headline", "language", "place", "agencies", "byline", "source_url", "source_id"),
    *("source_version", "kind", "text_basis", "embargo"),
)


def read(text: str, code: str) -> tuple[Story, ...]:
    return formats.read(text.encode(), name=f"x.{code}", format=code).stories


def carried(stories: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: getattr(story, name) for name in names} for story in stories]


@pytest.mark.parametrize(
    ("code", "written", "names"),
    [("jsonl", jsonlines.written, OWN), ("csv", table.written, OWN), ("ninjs", ninjs.written, NINJS)],
)
@given(stories=st.lists(STORIES, min_size=1, max_size=3))
@settings(max_examples=60)
def test_what_a_format_carries_comes_back(
    code: str, written: Callable[..., Any], names: tuple[str, ...], stories: list[Story]
) -> None:
    again = read("".join(written(stories)), code)

    assert carried(again, names) == carried(stories, names)


@given(day=DAYS)
@settings(max_examples=20)
def test_ninjs_carries_a_stated_day_and_never_one_that_was_inferred(day: date) -> None:
    stated = Story(("They met.",), published=Span(day, day))
    inferred = Story(("They met.",), published=Span(day, day, basis=Basis.INFERRED))

    assert read(ninjs.one(stated), "ninjs")[0].published == stated.published
    assert read(ninjs.one(inferred), "ninjs")[0].published is None
    assert "inferred" in ninjs.item(inferred)["edNote"]


# What the form of wire text is made of, so that texts of it look like anything but themselves.
PIECES = (
    *(
        "SOFIA",
        "In Sofia",
        "Sofia",
        "HÀ NỘI",
        " — ",
        " - ",
        "— ",
        "(VNA)",
        "VNS",
        "VNA/VNS",
        "Reuters",
        "БТА",
        "Nhân Dân",
    ),
    *(
        "By Friday",
        "date 2025-10-23",
        "date not stated",
        "He left.",
        "They met",
        ".",
        "./.",
        "###",
        "-30-",
        "¶",
        "¶¶¶",
        " ",
    ),
    *(
        "¶ ",
        " — ¶ ",
        " — ¶",
        "Archive summary, not the agency’s words",
        "{",
        '{"a": 1}',
        "[",
        "<p>",
        "<rss>",
        "text,body",
    ),
    *("\u0301", "ệ", "Ж", "“", "”", "1", "/", ","),
)
TANGLED = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join).map(stored).filter(shows)
TEXTS = st.one_of(PARAGRAPHS, TANGLED)
HEADS = st.one_of(LINES, TANGLED).map(lambda text: stored(text.replace("¶", "")))
TOLD = st.builds(
    replace,
    STORIES,
    paragraphs=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
    headline=HEADS,
    dateline=HEADS,
    agencies=st.lists(st.one_of(NAMES, st.sampled_from(["A, B", "The Day", "БТА", "VNS"])), max_size=3).map(tuple),
    published=st.one_of(SPANS, st.sampled_from([Span.parse("2025-10"), Span.parse("1957"), Span.parse("0999-01-01")])),
)


@given(stories=st.lists(TOLD, min_size=1, max_size=3))
@settings(max_examples=100)
def test_wire_text_carries_what_it_says_it_does(stories: list[Story]) -> None:
    text = "".join(wiretext.written(stories))

    for format in ("wire", "auto"):
        again = formats.read(text.encode(), format=format).stories
        assert carried(again, wiretext.CARRIED) == carried(list(map(wiretext.carried, stories)), wiretext.CARRIED)


@pytest.mark.parametrize(
    "story",
    [
        Story(
            ("The two sides met.", "They agreed."),
            dateline="SOFIA",
            agencies=("VNA", "VNS"),
            published=Span.parse("2025"),
        ),
        Story(("Двете страни се срещнаха.",), headline="Среща в София", dateline="СОФИЯ", agencies=("БТА",)),
        Story(("Hai bên gặp nhau.", "Họ đồng ý."), dateline="HÀ NỘI", agencies=("Nhân Dân",)),
    ],
)
def test_wire_text_has_marks_only_where_it_needs_them(story: Story) -> None:
    assert "¶" not in wiretext.one(story)
    assert "¶" in wiretext.one(replace(story, headline="He left."))


def test_a_summary_is_never_given_out_as_the_agencys_words() -> None:
    summary = Story(("They met.",), headline="Talks", agencies=("VNS",), text_basis=TextBasis.SUMMARY)

    item, text = ninjs.item(summary), wiretext.one(summary)

    assert "bodies" not in item
    assert item["descriptions"][0]["role"] == "summary"
    assert "not the agency’s words" in item["edNote"]
    assert text == "Archive summary of a report by VNS, not the agency’s words\n\nTalks\n\nThey met.\n"
    assert read(text, "wire")[0].text_basis == TextBasis.SUMMARY


BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("begin", BEGINNINGS)
def test_no_cell_of_the_table_begins_like_a_formula(begin: str) -> None:
    story = Story((f"{begin}1+1",), headline=f"{begin}cmd|' /C calc'!A0", agencies=(f"{begin}X",), place=f"{begin}x")

    rows = list(csv.reader(io.StringIO("".join(table.written([story])))))

    assert not [cell for row in rows for cell in row if cell.startswith(BEGINNINGS)]
    assert unguarded(table.guarded(f"{begin}1")) == f"{begin}1"


def test_one_story_and_several_read_alike() -> None:
    story = Story(("They met.",), headline="Talks")

    assert read(ninjs.one(story), "ninjs") == read("".join(ninjs.written([story])), "ninjs")


def test_every_item_keeps_an_address_of_its_own() -> None:
    one, other = Story(("They met.",)), Story(("They agreed.",))

    addresses = [ninjs.item(story)["uri"] for story in (one, other, one, replace(one, source_id="17"))]

    assert addresses[0] == addresses[2]
    assert len(set(addresses)) == 3


def test_items_are_valid_by_the_schema_of_the_standard() -> None:
    shared = os.environ.get("ARCHIVE_SHARED")
    if not shared:
        pytest.skip("ARCHIVE_SHARED is not set: the schema is not here")
    jsonschema = pytest.importorskip("jsonschema")
    folder = Path(shared) / "data" / "formats" / "ninjs" / "specification"
    schema = json.loads((folder / "ninjs-schema_3.1.json").read_text())
    text = json.dumps(schema).replace('"https://geojson.org/schema/GeoJSON.json#"', '"#/$defs/contactInfoType"')
    validator = jsonschema.Draft202012Validator(json.loads(text), format_checker=jsonschema.FormatChecker())

    @given(story=STORIES)
    @settings(max_examples=100)
    def valid(story: Story) -> None:
        assert not [error.message for error in validator.iter_errors(ninjs.item(story))]

    valid()


def test_a_text_without_a_dateline_keeps_what_looks_like_one() -> None:
    story = Story(("VIỆT NAM - ĐẤT NƯỚC con người", "They met in London — NATO"))

    (again,) = read("".join(jsonlines.written([story])), "jsonl")

    assert (again.paragraphs, again.dateline, again.agencies) == (story.paragraphs, "", ())
