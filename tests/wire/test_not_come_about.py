"""What is reported wrongly, was only expected, has not been done or is to be done one day did not come about."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found


def told(sentence: str, kind: str) -> list[str]:
    return [each.rule for each in found(PAIR + sentence, kind) if each.paragraph == 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was wrongly reported that Bulgaria had pledged to open a road.",
        "Georgian radio falsely claimed that Bulgaria had pledged to open a road.",
        "Radev was expected to ask Việt Nam for a road but did not do so.",
        "Radev was expected to ask Việt Nam for a road, but he did not.",
        "Radev had been in Sofia and was expected to ask Việt Nam for a road, but has not done so.",
    ],
)
def test_what_was_wrongly_reported_or_only_expected_is_no_commitment(sentence: str) -> None:
    assert told(sentence, SuggestionType.COMMITMENT) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("It was rightly reported that Bulgaria had pledged to open a road.", "pledged:pledged"),
        ("Radev was expected to ask Việt Nam for a road that he did not describe.", "expected:was expected"),
        ("Radev was expected to ask Việt Nam for a road.", "expected:was expected"),
    ],
)
def test_what_was_reported_or_expected_is_one(sentence: str, rule: str) -> None:
    assert told(sentence, SuggestionType.COMMITMENT) == [rule]


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("A joint statement has not been adopted.", []),
        ("A joint statement has not yet been adopted.", []),
        ("A visit to Việt Nam by Radev had never been paid.", []),
        ("A joint statement has been adopted.", ["joint-statement"]),
        ("A joint statement had at last been adopted.", ["joint-statement"]),
    ],
)
def test_what_has_not_been_done_is_no_event(sentence: str, rules: list[str]) -> None:
    assert told(sentence, SuggestionType.EVENT) == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("A joint statement on elevating relations to a Strategic Partnership has not been adopted.", []),
        ("The two adopted a joint statement on elevating relations to a Strategic Partnership by 2030.", []),
        ("A joint statement on elevating relations to a Strategic Partnership by the end of 2030 was adopted.", []),
        ("Relations are raised to a Strategic Partnership by May 2026.", []),
        ("Relations were raised to a Strategic Partnership by 2020.", ["level-raised"]),
        ("A joint statement on elevating relations to a Strategic Partnership was adopted.", ["level-named"]),
    ],
)
def test_what_is_to_be_by_a_later_year_or_has_not_been_adopted_is_no_level_change(
    sentence: str, rules: list[str]
) -> None:
    assert told(sentence, SuggestionType.LEVEL_CHANGE) == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("The two sides have yet to agree on a date for the visit to Việt Nam.", []),
        ("No date has been set for the visit to Việt Nam.", []),
        ("A date for Radev's visit to Việt Nam has not been fixed.", []),
        ("The two sides discussed dates for a visit to Việt Nam by Radev.", []),
        ("The two sides agreed on a date for Radev's visit to Việt Nam.", ["visit-planned"]),
        ("Radev is due in Hà Nội for a visit to Việt Nam.", ["visit-planned"]),
        ("The visit of Radev to Việt Nam, scheduled for Friday, is now in doubt.", []),
        ("The two had been expected to open a road during a visit to Việt Nam by Radev.", []),
        ("Lâm looked forward to Radev's visit to Việt Nam.", []),
        ("Lâm looked forward to drawing on Radev's visit to Việt Nam.", ["visit"]),
    ],
)
def test_a_visit_whose_date_is_talked_of_is_still_to_come(sentence: str, rules: list[str]) -> None:
    assert told(sentence, SuggestionType.EVENT) == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("The two sides failed to agree on a road at talks in Sofia.", ["talks"]),
        ("The two sides could not agree on a road at talks on Thursday.", ["talks"]),
        ("The two sides agreed on a road at talks in Sofia.", ["talks"]),
        ("The two sides agreed to settle this at talks in May.", ["talks-planned"]),
        ("The two sides agreed to hold talks in Sofia.", ["talks-planned"]),
    ],
)
def test_talks_at_which_something_was_agreed_or_not_were_held(sentence: str, rules: list[str]) -> None:
    assert told(sentence, SuggestionType.EVENT) == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("They spoke at the end of a visit to Việt Nam that had twice been put off.", ["visit"]),
        ("Talks that had been put off twice were held on Thursday.", ["talks"]),
        ("A visit to Việt Nam that had been put off twice began on Thursday.", ["visit"]),
        ("A visit to Việt Nam that had been put off twice has been put off again.", []),
        ("A visit to Việt Nam that had been put off twice will not begin on Thursday.", []),
    ],
)
def test_what_was_put_off_and_then_held_was_held(sentence: str, rules: list[str]) -> None:
    assert told(sentence, SuggestionType.EVENT) == rules


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Radev rejected an invitation to visit Việt Nam.", [("invitation-refused", "vn", "bg")]),
        ("Radev turned down Lâm's invitation to visit Việt Nam.", [("invitation-refused", "vn", "bg")]),
        ("The invitation to Việt Nam was declined by Radev.", [("invitation-refused", "vn", "bg")]),
        ("The invitation to Việt Nam was accepted by Radev.", [("invitation", "vn", "bg")]),
        ("Radev denied that he rejected an invitation to visit Việt Nam.", []),
        ("Lâm withdrew an invitation to Radev to visit Việt Nam.", []),
        ("An invitation to Radev to visit Việt Nam was withdrawn.", []),
    ],
)
def test_an_invitation_tells_how_it_was_answered(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    events = found(PAIR + sentence, SuggestionType.EVENT)

    told = [(each.rule, *each.origin, *each.to) for each in events if each.paragraph == 2]
    assert told == expected
