"""A level is reached in many words: raised and lowered to, entered, declared in a paper; others only look so."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found

LEVEL = "a Strategic Partnership"


def told(sentence: str) -> list[tuple[str, str]]:
    """The rules and days of the level changes of a sentence, behind a lead on the two countries."""
    return [(each.rule, each.day) for each in found(PAIR + sentence, SuggestionType.LEVEL_CHANGE)]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        (f"Việt Nam and Bulgaria have taken their ties to {LEVEL}.", "level-raised"),
        ("Việt Nam and Bulgaria took their relations to the level of Strategic Partnership.", "level-raised"),
        (f"Their relationship was stepped up to {LEVEL}.", "level-raised"),
        (f"Relations were transformed into {LEVEL}.", "level-raised"),
        (f"Việt Nam downgraded its relations with Bulgaria to {LEVEL}.", "level-lowered"),
        (f"Relations were lowered from an alliance to {LEVEL}.", "level-lowered"),
        (f"Việt Nam scaled back its relations with Bulgaria to {LEVEL}.", "level-lowered"),
    ],
)
def test_relations_are_led_to_a_level_up_or_down(sentence: str, rule: str) -> None:
    assert told(sentence) == [(rule, "")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"The two countries entered into {LEVEL}.",
        f"The two countries have entered {LEVEL}.",
        f"The two presidents declared {LEVEL} between their countries.",
        f"Radev and Lâm proclaimed {LEVEL}.",
        f"The two formalised {LEVEL}.",
    ],
)
def test_countries_and_those_who_speak_for_them_make_a_level(sentence: str) -> None:
    assert told(sentence) == [("level-raised", "")]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (f"The two signed a joint statement elevating relations to {LEVEL}.", ""),
        (f"A joint declaration raising ties to {LEVEL} was signed on Thursday.", "2025-10-23"),
        (f"The two signed a joint statement, raising ties to {LEVEL}.", ""),
        ("Since becoming Strategic Partners in 2013, the two have doubled trade.", "2013"),
        (f"The two announced the upgrade of relations to {LEVEL}.", ""),
    ],
)
def test_a_signed_paper_and_a_noun_name_a_change(sentence: str, day: str) -> None:
    assert told(sentence) == [("level-named", day)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The Strategic Partnership, established in November 2013, is going well.", "2013-11"),
        ("The Strategic Partnership set up in 2013 is going well.", "2013"),
        ("Việt Nam and Bulgaria set up a Strategic Partnership in 2013.", "2013"),
        ("The Strategic Partnership that the two countries established in 2013 is going well.", "2013"),
        ("Radev hopes to raise the Strategic Partnership, established in 2013, to something higher.", "2013"),
        ("Việt Nam and Bulgaria established ties in 1950 and became Strategic Partners in 2013.", "2013"),
        ("Việt Nam and Bulgaria established ties in 1950 and a Strategic Partnership in 2013.", "2013"),
        ("Việt Nam and Bulgaria established ties in 1950 and became Strategic Partners.", ""),
        ("In 2013 the two met and became Strategic Partners.", "2013"),
    ],
)
def test_a_change_has_the_day_that_is_told_of_it_and_of_nothing_else(sentence: str, day: str) -> None:
    assert told(sentence) == [("level-raised", day)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The two countries have been Strategic Partners since 2013.", "2013"),
        ("Việt Nam and Bulgaria, Strategic Partners since November 2013, trade in coal.", "2013-11"),
        ("As of today, Việt Nam and Bulgaria are Strategic Partners.", "2025-10-23"),
        ("A Strategic Partnership with Bulgaria has been in place since 2013.", "2013"),
    ],
)
def test_a_level_that_is_held_since_a_day_was_reached_on_it(sentence: str, day: str) -> None:
    assert told(sentence) == [("level-since", day)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Việt Nam and Bulgaria celebrated ten years of the Strategic Partnership.",
        "The two celebrated on Thursday the tenth anniversary of the establishment of their Strategic Partnership.",
        f"The two announced plans for {LEVEL}.",
        f"The two are to enter into {LEVEL} next year.",
        "The two entered the second decade of the Strategic Partnership.",
        "The two declared the Strategic Partnership a success.",
        f"The two declared their wish for {LEVEL}.",
        "Việt Nam took note of the Strategic Partnership.",
        f"Việt Nam threatened to downgrade relations to {LEVEL}.",
        f"Việt Nam has no plans to lower relations to {LEVEL}.",
        f"The fee was lowered to ease {LEVEL}.",
        "A bank and a university of Bulgaria entered into a strategic partnership.",
        f"Radev announced {LEVEL} between two banks.",
        "The two countries are no longer Strategic Partners.",
        "They became Comprehensive Partners in 2013, leaping over the rung of Strategic Partnership.",
        "The two countries have not been Strategic Partners since 2013.",
        "As of today, Việt Nam and Bulgaria are not Strategic Partners.",
        "Trade under the Strategic Partnership has grown since 2013.",
        "A fund for the Strategic Partnership, established in 2013, is empty.",
        "The Strategic Partnership Fund was launched in Sofia.",
        "Việt Nam launched a page on the Strategic Partnership.",
        "Việt Nam established a committee to steer the Strategic Partnership.",
        f"The two hope to sign a joint statement elevating relations to {LEVEL}.",
        f"A joint statement raising ties to {LEVEL} will be signed on Friday.",
        f"A joint statement raising ties to {LEVEL} was not signed.",
        f"The upgrade of relations to {LEVEL} will take effect in May.",
        f"The upgrade of relations to {LEVEL} was not announced.",
    ],
)
def test_what_is_wished_celebrated_or_named_after_a_level_is_no_change(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Bulgaria became a Strategic Partner of Việt Nam in May 2013, the US and Georgia in June of that year.",
            [("bg vn", "2013-05"), ("us vn", "2013-06"), ("ge vn", "2013-06")],
        ),
        (
            "Bulgaria became a Strategic Partner of Việt Nam in May 2013, followed by Georgia in 2014 and others.",
            [("bg vn", "2013-05"), ("ge vn", "2014")],
        ),
        (
            "Bulgaria became a Strategic Partner of Việt Nam in May 2013, and Georgia opened an embassy in 2014.",
            [("bg vn", "2013-05")],
        ),
        (
            "Bulgaria became a Strategic Partner of Việt Nam in May 2013, with Georgia looking on.",
            [("bg vn", "2013-05")],
        ),
    ],
)
def test_pairs_behind_the_verb_have_days_of_their_own(sentence: str, expected: list[tuple[str, str]]) -> None:
    changes = found(PAIR + sentence, SuggestionType.LEVEL_CHANGE)

    assert [(" ".join(each.origin), each.day) for each in changes] == expected


def test_copy_from_home_need_not_name_its_own_country() -> None:
    text = "SOFIA — Relations with Việt Nam were raised to a Strategic Partnership in 2013.\n\nAll is well."

    changes = found(text, SuggestionType.LEVEL_CHANGE)

    assert [(each.origin, each.day) for each in changes] == [(("bg", "vn"), "2013")]
