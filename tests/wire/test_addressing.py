"""Whose a point is and to whom it goes where other words stand between: passives, insertions, comparisons."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def points(sentence: str) -> list[str]:
    told = [each for each in found(PAIR + sentence) if each.paragraph == 2]
    return [f"{each.modality} {' '.join(each.origin)}>{' '.join(each.to)}" for each in told]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Bulgaria eased its rules for visas, as Hà Nội had demanded.", ["asked vn>bg"]),
        ("Việt Nam promised the European Commission to equip ships.", ["pledged vn>eu"]),
        ("Georgia hopes to follow the two, and Việt Nam has offered it talks on trade.", ["offered vn>ge"]),
        ("Both were encouraged by the United States to open a road.", ["asked us>bg vn"]),
        ("Việt Nam, Radev said, had offered to open a road.", ["offered vn>bg"]),
        ("Bulgaria, the host said, stands ready to share its roads.", ["offered bg>vn"]),
        ("Bulgaria, which has one road, stands ready to share it.", ["offered bg>vn"]),
        ("The European Commission told Việt Nam on Monday that it expects reforms of trade.", ["expected eu>vn"]),
        ("Radev, as Lâm had asked, pledged to open a road.", ["pledged bg>vn"]),
        ("Radev wants Việt Nam to open a road.", ["hoped bg>vn"]),
        (
            "Radev pledged to open a road and Lâm promised to open a school.",
            ["pledged bg>vn", "pledged vn>bg"],
        ),
    ],
)
def test_whose_a_point_is_and_to_whom_it_goes(sentence: str, told: list[str]) -> None:
    assert [each for each in points(sentence) if not each.startswith("hoped ge")] == told


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Lâm was promised by Radev that a road would be opened.", "rumen-radev"),
        ("Lâm was promised a road through the hills by Radev.", "rumen-radev"),
        ("Lâm was promised a road through the hills.", ""),
    ],
)
def test_whoever_is_promised_something_is_not_the_speaker(sentence: str, speaker: str) -> None:
    (told,) = [each for each in found(PAIR + sentence) if each.paragraph == 2]

    assert (told.origin, told.to, told.speaker) == (("bg",), ("vn",), speaker)


def test_where_a_guest_is_expected_is_no_commitment() -> None:
    assert points("The Vietnamese president is expected in Sofia; Radev, who invited him, is in Georgia.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Both leaders pledged in 2019 to open a road.",
        "Việt Nam had pledged in 2023 to open a road and had not done so.",
    ],
)
def test_a_pledge_of_an_earlier_year_is_recalled_and_not_suggested(sentence: str) -> None:
    assert points(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Việt Nam raised the Strategic Partnership with Bulgaria at the meeting.",
        "The elevation of relations to a Strategic Partnership was opposed by parliament.",
    ],
)
def test_a_level_that_was_a_topic_or_was_opposed_is_no_change(sentence: str) -> None:
    assert found(PAIR + sentence, SuggestionType.LEVEL_CHANGE) == []
