"""Folding makes one of what differs in case, marks and white space only; normalising keeps what was printed."""

import sys
import unicodedata
from collections.abc import Callable
from itertools import groupby
from types import SimpleNamespace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import folding
from articles.folding import SIGNS, body_text, digest, fold, normalise, paragraphs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tô Lâm", "to lam"),
        ("TÔ  LÂM ", "To Lâm"),
        ("hoá", "hóa"),
        ("Đổi mới", "doi moi"),
        ("Việt Nam", unicodedata.normalize("NFD", "Việt Nam")),
        ("Желязков", "ЖЕЛЯЗКОВ"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_differs_in_case_marks_and_spaces_folds_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_letters_stay_different() -> None:
    assert fold("Желязков") != fold("Zhelyazkov")
    assert fold("Đ") == "d"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_a_stored_body_is_stored_again_as_it_is(text: str) -> None:
    assert body_text(body_text(text)) == body_text(text)


@given(st.text())
def test_paragraphs_are_never_empty_and_make_up_the_body(text: str) -> None:
    body = body_text(text)

    assert "\n\n".join(paragraphs(body)) == body
    assert all(paragraph.strip() for paragraph in paragraphs(body))


def test_control_characters_and_overrides_are_left_out() -> None:
    assert normalise("a\x00b\u202ec\r\nd\ufeff") == "abc\nd"
    assert normalise("a\ufdd0b\uffff\U000e0041") == "ab"


def test_every_kind_of_line_end_is_a_newline() -> None:
    assert normalise("a\rb\x0bc\x0cd\x85e\u2028f\u2029g") == "a\nb\nc\nd\ne\nf\n\ng"


def test_a_digest_does_not_change_with_the_white_space_around_a_text() -> None:
    assert digest(" Words. \r\n\r\n\r\nMore.\n") == digest("Words. \n\nMore.")


def test_no_letter_of_any_script_is_folded_only_half() -> None:
    letters = (chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)

    half = [letter for letter in letters if fold(fold(letter)) != fold(letter)]

    assert not half


PILES = ("\u0301\u0323", "\u0344\u0316", "\u0f73\u0301", "\uff9e\u0316", "\u0301", "\U0001d165\u0323")
"""Signs that have to be put in order, that are two when decomposed, that are none before they are decomposed."""


@pytest.mark.parametrize("signs", PILES)
@pytest.mark.parametrize("function", [normalise, fold, body_text, digest])
def test_no_run_of_signs_that_has_to_be_put_in_order_is_long(
    signs: str, function: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ordering takes the square of a run's length, so the longest run that Unicode's algorithm is given is the work."""
    longest = 0

    def watched(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        nonlocal longest
        parts = (part for each in text for part in unicodedata.normalize(form.replace("C", "D"), each))  # type: ignore[arg-type]
        runs = (
            sum(1 for _ in run) for marks, run in groupby(parts, lambda part: unicodedata.combining(part) > 0) if marks
        )
        longest = max(longest, *runs, 0)
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(folding, "unicodedata", SimpleNamespace(normalize=watched, combining=unicodedata.combining))

    function(f"ǖ{signs * 3000} and a\u0302{signs * 3000}")

    assert 0 < longest <= 2 * SIGNS


def test_only_signs_beyond_the_thirtieth_of_a_letter_are_left_out() -> None:
    pile = "\u0316" * (SIGNS + 5)

    assert normalise(f"a{pile}b") == f"a{pile[:SIGNS]}b"
    assert normalise(f"ǖ{pile}") == f"ǖ{pile[: SIGNS - 2]}", "its own two count"
    assert normalise(f"a{pile[:SIGNS]}b{pile[:SIGNS]}") == f"a{pile[:SIGNS]}b{pile[:SIGNS]}"
    assert fold(f"á{pile}B") == "ab"


@given(st.text(st.sampled_from("aǖ\u0301\u0323\u0344\u0f73\uff9e\u0316\u0345\ufeff "), max_size=200))
def test_what_was_cut_is_not_cut_again(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)
