"""What is taken out of texts, and what is said of it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import folding
from articles.wire.cleaning import Cleaner
from tests.wire.reading import one


@pytest.mark.parametrize(
    ("raw", "clean", "warnings"),
    [
        ("Vi\u00ea\u0323t", "Việt", ()),
        ("a\r\nb\rc", "a\nb\nc", ()),
        ("a\u2028b\u2029c", "a\nb\n\nc", ()),
        ("a\x00b\x1bc", "abc", ("2 control characters were removed",)),
        ("a\u202eb\u2066c\u2069", "abc", ("3 bidirectional overrides were removed",)),
        ("a\ud800b", "ab", ("1 lone surrogate was removed",)),
        ("a\uffffb\U000e0041", "ab", ("2 characters without a meaning were removed",)),
        ("tab\tstays", "tab\tstays", ()),
    ],
)
def test_texts_are_cleaned_and_the_editor_is_told(raw: str, clean: str, warnings: tuple[str, ...]) -> None:
    cleaner = Cleaner()

    assert cleaner.text(raw) == clean
    assert cleaner.warnings() == warnings


def test_a_pile_of_signs_takes_no_time() -> None:
    cleaner, before = Cleaner(), time.process_time()

    text = cleaner.text("a" + "\u0301\u0323" * 200_000 + " b")

    assert time.process_time() - before < 1
    assert len(text) < 60
    assert cleaner.warnings() == ("1 pile of combining signs was removed",)


@given(st.text())
def test_what_is_clean_stays_as_it_is(raw: str) -> None:
    text = Cleaner().text(raw)

    assert Cleaner().text(text) == text == folding.normalise(text)
    assert unicodedata.is_normalized("NFC", text)


def test_escapes_in_json_and_references_in_html_are_cleaned_too() -> None:
    record = one('{"headline": "A\\u202eb\\ud800", "articleBody": "One\\u0000.\\u2029Two."}')
    feed = one("<rss><channel><item><description>A &#x202e;b</description></item></channel></rss>")

    assert (record.headline, record.paragraphs) == ("Ab", ("One.", "Two."))
    assert "1 lone surrogate was removed" in record.warnings
    assert feed.paragraphs == ("A b",)
