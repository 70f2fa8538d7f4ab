"""Whose words they are: a country's ministry, an envoy and not his president, hosts, who is told on the radio."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def points(text: str, lead: str = PAIR) -> list[str]:
    """The modality, direction and label of what a text suggests behind a lead of one paragraph."""
    return [
        f"{each.modality} {' '.join(each.origin)}>{' '.join(each.to)}: {each.label}"
        for each in found(lead + text)
        if each.paragraph > lead.count("\n\n")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bulgaria's foreign ministry criticised this. It asked Việt Nam for a road.", "asked bg>vn: A road"),
        ("Radev called on Việt Nam's ministry of trade to open a road.", "asked bg>vn: Open a road"),
        ("Việt Nam remained willing to open a road.", "offered vn>bg: Open a road"),
    ],
)
def test_a_ministry_speaks_for_its_country(text: str, expected: str) -> None:
    assert points(text) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Radev said that Bulgaria would open a road.", "pledged bg>vn: Open a road"),
        ("Radev affirmed that Bulgaria would continue to buy goods.", "pledged bg>vn: Buy goods"),
        ("Radev said that Việt Nam would open a road.", "stated bg>vn: Việt Nam would open a road"),
        ("Radev assured Lâm that a road would be opened.", "pledged bg>vn: A road would be opened"),
        ("Radev conveyed Bulgaria's wish to see work begin this year.", "hoped bg>vn: See work begin this year"),
    ],
)
def test_what_ones_own_country_would_do_is_pledged_and_what_another_would_is_not(sentence: str, expected: str) -> None:
    assert points(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Radev told Georgian television his country would open a road.", "pledged bg>vn: Open a road"),
        ("Radev told Georgia's national radio that he expects help with roads.", "expected bg>vn: Help with roads"),
        ("Lâm promised Radio Georgia that he would open a road.", "pledged vn>bg: He would open a road"),
    ],
)
def test_what_a_station_is_told_is_not_told_to_its_country(sentence: str, expected: str) -> None:
    assert points(sentence) == [expected]


def test_what_a_station_is_told_in_passing_makes_its_country_none_of_the_two() -> None:
    lead = (
        "SOFIA — Bulgarian ministers spoke on Georgian radio, in a Georgian newspaper and on Georgian television.\n\n"
    )

    assert points("Bulgaria asked Việt Nam for a road.", lead) == ["asked bg>vn: A road"]
    assert points("Bulgaria offered help with roads.", f"{lead}Việt Nam is far.\n\n") == [
        "offered bg>vn: Help with roads"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bulgaria, according to Radev, is ready to open a road and will build a school.",
            ["offered bg>vn: Open a road", "pledged bg>vn: Build a school"],
        ),
        (
            "The Vietnamese leader invites his Bulgarian guest, and voices his country's readiness to open a road.",
            ["offered vn>bg: Open a road"],
        ),
    ],
)
def test_a_verb_behind_and_has_the_subject_of_the_one_before(text: str, expected: list[str]) -> None:
    assert points(text) == expected


def test_a_president_of_the_republic_is_not_the_envoy_of_another() -> None:
    lead = (
        "SOFIA — The President of the Republic, Mr Dimo Kolarov, received at the Presidency Mr Chử Đình Lộc, special "
        "envoy of the President of Việt Nam. Bulgaria is far.\n\n"
    )

    told = points(
        "The President of the Republic was glad. He asked for a road. The envoy offered help with roads.", lead
    )

    assert told == ["asked bg>vn: A road", "offered vn>bg: Help with roads"]
    people = [each.label for each in found(lead, SuggestionType.PERSON)]
    assert people == ["Dimo Kolarov", "Chử Đình Lộc"]


def test_his_host_is_of_the_other_country_where_no_dateline_tells_which() -> None:
    lead = "Việt Nam and Bulgaria are friends.\n\n"

    assert points("Lâm is tired. His host, Dimo Kolarov, asks for a road.", lead) == ["asked bg>vn: A road"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lâm met Radev, who asked for a road.", ["asked bg>vn: A road"]),
        ("Lâm thanked the Bulgarian government, which offered him a school.", ["offered bg>vn: Him a school"]),
        (
            "Radev thanked his guest and reaffirmed his commitment to a free and open sea.",
            ["pledged bg>vn: A free and open sea"],
        ),
    ],
)
def test_a_relative_clause_is_said_by_whom_it_is_about_and_a_thing_is_one_point(text: str, expected: list[str]) -> None:
    assert points(text) == expected


def test_a_speaker_of_the_house_of_representatives_is_known_again() -> None:
    lead = "SOFIA — Lâm met the Georgian Speaker of the House of Representatives Nino Beridze. Bulgaria hosted.\n\n"

    told = found(f"{lead}Speaker Beridze asked Bulgaria for a road.")

    assert [(each.speaker, each.origin, each.to) for each in told] == [("Nino Beridze", ("ge",), ("bg",))]


def test_an_invitation_is_from_the_side_of_whoever_hands_it_over() -> None:
    lead = "SOFIA — Bulgarian Minister Galin Tsonchev met Vietnamese Deputy Minister of Security Trịnh Hữu Phúc.\n\n"
    text = "Phúc handed Tsonchev an invitation from the Minister of Security to visit Hà Nội."

    events = found(lead + text, SuggestionType.EVENT)

    assert [(each.origin, each.to) for each in events if each.kind == "invitation"] == [(("vn",), ("bg",))]
