"""A point is told in its own words: without who says so and when, and each of two in its own clause."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def points(text: str) -> list[str]:
    """The modality, direction and label of what a text suggests behind a lead on the two countries."""
    return [
        f"{each.modality} {' '.join(each.origin)}>{' '.join(each.to)}: {each.label}"
        for each in found(PAIR + text)
        if each.paragraph == 2
    ]


def events(text: str) -> list[tuple[str, str, str, str]]:
    told = found(PAIR + text, SuggestionType.EVENT)
    return [(each.rule, " ".join(each.origin), " ".join(each.to), each.day) for each in told if each.paragraph == 2]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bulgaria will lend two ships, the ministry of trade said on Wednesday.", "pledged bg>vn: Lend two ships"),
        ("Bulgaria hopes for a road, a spokesman added.", "hoped bg>vn: A road"),
        ("Bulgaria agreed on Wednesday to open a road.", "agreed bg>vn: Open a road"),
        ("Radev assured Lâm of help with roads.", "pledged bg>vn: Help with roads"),
        ("Bulgaria has also undertaken to open a road.", "pledged bg>vn: Open a road"),
        ("Bulgaria wants a survey of the roads.", "hoped bg>vn: A survey of the roads"),
        ("Bulgaria proposed a road; Việt Nam has yet to respond.", "proposed bg>vn: A road"),
        ("Bulgaria would like to see more Vietnamese students.", "hoped bg>vn: See more Vietnamese students"),
        ("Bulgaria reiterates its call for Việt Nam to open a road.", "asked bg>vn: Open a road"),
    ],
)
def test_a_point_has_neither_who_says_so_nor_when(sentence: str, expected: str) -> None:
    assert points(sentence) == [expected]


def test_a_relative_clause_has_a_point_and_a_side_of_its_own() -> None:
    told = points("Bulgaria undertook to buy rice from Việt Nam, which in turn promised to buy Bulgarian grapes.")

    assert told == ["pledged bg>vn: Buy rice from Việt Nam", "pledged vn>bg: Buy Bulgarian grapes"]


def test_who_asks_behind_and_is_not_whom_a_hope_was_about() -> None:
    told = points("Lâm said Việt Nam hoped that Bulgaria would now open a road, and asked Sofia to build a school.")

    assert told == ["hoped vn>bg: Bulgaria would now open a road", "asked vn>bg: Build a school"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There was peace, the ministers of the two countries said on Wednesday after talks on trade.",
        "A Vietnamese official, who asked not to be named, was glad.",
        "All is well in trade, a minister of Bulgaria said on Wednesday, correcting a report on relations.",
        "Lâm urged his compatriots in Bulgaria to learn the language.",
        "Lâm hopes to see Radev in Hà Nội.",
        "Radev made a call to Lâm.",
    ],
)
def test_when_it_was_said_and_what_is_a_courtesy_is_no_point(sentence: str) -> None:
    assert points(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Radev told a press conference that a road would be open by Friday.",
            ("press-briefing", "bg vn", "bg vn", ""),
        ),
        ("The talks were about what the two had agreed in 2013.", ("talks", "bg vn", "bg vn", "")),
        ("Lâm invited Radev to revisit Hà Nội.", ("invitation", "vn", "bg", "")),
    ],
)
def test_an_event_has_no_day_of_anything_else(sentence: str, expected: tuple[str, str, str, str]) -> None:
    assert events(sentence) == [expected]


def test_the_latter_is_whoever_was_named_last() -> None:
    told = events("Lâm met Radev during his visit to Bulgaria at the latter's invitation.")

    assert ("invitation", "bg", "vn", "") in told


def test_an_opposite_number_is_someone_in_office_and_is_invited_alone() -> None:
    text = (
        "SOFIA — Bulgarian Minister Svilen Gradishki and his Vietnamese opposite number, Kiều Văn Thông, met.\n\n"
        "Thông relayed an invitation from his prime minister and hoped that trains would run between the two countries."
    )

    told = [*found(text), *found(text, SuggestionType.EVENT)]
    assert [(each.speaker, each.origin, each.to) for each in told if each.modality] == [
        ("Kiều Văn Thông", ("vn",), ("bg",))
    ]
    assert [(each.origin, each.to) for each in told if each.kind == "invitation"] == [(("vn",), ("bg",))]


def test_a_member_of_the_secretariat_speaks_and_not_the_countries_of_a_partnership() -> None:
    text = (
        "SOFIA — Permanent member of the Secretariat Trần Cẩm Bình had meetings with leaders of Bulgaria.\n\n"
        "Bình valued the development of the Việt Nam–Bulgaria Strategic Partnership, and expressed his wish for a road."
    )

    assert [(each.speaker, each.origin, each.to) for each in found(text)] == [("Trần Cẩm Bình", ("vn",), ("bg",))]
