"""The query language: what is written, what it means, and what is offered where it means nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.search.fields import FACETS
from articles.search.language import OPERATORS, clean, leaves, read, write
from articles.search.language.operators import MAX_DEPTH, MAX_FUZZY, MAX_PHRASE, MAX_TERMS, Operator
from articles.search.language.tree import (
    All,
    Any,
    Dates,
    Fuzzy,
    Node,
    Not,
    Phrase,
    Prefix,
    Recent,
    Value,
    Within,
    Word,
    all_of,
    any_of,
    none_of,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("trade doubling", All((Word("trade"), Word("doubling")))),
        ("trade AND doubling", All((Word("trade"), Word("doubling")))),
        ("trade OR aid visit", Any((Word("trade"), All((Word("aid"), Word("visit")))))),
        ("(trade OR aid) visit", All((Any((Word("trade"), Word("aid"))), Word("visit")))),
        ("trade -aid", All((Word("trade"), Not(Word("aid"))))),
        ("NOT (aid OR debt)", Not(Any((Word("aid"), Word("debt"))))),
        ('"joint statement"', Phrase(("joint", "statement"))),
        ("“joint statement”", Phrase(("joint", "statement"))),
        ('"trade double"~5', Phrase(("trade", "double"), 5)),
        ("strateg*", Prefix("strateg")),
        ("Zhelyazkof~", Fuzzy("Zhelyazkof")),
        ("Zhelyazkof~1", Fuzzy("Zhelyazkof")),
        ("e-government", Word("e-government")),
        ("to or not and", All((Word("to"), Word("or"), Word("not"), Word("and")))),
        ("person:to-lam", Value("person", "to-lam")),
        ("PERSON:To-Lam", Value("person", "to-lam")),
        ('person:"To Lam"', Value("person", "To Lam", is_name=True)),
        ("-country:us", Not(Value("country", "us"))),
        ("type:event", Value("type", "event")),
        ("date:2025-10", Dates("date", "2025-10", "2025-10")),
        ("date:2025-10-20..2025-10-24", Dates("date", "2025-10-20", "2025-10-24")),
        ("date:>=2024", Dates("date", "2024", None)),
        ("event-date:<=1950", Dates("event-date", None, "1950")),
        ("date:..1950", Dates("date", None, "1950")),
        ("last:30d", Recent(30, "d")),
        ("title:trade", Within("title", Word("trade"))),
        ('text:("joint statement" OR aid)', Within("text", Any((Phrase(("joint", "statement")), Word("aid"))))),
        ("trade & aid —", All((Word("trade"), Word("aid")))),
        ("10:30", Word("10:30")),
        ("visit –seafood", All((Word("visit"), Not(Word("seafood"))))),
        ("visit —seafood", All((Word("visit"), Not(Word("seafood"))))),
        ("visit −seafood", All((Word("visit"), Not(Word("seafood"))))),
        ("visit --seafood", All((Word("visit"), Not(Word("seafood"))))),
        ("visit –“joint statement”", All((Word("visit"), Not(Phrase(("joint", "statement")))))),
        ("visit — seafood", All((Word("visit"), Word("seafood")))),
        ("e–government", Word("e-government")),
        ("person:to‑lam", Value("person", "to-lam")),
        ("date:2025‑10‑23", Dates("date", "2025-10-23", "2025-10-23")),
        ("date:2024…2025", Dates("date", "2024", "2025")),
        ("date:2024...2025", Dates("date", "2024", "2025")),
        ("date:≥2024", Dates("date", "2024", None)),
        ("date:≤2024", Dates("date", None, "2024")),
        ("„joint statement“", Phrase(("joint", "statement"))),
        ("«joint statement»", Phrase(("joint", "statement"))),
        ("»joint statement«", Phrase(("joint", "statement"))),
        ('“joint statement"', Phrase(("joint", "statement"))),
        ("«the „joint“ statement»", Phrase(("the", "joint", "statement"))),
        ("person:„Tô «Lâm»“", Value("person", "Tô Lâm", is_name=True)),
        ('"e-government"', Phrase(("e-government",))),
        ('"a/b"', Phrase(("a/b",))),
        ("o’clock d'Ivoire", All((Word("o’clock"), Word("d'Ivoire")))),
    ],
)
def test_a_text_means_a_tree(text: str, tree: Node | None) -> None:
    assert read(text).tree == tree
    assert read(text).problems == ()


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ('"joint statement', 0, '"joint statement"'),
        ('trade "joint', 6, 'trade "joint"'),
        ("(trade OR aid", 0, "(trade OR aid)"),
        ("trade)", 5, "trade"),
        ("perso:to-lam", 0, "person:to-lam"),
        ("st*", 0, "st"),
        ("ab~", 0, "ab"),
        ("*trade", 0, "trade"),
        ("tr*de", 2, "trde"),
        ("trade~2", 0, "trade~"),
        ("trade OR", 6, "trade or"),
        ("NOT", 0, "not"),
        ("()", 0, '"joint statement"'),
        ("person:", 0, "person"),
        ("type:book", 5, None),
        ("date:2025-13", 5, None),
        ("date:2025..2024", 5, None),
        ("last:month", 5, None),
        ("title:person:x", 6, None),
        ("???", 0, '"joint statement"'),
        ('""', 0, '"joint statement"'),
        ('"a b"~', 0, None),
        ('"a b"~99', 0, None),
        ('"a b"~000599', 0, None),
        (" ".join(["word"] * (MAX_TERMS + 1)), 0, " ".join(["word"] * MAX_TERMS)),
        (f'"{" ".join(["word"] * (MAX_PHRASE + 1))}"', 0, None),
        (" ".join(["word~"] * (MAX_FUZZY + 1)), 0, None),
        ("word " * 60, 256, None),
    ],
)
def test_what_cannot_be_read_shows_the_place_and_a_query_that_works(
    text: str, position: int, suggestion: str | None
) -> None:
    (problem,) = read(clean(text)).problems

    assert problem.position == position
    assert problem.suggestion is not None
    assert read(problem.suggestion).tree is not None
    if suggestion is not None:
        assert problem.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ('"c++"', ("++",)),
        ("c++ c# $5 trade", ("++", "#", "$")),
        ("trade & aid & debt", ("&",)),
        ("strateg* Zhelyazkof~ (visit, talks) – “it’s”!", ()),
        ("R&D a/b e-government", ()),
        ("* trade", ("*",)),
    ],
)
def test_signs_that_ask_for_nothing_are_told(text: str, passed: tuple[str, ...]) -> None:
    assert read(text).passed == passed


@pytest.mark.parametrize(
    ("text", "position"), [('"strateg*"', 8), ('"joint statem*" aid', 13), ("«joint statem~»", 13), ('"it is it~1"', 9)]
)
def test_a_mark_for_other_words_is_refused_in_quotation_marks(text: str, position: int) -> None:
    (problem,) = read(text).problems

    assert problem.position == position


@example(":A:0")
@example('«a"b»')
@given(st.text(max_size=400) | st.text(alphabet='ab "“”„«»~*()-–:.AOND2', max_size=60))
def test_no_text_is_an_exception_and_each_refusal_offers_what_can_be_read(text: str) -> None:
    reading = read(clean(text))

    for problem in reading.problems:
        assert problem.suggestion is not None
        assert not read(problem.suggestion).problems
    if not reading.problems:
        assert read(write(reading.tree)) == reading


@pytest.mark.parametrize("count", [17, 64, 240, 250, 256, 300, 900, 1001])
@pytest.mark.parametrize("shape", ["{0}", "{0}a", "{0}a{1}", "-{0}a{1}", "{2}", "{2}a", "{3}a"])
def test_brackets_in_brackets_in_brackets_are_refused_with_a_way_out(count: int, shape: str) -> None:
    text = shape.format("(" * count, ")" * count, "-(" * count, "title:(" * count)

    (problem,) = read(clean(text)).problems

    assert problem.suggestion is not None
    assert read(problem.suggestion).tree is not None


def test_the_place_of_the_first_bracket_that_is_too_deep_is_shown() -> None:
    deep = "(" * MAX_DEPTH + "trade" + ")" * MAX_DEPTH
    (problem,) = read(f"({deep})").problems

    assert read(deep).tree == Word("trade")
    assert read(" ".join([deep[12:-12]] * 16)).problems == ()
    assert (problem.position, problem.suggestion) == (MAX_DEPTH, "trade")


@given(st.text(alphabet="((((()-a ", min_size=20, max_size=300))
def test_no_heap_of_brackets_is_an_exception(text: str) -> None:
    for problem in read(clean(text)).problems:
        assert problem.suggestion is not None
        assert read(problem.suggestion).tree is not None


@pytest.mark.parametrize(
    "text", ["tra\u00adde", "\u200etrade\u200f", "tr\u200ca\u200dde", "\u2060trade\u200b", "\ufefftrade"]
)
def test_characters_that_nobody_sees_are_none(text: str) -> None:
    assert clean(text) == "trade"
    assert clean("Tô\u200bLâm") == "Tô Lâm"


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


WORDS = st.from_regex(r"[a-zàệớđăжбя0-9]{3,9}(-[a-z]{3,5})?", fullmatch=True)
DATES = st.sampled_from(["2024", "2025-10", "2025-10-23"])
TEXTS = st.one_of(
    WORDS.map(Word),
    WORDS.map(Prefix),
    st.builds(Phrase, st.lists(WORDS, min_size=1, max_size=4).map(tuple), st.sampled_from([0, 1, 5])),
)
LEAVES = st.one_of(
    TEXTS,
    st.builds(Value, st.sampled_from(FACETS), st.from_regex(r"[a-z]{2}(-[a-z]{2,5})?", fullmatch=True)),
    st.builds(Value, st.sampled_from(FACETS), WORDS, st.just(True)),
    st.builds(Dates, st.sampled_from(["date", "event-date"]), DATES, st.none()),
    st.builds(Dates, st.just("date"), st.none(), DATES),
    DATES.map(lambda day: Dates("date", day, day)),
    st.builds(Recent, st.integers(1, 99), st.sampled_from(["d", "w", "m", "y"])),
    st.builds(Within, st.sampled_from(["title", "text"]), TEXTS),
)
TREES = st.recursive(
    LEAVES,
    lambda trees: st.one_of(
        st.lists(trees, min_size=2, max_size=3).map(all_of),
        st.lists(trees, min_size=2, max_size=3).map(any_of),
        trees.map(none_of),
    ),
    max_leaves=6,
)


@given(TREES)
def test_a_tree_written_and_read_is_the_same_tree(tree: Node) -> None:
    text = write(tree)

    if len(text) <= 256 and len(leaves(tree)) <= MAX_TERMS:
        assert read(text).tree == tree


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.syntax)
def test_every_example_of_the_table_can_be_read(operator: Operator) -> None:
    assert read(operator.example).tree is not None
