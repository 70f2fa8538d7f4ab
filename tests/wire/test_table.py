"""CSV with the archive's header."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import table
from articles.wire.fields import KEYS
from tests.wire.reading import PARAGRAPHS, one, read, refusal, sample


def test_a_row_tells_what_a_line_of_json_does() -> None:
    assert sample("stories.csv").stories[0].paragraphs == PARAGRAPHS
    from_json = sample("stories.jsonl").stories[0]
    from_csv = sample("stories.csv").stories[0]

    assert {name: getattr(from_csv, name) for name in from_csv.__slots__ if name != "line"} == {
        name: getattr(from_json, name) for name in from_json.__slots__ if name != "line"
    }


def test_rows_know_the_line_they_began_on() -> None:
    reading = sample("stories.csv")

    assert [story.line for story in reading.stories] == [2, 7]
    assert [str(error) for error in reading.errors] == [
        "line 12: found no text: articleBody is empty; expected a story with at least one paragraph, in articleBody"
    ]


def test_a_cell_guarded_against_formulas_reads_back() -> None:
    assert sample("stories.csv").stories[1].headline == "=SUM(A1)"


@pytest.mark.parametrize(
    ("cell", "text"), [("'=1+1", "=1+1"), ("'@a", "@a"), ("''=a", "'=a"), ("'tis", "'tis"), ("'", "'"), ("=1", "=1")]
)
def test_only_a_guard_is_taken_off(cell: str, text: str) -> None:
    assert table.unguarded(cell) == text


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_comma_semicolon_and_tab_part_cells(mark: str) -> None:
    assert one(f"headline{mark}articleBody\nT{mark}One.\n").headline == "T"


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=4))
def test_quoted_cells_of_any_content_are_one_row(cells: list[str]) -> None:
    packed = io.StringIO()
    writer = csv.writer(packed)
    writer.writerow(["articleBody", "headline", "identifier"])
    for cell in cells:
        writer.writerow([f"x {cell}", "T", "1"])

    assert len(read(packed.getvalue(), "csv").stories) == len(cells)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "line 1: found a header of 2 columns: a, b; expected a header with the column articleBody"),
        ("articleBody,text\n1,2\n", "a header that has articleBody twice"),
        ("articleBody\n1,2\n", "line 2: found a row of 2 cells; expected at most 1, as the header has"),
        ('articleBody,headline\n"never closed', "line 2: found a row that is no CSV"),
        ("articleBody,headline\n", "CSV without a story"),
        (f"articleBody,headline\n{'x' * 2_100_000}", "line 2: found a line of 2,100,000 characters"),
    ],
)
def test_tables_that_cannot_be_read_say_why(text: str, words: str) -> None:
    assert words in refusal(text, "csv")


def test_the_header_of_the_docs_is_read() -> None:
    row = ["One." if key == "articleBody" else "" for key in KEYS]

    assert one(",".join(KEYS) + "\n" + ",".join(row)).paragraphs == ("One.",)


@pytest.mark.parametrize("name", ["", "day.csv"])
def test_lines_that_end_as_on_old_macs_are_lines(name: str) -> None:
    reading = read("\rheadline,articleBody\rOne,First.\rTwo,Second.\r", name=name)

    assert [(story.headline, story.line) for story in reading.stories] == [("One", 3), ("Two", 4)]
