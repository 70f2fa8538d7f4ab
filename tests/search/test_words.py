"""What words a text has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.folding import normalise
from articles.search.fuzzy import distance, one_edit_apart
from articles.search.stemming import stem
from articles.search.words import folded, spans_at, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tô Lâm", ("to", "lam")),
        ("To Lam’s", ("to", "lam")),
        ("Đổi mới", ("doi", "moi")),
        ("e-government", ("e", "government")),
        ("U.S. and US, U.N.’s", ("us", "and", "us", "un")),
        ("EU–Việt Nam", ("eu", "viet", "nam")),
        ("O’Brien's", ("obrien",)),
        ("Желязков", ("желязков",)),
        ("hoá, hóa", ("hoa", "hoa")),
        ("— … ?", ()),
        ("", ()),
    ],
)
def test_words_are_folded_and_none_is_dropped(text: str, found: tuple[str, ...]) -> None:
    assert folded(text) == found


def test_a_word_knows_its_place_without_the_possessive() -> None:
    text = "Lâm’s visit"

    first, second = words(text)

    assert text[first.start : first.end] == "Lâm"
    assert (second.position, text[second.start : second.end]) == (1, "visit")


PIECES = [
    "Tô",
    "Lâm’s",
    "U.S.",
    "e-government",
    "(1982),",
    "x;",
    "…",
    "a.b",
    "’s",
    ".",
    "—",
    "Желязков:",
    "hòa.)",
    "I'd",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text("aZ9 ,.;:)(’'s-_ộж\u0301\n", max_size=6)), max_size=12))
def test_words_are_found_again_by_their_numbers(pieces: list[str]) -> None:
    text = normalise(" ".join(pieces))

    found = {word.position: (word.start, word.end) for word in words(text)}

    assert spans_at(text, found.keys()) == found
    for number in found:
        assert spans_at(text, {number}) == {number: found[number]}


@pytest.mark.parametrize(("text", "exact"), [("Tô", "tô"), ("to", None), ("US", "US"), ("us", None), ("U.S.", "US")])
def test_diacritics_and_capitals_of_acronyms_are_kept_beside(text: str, exact: str | None) -> None:
    assert [word.exact for word in words(text)] == [exact]


@pytest.mark.parametrize(
    "forms",
    [
        ("trade", "trades", "traded", "trading"),
        ("pledge", "pledges", "pledged", "pledging"),
        ("visit", "visits", "visited", "visiting"),
        ("country", "countries"),
        ("double", "doubled", "doubling"),
        ("agree", "agreed", "agrees"),
        ("carry", "carries", "carried"),
        ("plan", "planned", "planning"),
        ("use", "uses", "used", "using"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["us", "lam", "united", "желязков", "paris", "process", "g20", "việt"])
def test_what_has_no_english_ending_is_not_stemmed(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("radev", "radev", 0), ("radev", "radef", 1), ("radev", "rdaev", 1), ("radev", "rade", 1), ("radev", "adevs", 2)],
)
def test_edits_between_words_are_counted(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 3) == edits
    assert one_edit_apart(one, other) is (edits <= 1)


def test_counting_stops_above_the_limit() -> None:
    assert distance("radev", "zhelyazkov", 1) > 1
