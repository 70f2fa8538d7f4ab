"""A relative clause between a noun and its verb hides neither what is told of the noun nor whose the verb is."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def events(sentence: str) -> list[tuple[str, str]]:
    return [(each.rule, each.day) for each in found(PAIR + sentence, SuggestionType.EVENT) if each.paragraph == 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "The press briefing that had been announced for Thursday did not take place.",
        "A joint statement that both sides had drafted was never issued.",
        "A visit by Radev to Việt Nam, which was to have begun on Thursday, has been put back to December.",
        "A visit by Radev to Việt Nam has yet to be agreed.",
        "A visit that Radev called off was to open a road.",
        "A visit Radev called off was to open a road.",
        "The visit Lâm had planned was cancelled.",
        "Talks Radev had hoped for did not take place.",
        "Bulgaria regretted a visit to Sofia that Lâm called off.",
        "The talks which Radev said would be held in Sofia were cancelled.",
        "The meeting with Radev in which all had put hope was pushed back.",
    ],
)
def test_what_is_said_behind_a_relative_clause_not_to_have_happened_is_no_event(sentence: str) -> None:
    assert events(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Talks between Radev and Lâm, which officials had ruled out, took place after all.", [("talks", "")]),
        ("A press briefing that had been called off in May was held on Thursday.", [("press-briefing", "2025-10-23")]),
        ("Radev said that talks that had been planned for May were held in June.", [("talks", "2025-06")]),
        ("The talks the two sides held on Thursday were useful.", [("talks", "2025-10-23")]),
        ("After the talks Lâm opened a road and trade was praised.", [("talks", "")]),
        ("Radev spoke of talks that went off well.", [("talks", "")]),
        ("The talks which opened on Monday were broken off.", [("talks", "2025-10-20")]),
    ],
)
def test_what_came_about_is_an_event_whatever_a_relative_clause_says(
    sentence: str, told: list[tuple[str, str]]
) -> None:
    assert events(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Bulgaria's minister whom Lâm met pledged to open a road.", [("pledged", "bg")]),
        ("Radev, who asked Lâm to open a road, pledged to open a school.", [("asked", "bg"), ("pledged", "bg")]),
        (
            "The Bulgarian minister who asked Lâm to open a road pledged to build a bridge.",
            [("asked", "bg"), ("pledged", "bg")],
        ),
    ],
)
def test_a_verb_behind_a_relative_clause_is_that_of_the_noun_before_it(
    sentence: str, told: list[tuple[str, str]]
) -> None:
    points = [each for each in found(PAIR + sentence) if each.paragraph == 2]

    assert [(each.modality, " ".join(each.origin)) for each in points] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Lâm, whom Radev had urged to open a road, agreed to open a school.",
            [("bg", "urged to open a road"), ("vn", "agreed to open a school")],
        ),
        (
            "The two sides, which had agreed in May to open a road, signed a paper on Thursday.",
            [("bg vn", "agreed in May to open a road")],
        ),
    ],
)
def test_a_verb_in_a_relative_clause_has_its_own_subject_and_ends_with_the_clause(
    sentence: str, told: list[tuple[str, str]]
) -> None:
    points = [each for each in found(PAIR + sentence) if each.paragraph == 2]

    assert [(" ".join(each.origin), each.quote) for each in points] == told


def test_what_was_pledged_in_a_relative_clause_ends_with_it() -> None:
    points = found(PAIR + "A road that Bulgaria has pledged to build through the hills was opened by Radev.")

    assert [each.quote for each in points] == ["pledged to build through the hills"]
