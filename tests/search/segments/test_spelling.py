"""Words nearly another in a lexicon: the same that comparing each with each gives, in whatever script."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engines.whoosh.segments.spelling import near
from articles.search.engines.whoosh.segments.terms import Lexicon
from articles.search.fuzzy import distance

LETTERS = "abcdжц越𝔸"
WORDS = st.text(LETTERS, max_size=8)


def lexicon(words: list[str]) -> Lexicon:
    terms = sorted({word.encode() for word in words})
    return Lexicon(b"".join(terms), np.array([0, *itertools.accumulate(map(len, terms))], "u4"))


def found(words: list[str], word: str, edits: int) -> list[str]:
    known = lexicon(words)
    return [known[number].decode() for number in near(known, word, edits)]


@given(st.lists(WORDS | st.text("abcd", max_size=9), max_size=60), WORDS, st.integers(0, 2))
def test_the_words_found_are_those_that_comparing_each_finds(words: list[str], word: str, edits: int) -> None:
    expected = sorted({other for other in words if distance(word, other, edits) <= edits}, key=str.encode)

    assert found(words, word, edits) == expected


@given(st.lists(st.text("ab=~¶", max_size=5), max_size=40), st.text("ab=~¶", max_size=5))
def test_terms_that_are_no_words_are_never_found(words: list[str], word: str) -> None:
    expected = {other for other in words if other[:1] not in ("=", "~", "¶") and distance(word, other, 2) <= 2}

    assert set(found(words, word, 2)) == expected


@given(st.lists(st.binary(max_size=6), max_size=20), WORDS)
def test_bytes_that_are_no_text_are_walked_over(damaged: list[bytes], word: str) -> None:
    terms = sorted(set(damaged))

    numbers = near(Lexicon(b"".join(terms), np.array([0, *itertools.accumulate(map(len, terms))], "u4")), word, 2)

    assert set(numbers) <= set(range(len(terms)))


@pytest.mark.parametrize(
    ("typed", "meant", "edits"),
    [
        ("goverment", "government", 1),
        ("zheliazkov", "zhelyazkov", 1),
        ("partnreship", "partnership", 1),
        ("желяском", "желязков", 2),
        ("tarde", "trade", 1),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str, edits: int) -> None:
    words = ["government", "govern", "zhelyazkov", "partnership", "partner", "желязков", "trade", "treaty"]

    assert found(words, typed, edits) == [meant]


def test_there_may_be_no_words_at_all() -> None:
    assert found([], "trade", 2) == []
    assert found(["~trad", "=Trade"], "trade", 2) == []
