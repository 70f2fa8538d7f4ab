"""Folding makes one of what differs in case, marks and white space only; normalising keeps what was printed."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.folding import body_text, digest, fold, normalise, paragraphs


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


def test_a_digest_does_not_change_with_the_white_space_around_a_text() -> None:
    assert digest(" Words. \r\n\r\n\r\nMore.\n") == digest("Words. \n\nMore.")


def test_no_letter_of_any_script_is_folded_only_half() -> None:
    letters = (chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)

    half = [letter for letter in letters if fold(fold(letter)) != fold(letter)]

    assert not half
