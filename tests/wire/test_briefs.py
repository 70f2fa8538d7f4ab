"""Points as short reports put them: what stands beside a verb, who is meant by an office, whose a noun is."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def points(text: str, lead: str = PAIR) -> list[str]:
    told = [each for each in found(lead + text) if each.paragraph == 2]
    return [f"{each.modality} {' '.join(each.origin)}>{' '.join(each.to)}: {each.label}" for each in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Radev for his part urged Việt Nam to open a road.", ["asked bg>vn: Open a road"]),
        ("Bulgaria asked Việt Nam in turn to open a road.", ["asked bg>vn: Open a road"]),
        ("Bulgaria promised in exchange to open a road.", ["pledged bg>vn: Open a road"]),
    ],
)
def test_what_stands_beside_a_verb_does_not_part_it_from_who_does_it_nor_from_what_is_done(
    text: str, told: list[str]
) -> None:
    assert points(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bulgaria pressed Việt Nam to open a road.", ["asked bg>vn: Open a road"]),
        ("Bulgaria commits to open a road.", ["pledged bg>vn: Open a road"]),
        ("Radev committed himself to a road.", ["pledged bg>vn: A road"]),
        ("Bulgaria guarantees that nobody pays twice.", ["pledged bg>vn: Nobody pays twice"]),
        ("Bulgaria is counting on Việt Nam to open a road.", ["expected bg>vn: Việt Nam to open a road"]),
        ("Bulgaria remains hopeful that a road will be opened.", ["hoped bg>vn: A road will be opened"]),
        ("Both leaders shared the hope that a road will be opened.", ["hoped bg vn>bg vn: A road will be opened"]),
        ("Radev would like to see a road opened soon.", ["hoped bg>vn: See a road opened soon"]),
    ],
)
def test_verbs_and_adjectives_of_briefs(text: str, told: list[str]) -> None:
    assert points(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Radev said his country was keen to open a road.", ["offered bg>vn: Open a road"]),
        ("A spokesman for the Vietnamese embassy hoped for a road.", ["hoped vn>bg: A road"]),
        ("Radev voiced the wish of the Vietnamese side for a road.", ["hoped vn>bg: A road"]),
    ],
)
def test_whose_country_is_meant_is_told_by_the_words_around(text: str, told: list[str]) -> None:
    assert points(text) == told


@pytest.mark.parametrize(
    "lead",
    [
        "SOFIA — The Bulgarian transport minister met her Vietnamese colleague, Lữ Đăng Khôi.\n\n",
        "SOFIA — Bulgaria heard Việt Nam. The two ministers, Kamen Raychinov and Lữ Đăng Khôi, met.\n\n",
        "SOFIA — Bulgaria received the Vietnamese deputy minister of natural resources, Lữ Thị Khôi.\n\n",
    ],
)
def test_people_are_known_by_whatever_office_introduces_them(lead: str) -> None:
    assert points("Khôi asked Bulgaria to open a road.", lead) == ["asked vn>bg: Open a road"]


def test_the_title_before_a_comma_is_the_whole_of_it() -> None:
    told = found("SOFIA — Bulgaria received the Vietnamese trade minister, Jane Doe.", SuggestionType.PERSON)

    assert [(each.label, each.title) for each in told] == [("Jane Doe", "Vietnamese trade minister")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bulgaria, Radev said, will open a road.", ["pledged bg>vn: Open a road"]),
        ("Bulgaria can share its maps, and will open a road.", ["pledged bg>vn: Open a road"]),
        ("Bulgaria told Việt Nam that it would open a road.", ["pledged bg>vn: Open a road"]),
        ("Radev said that they would benefit from a road.", []),
        ("The idea is good and will be heard of.", []),
    ],
)
def test_what_a_side_says_that_it_will_do_is_its_pledge(text: str, told: list[str]) -> None:
    assert points(text) == told


def test_a_promise_of_which_nothing_but_the_occasion_is_told_is_no_point() -> None:
    assert points("Radev gave the promise in a telephone call.") == []


def test_a_quotation_is_of_whoever_told_it_to_reporters() -> None:
    assert points("“I would hope for a road,” Lâm told a news conference.") == ["hoped vn>bg: A road"]
