"""Marks and the cut of snippets."""

from datetime import date

import pytest

from articles.search import Query
from articles.search.documents import Document
from articles.search.names import Bearer, Form, Names
from articles.search.plan import plan
from articles.search.snippets import LENGTH, Marker

NAMES = Names.of([
    Form(("to", "lam"), Bearer("person", "to-lam")),
    Form(("vietnamese", "party", "chief"), Bearer("person", "to-lam")),
    Form(("east", "sea"), Bearer("place", "east-sea")),
    Form(("south", "china", "sea"), Bearer("place", "east-sea")),
])  # fmt: skip


def marker(text: str, exact: bool = False) -> Marker:
    return Marker.of(plan(Query(text=text, exact=exact), NAMES, date(2025, 10, 23)).step)


def marks(query: str, text: str) -> list[str]:
    return [part.text for part in marker(query).fragments(text) if part.marked]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("visits", "Visit, visited; revisit.", ["Visit", "visited"]),
        ("to lam", "He came to Tô Lâm. Lâm spoke to him.", ["Tô Lâm", "Lâm"]),
        ("tô", "He came to Tô.", ["to", "Tô"]),
        ('"joint statement"', "A joint statement, joint and stated.", ["joint statement"]),
        ('"statement joint"~3', "A joint statement.", ["joint", "statement"]),
        ('"statement joint"~3', "A joint venture.", []),
        ("strateg*", "Strategic, strategy; a stratagem.", ["Strategic", "strategy"]),
        ("Radef~", "Radev and Radeva.", ["Radev"]),
        ("e-gov*", "On e-government.", ["e-government"]),
        ("South China Sea", "The East Sea.", ["East Sea"]),
        ("-visit talks", "A visit, then talks.", ["talks"]),
        ("visit OR talks", "A visit, then talks.", ["visit", "talks"]),
        ("title:talks", "Talks.", ["Talks"]),
        ("country:bg", "Bulgaria bg.", []),
        ("<b>", "a <b> b", ["b", "b"]),
    ],
)
def test_marks_are_exactly_what_was_asked_for(query: str, text: str, marked: list[str]) -> None:
    assert marks(query, text) == marked


def test_fragments_are_the_text_in_order() -> None:
    text = "Talks & <talks>, then more talks."

    assert "".join(part.text for part in marker("talks").fragments(text)) == text


def test_exactly_asked_no_other_name_is_marked() -> None:
    parts = marker("South China Sea", exact=True).fragments("The East Sea and the South China Sea.")

    assert [part.text for part in parts if part.marked] == ["Sea", "South", "China", "Sea"]


def document(*paragraphs: str, lead: int = 1) -> Document:
    return Document("article", 1, "one", {}, paragraphs=paragraphs, lead=lead)


def test_the_paragraph_with_most_of_the_words_is_shown() -> None:
    snippet = marker("trade aid").snippet(document("Trade and trade.", "Nothing.", "Aid and trade.", "Aid, aid."))

    assert snippet is not None
    assert snippet.paragraph == 3


def test_a_long_paragraph_is_cut_around_its_words() -> None:
    text = "Words go before. " * 40 + "Here trade is doubled. " + "Words come after. " * 40

    snippet = marker("trade doubled").snippet(document(text))

    assert snippet is not None
    shown = "".join(part.text for part in snippet.fragments)
    assert shown.startswith("…Here trade is doubled. ") and shown.endswith("…")
    assert len(shown) <= LENGTH + 20
    assert shown.strip("…") in text


def test_without_marks_the_lead_is_shown() -> None:
    snippet = marker("aid").snippet(document("Note.", "Talks.", lead=2))

    assert snippet is not None
    assert (snippet.paragraph, snippet.fragments[0].text) == (2, "Talks.")


def test_without_text_there_is_no_snippet() -> None:
    assert marker("aid").snippet(document()) is None
