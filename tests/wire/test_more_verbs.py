"""Promises and requests in more words than promise and ask; and what only sounds like one."""

import pytest

from tests.wire.suggested import PAIR, found


def points(text: str) -> list[str]:
    """The modality, direction and label of what a text suggests behind a lead on the two countries."""
    return [
        f"{each.modality} {' '.join(each.origin)}>{' '.join(each.to)}: {each.label}"
        for each in found(PAIR + text)
        if each.paragraph == 2
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bulgaria is to supply Việt Nam with two ships.", "pledged bg>vn: Supply Việt Nam with two ships"),
        ("Việt Nam is to open two schools.", "pledged vn>bg: Open two schools"),
        ("Under the deal, Việt Nam will pay half of the cost.", "pledged vn>bg: Pay half of the cost"),
        ("Bulgaria has given its word that the road will stay open.", "pledged bg>vn: The road will stay open"),
        ("Bulgaria says it will hand over two ships.", "pledged bg>vn: Hand over two ships"),
        ("“We will buy two ships,” Lâm said.", "pledged vn>bg: Buy two ships"),
        ("Bulgaria, Radev went on, wants to buy ships.", "hoped bg>vn: Buy ships"),
        ("Radev undertook, on behalf of his government, to pay by June.", "pledged bg>vn: Pay by June"),
        ("Lâm's hosts promised to open a road.", "pledged bg>vn: Open a road"),
        ("Radev did promise to open a road.", "pledged bg>vn: Open a road"),
    ],
)
def test_what_a_side_is_to_do_is_pledged(sentence: str, expected: str) -> None:
    assert points(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lâm pleaded with Bulgaria to open a road.", "asked vn>bg: Open a road"),
        ("Lâm sought the release of two ships.", "asked vn>bg: The release of two ships"),
        ("Lâm pushed for the release of two ships.", "asked vn>bg: The release of two ships"),
        ("Lâm lobbied for lower fees.", "asked vn>bg: Lower fees"),
        ("Lâm asked Bulgaria for more ships.", "asked vn>bg: More ships"),
    ],
)
def test_who_pleads_and_lobbies_asks(sentence: str, expected: str) -> None:
    assert points(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The two sides came to an agreement on a road.", "agreed bg vn>bg vn: A road"),
        ("Agreement was reached on a new road.", "agreed bg vn>bg vn: A new road"),
        ("The two governments have set a target of two roads.", "agreed bg vn>bg vn: Of two roads"),
        (
            "The two leaders instructed their ministers to open a road.",
            "agreed bg vn>bg vn: Their ministers to open a road",
        ),
    ],
)
def test_what_both_set_themselves_or_have_done_is_agreed(sentence: str, expected: str) -> None:
    assert points(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bulgaria is to receive two ships.",
        "Bulgaria is to be praised.",
        "Bulgaria will sign nothing.",
        "Radev did not promise to open a road.",
        "Việt Nam will pay a visit to Bulgaria.",
        "Bulgaria had hoped for a loan but got none.",
        "Lâm asked Radev whether the road could be opened.",
        "Radev trusts that Việt Nam will open the road soon.",
        "It is expected in Sofia that Việt Nam will open the road.",
        "Had Bulgaria asked for a road, Việt Nam would have built it.",
        "Lâm asked his delegation to be brief.",
        "Radev recalled that Việt Nam had promised a loan in 2019.",
        "Radev reminded Lâm of Việt Nam's pledge to buy coal.",
        "Radev instructed his ministers to open a road.",
        "Radev was given assurances.",
        "No agreement was reached on a new road.",
    ],
)
def test_what_is_believed_remembered_or_asked_of_ones_own_is_no_commitment(sentence: str) -> None:
    assert points(sentence) == []


def test_who_rejects_a_proposal_and_agrees_to_something_else_is_not_who_proposed_it() -> None:
    told = points(
        "Bulgaria rejected on Thursday a proposal by Việt Nam that a road be opened, but agreed to build a school."
    )

    assert told == ["proposed vn>bg: A road be opened", "agreed bg>vn: Build a school"]
