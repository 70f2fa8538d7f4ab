"""How agencies and ministries put things: nouns for verbs, invitations in passing, officials of no named country."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def points(sentence: str) -> list[str]:
    told = [each for each in found(PAIR + sentence) if each.paragraph == 2]
    return [f"{each.modality} {' '.join(each.origin)}>{' '.join(each.to)}: {each.label}" for each in told]


def events(sentence: str, lead: str = PAIR) -> list[tuple[str, str, str]]:
    told = [each for each in found(lead + sentence, SuggestionType.EVENT) if each.paragraph == 2]
    return [(each.kind, f"{' '.join(each.origin)}>{' '.join(each.to)}", each.day) for each in told]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The deal includes a pledge by Việt Nam to open a road.", ["pledged vn>bg: Open a road"]),
        ("An offer by Bulgaria to train pilots was made on Friday.", ["offered bg>vn: Train pilots"]),
        (
            "Việt Nam's proposal for a review of trade was welcomed by Bulgaria, but no road was opened.",
            ["proposed vn>bg: A review of trade"],
        ),
        ("Việt Nam's appeal to Bulgaria for help with roads went unheard.", None),
        ("Bulgaria was given a promise by Việt Nam to look at the road.", ["pledged vn>bg: Look at the road"]),
        ("Lâm repeated his government's appeal to Sofia to open a road.", ["asked vn>bg: Open a road"]),
        ("There was no pledge by Bulgaria to open a road.", []),
        ("Radev took back Bulgaria's pledge to open a road.", []),
        ("Bulgaria's pledge to open a road was withdrawn.", []),
        ("The offer to open a road surprised everybody.", []),
    ],
)
def test_nouns_say_it_too_where_it_is_told_whose_they_are(sentence: str, told: list[str] | None) -> None:
    if told is None:
        assert [each[:11] for each in points(sentence)] == ["asked vn>bg"]
    else:
        assert points(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Lâm insisted on the opening of a road.", "asked vn>bg"),
        ("Radev sought assurances that the road would stay open.", "asked bg>vn"),
        ("Radev voiced Bulgaria's keenness to open a road.", "offered bg>vn"),
        ("Bulgaria is keen to open a road.", "offered bg>vn"),
        ("They were unanimous that the road must be opened.", "agreed bg vn>bg vn"),
        ("Sofia will keep its road open.", "pledged bg>vn"),
        ("Radev rejected a request that roads be scrapped, but agreed to open a school.", "agreed bg>vn"),
    ],
)
def test_verbs_of_readouts_are_known(sentence: str, told: str) -> None:
    assert [each.partition(":")[0] for each in points(sentence)] == [told]


def test_what_was_pledged_in_an_earlier_year_is_recalled_wherever_the_year_stands() -> None:
    assert points("In 2019 both leaders pledged to open a road.") == []


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("The European Union and Việt Nam held talks on Thursday.\n\n", ["eu>vn"]),
        (f"{PAIR}The European Commission met on Monday.\n\n", ["eu>bg vn"]),
        (PAIR, []),
    ],
)
def test_the_commission_is_that_of_the_union_where_the_story_is_about_it(lead: str, told: list[str]) -> None:
    points = found(f"{lead}The Commission undertook to open a road.")

    assert [f"{' '.join(each.origin)}>{' '.join(each.to)}" for each in points] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "At the invitation of Radev, Lâm paid a visit to Bulgaria.",
            [("invitation", "bg>vn", ""), ("visit", "vn>bg", "")],
        ),
        ("Lâm, who is in Sofia at the invitation of Radev, opened a road on Thursday.", [("invitation", "bg>vn", "")]),
        ("Lâm came at Radev's invitation.", [("invitation", "bg>vn", "")]),
        ("Lâm invited Radev to Hội An in turn.", [("invitation", "vn>bg", "")]),
        ("Lâm invited him to Hội An.", [("invitation", "vn>bg", "")]),
        ("Lâm had invited him in June.", [("invitation", "vn>bg", "2025-06")]),
        ("Lâm had invited Radev.", [("invitation", "vn>bg", "")]),
        ("Lâm invited Radev to speak.", []),
        ("Radev accepted an invitation to visit Việt Nam in December.", [("invitation", "vn>bg", "")]),
        (
            "Radev was invited by Lâm to visit Việt Nam, and invited Lâm to visit Bulgaria.",
            [("invitation", "vn>bg", "")],
        ),
    ],
)
def test_who_invited_whom_is_told_in_passing(sentence: str, told: list[tuple[str, str, str]]) -> None:
    assert events(sentence) == told


def test_two_invite_each_other() -> None:
    told = events("Lâm invited Radev to visit Việt Nam. Radev invited Lâm to visit Bulgaria in turn.")

    assert told == [("invitation", "vn>bg", ""), ("invitation", "bg>vn", "")]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Radev and Lâm held a meeting today.", "2025-10-23"),
        ("Radev received Lâm yesterday.", "2025-10-22"),
        ("“We met Lâm and his ministers today,” said Radev.", ""),
        ("The two leaders held talks on a road to be opened by the end of 2034.", ""),
    ],
)
def test_today_is_the_day_of_the_story_and_a_term_is_none(sentence: str, day: str) -> None:
    lead = "SOFIA — President Rumen Radev of Bulgaria and General Secretary Tô Lâm of Việt Nam are in Sofia.\n\n"

    assert [each[2] for each in events(sentence, lead)] == [day]


def test_a_level_is_not_dated_by_the_day_so_many_years_after_it() -> None:
    sentence = "They met on Thursday, a year after the two countries established a Strategic Partnership."

    assert [each.day for each in found(PAIR + sentence, SuggestionType.LEVEL_CHANGE)] == [""]


def test_an_official_whose_country_is_not_told_is_of_the_other_one() -> None:
    lead = "The Foreign Secretary, Jane Doe, spoke to the Foreign Minister of Việt Nam, Trần Văn Đạt, of {}.\n\n"
    point = "The Foreign Secretary asked that roads be opened. Mr Trần agreed to open a school."

    told = [(each.modality, " ".join(each.origin)) for each in found(lead.format("Bulgaria") + point)]

    assert told == [("asked", "bg"), ("agreed", "vn")]


def test_an_official_of_a_body_of_many_countries_is_of_none() -> None:
    lead = (
        "The UN Secretary-General, Jane Doe, spoke to the Foreign Minister of Việt Nam, Trần Văn Đạt, of Bulgaria.\n\n"
    )

    assert found(lead + "The Secretary-General asked that roads be opened.") == []
