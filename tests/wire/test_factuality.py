"""What is denied, wished for, supposed or still to come is neither a level change nor an event that happened."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import PAIR, found

RAISED = "to a Strategic Partnership"


def told(sentence: str) -> list[tuple[str, str]]:
    """The kinds and rules of events and level changes that a sentence suggests, behind a lead of talks long known."""
    kinds = (SuggestionType.LEVEL_CHANGE, SuggestionType.EVENT)
    lead = "SOFIA — Bulgaria and Việt Nam know each other, as do Rumen Radev and Tô Lâm.\n\n"
    return [(each.kind, each.rule) for kind in kinds for each in found(lead + sentence, kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Bulgaria hopes to raise its ties with Việt Nam {RAISED}.",
        f"Bulgaria wants ties with Việt Nam upgraded {RAISED}.",
        "Việt Nam and Bulgaria knew each other and are about to establish a Strategic Partnership.",
        f"Relations were nearly upgraded {RAISED} last year.",
        f"Relations have yet to be raised {RAISED}.",
        f"If relations are raised {RAISED}, trade will grow.",
        f"Unless relations were raised {RAISED}, Radev said, little would change.",
        f"The two leaders spoke of whether relations had been raised {RAISED}.",
        f"Reports that relations were raised {RAISED} are false.",
        f"A newspaper wrote that relations were raised {RAISED}, which was later found to be untrue.",
        f"Radev denied that relations had been raised {RAISED}.",
        f"It is not true that relations were raised {RAISED}.",
        f"Neither side raised relations {RAISED}.",
        f"Relations would have been raised {RAISED} in spring.",
        f"Had relations been raised {RAISED}, Radev would be pleased.",
        f"The two countries are expected to see their relations upgraded {RAISED}.",
        f"The two sides agreed to have relations, begun in 1950, elevated {RAISED}.",
        f"Radev proposed that relations between Bulgaria and Việt Nam be elevated {RAISED}.",
        f"The plan to see ties between Việt Nam and Bulgaria upgraded {RAISED} was shelved.",
        "The two countries stopped short of establishing a Strategic Partnership.",
        "Việt Nam and Bulgaria have raised hopes of a Strategic Partnership.",
        "Radev supports the establishment of a Strategic Partnership.",
        f"Relations reportedly were upgraded {RAISED}.",
        f"Ties may be raised {RAISED} before long, Radev said.",
        "A Strategic Partnership was not established.",
        f"Việt Nam–Bulgaria relations, soon to be raised {RAISED}, were praised by President Rumen Radev.",
        f"Relations, shortly to be elevated {RAISED}, were praised by Radev.",
        f"Radev praised relations to be elevated {RAISED} next year.",
        f"With relations soon to be raised {RAISED}, Radev praised trade.",
        f"When relations are raised {RAISED}, trade will grow.",
        f"As soon as relations are raised {RAISED}, trade will grow.",
        f"Much is to be done before relations are raised {RAISED}.",
        f"Until relations are raised {RAISED}, nothing changes.",
        f"The elevation of relations {RAISED} remains a distant goal.",
        f"The elevation of ties between Việt Nam and Bulgaria {RAISED} would help trade.",
        f"The elevation of relations {RAISED} is in sight.",
        f"It is false that relations were raised {RAISED}.",
        f"It is untrue that Việt Nam and Bulgaria raised relations {RAISED}.",
        f"It was denied that relations were raised {RAISED}.",
        f"Radev denied that Việt Nam and Bulgaria raised relations {RAISED}.",
    ],
)
def test_a_level_that_was_not_reached_is_no_level_change(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"Việt Nam and Bulgaria hope to deepen trade after relations were raised {RAISED}.",
        f"Việt Nam and Bulgaria raised relations {RAISED} and hope to double trade.",
        f"Việt Nam and Bulgaria raised relations {RAISED}, hoping to double trade.",
        f"Hoping to double trade, Việt Nam and Bulgaria raised relations {RAISED}.",
        f"Radev, who hopes for more, said relations had been raised {RAISED}.",
        f"Relations were not merely good; they were raised {RAISED}.",
        f"Relations were not only kept but raised {RAISED}.",
        f"Radev said that he hopes for more trade, and that relations had been raised {RAISED}.",
        f"Relations, which many wished to see deepened, were raised {RAISED}.",
        "A Strategic Partnership between Việt Nam and Bulgaria was established.",
        f"Although no road was opened, relations were raised {RAISED}.",
        f"When relations were raised {RAISED}, trade grew.",
        f"Trade was to be doubled before relations were raised {RAISED}.",
    ],
)
def test_a_hope_beside_a_change_does_not_hide_it(sentence: str) -> None:
    assert told(sentence) == [("level-change", "level-raised")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Following the elevation of relations {RAISED}, Radev would be pleased.",
        f"The elevation of relations {RAISED} helped trade.",
    ],
)
def test_a_change_named_as_known_is_told(sentence: str) -> None:
    assert told(sentence) == [("level-change", "level-named")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A meeting between Tô Lâm and Rumen Radev was cancelled.",
        "Talks between Tô Lâm and Rumen Radev have been postponed.",
        "The visit of Tô Lâm to Bulgaria has been called off.",
        "Tô Lâm called off his visit to Bulgaria.",
        "Tô Lâm called off, at the last minute, his visit to Bulgaria.",
        "It is false that Tô Lâm visited Bulgaria.",
        "A planned meeting between Tô Lâm and Rumen Radev was put off until spring.",
        "The talks, planned for Friday, were postponed at short notice.",
        "The meeting of Tô Lâm and Rumen Radev did not take place.",
        "A meeting with Rumen Radev that had been fixed for October is to be postponed.",
        "Tô Lâm failed to hold talks with Rumen Radev.",
        "Radev denied having met Tô Lâm.",
        "Rumen Radev might visit Việt Nam.",
        "The two sides did not sign an agreement.",
        "A joint statement that had been drafted was not adopted.",
        "Neither a joint statement nor an agreement was adopted.",
        "The signing of the agreement fell through.",
        "Bulgaria ruled out a meeting with Tô Lâm.",
        "Lâm hopes to hold talks with Radev.",
        "Lâm asked for a meeting with Radev.",
        "Had the visit gone ahead, an agreement would have been signed.",
    ],
)
def test_what_was_cancelled_put_off_or_only_wished_for_is_no_event(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Tô Lâm will hold talks with Radev.",
        "Tô Lâm is to meet President Rumen Radev.",
        "Talks between the two countries are planned for spring.",
        "A meeting between Tô Lâm and Rumen Radev is due to take place in Sofia.",
        "The two sides agreed to hold talks in spring.",
        "An agreement is expected to be signed.",
        "Radev spoke of the upcoming visit of Tô Lâm to Bulgaria.",
        "The two sides held talks on 5 December 2025.",
    ],
)
def test_what_is_to_come_is_planned(sentence: str) -> None:
    rules = [rule for _, rule in told(sentence)]

    assert len(rules) == 1
    assert rules[0].endswith("-planned")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Tô Lâm held talks with Rumen Radev and hopes to see him again.", "talks"),
        ("The plan to double trade was agreed at talks in Sofia.", "talks"),
        ("Tô Lâm met Rumen Radev after a visit to Paris was cancelled.", "meeting"),
        ("Tô Lâm had a meeting with Rumen Radev, and a visit planned for May was postponed.", "meeting"),
        ("The two sides held talks in Sofia, but no agreement was signed.", "talks"),
        ("Radev said he hopes the visit to Bulgaria will open a new chapter.", "visit"),
        ("No agreement was reached at the talks.", "talks"),
        ("The two sides signed an agreement to promote trade.", "signing"),
        ("An agreement, which could double trade, was signed.", "signing"),
        ("The two hoped to build on the results of their talks.", "talks"),
        ("Tô Lâm met Rumen Radev and said it is false that trade fell.", "meeting"),
        ("Radev denied a report and met Tô Lâm.", "meeting"),
    ],
)
def test_an_event_beside_a_wish_or_a_denial_happened(sentence: str, kind: str) -> None:
    assert told(sentence) == [(kind, kind)]


def test_a_visit_named_again_is_as_sure_as_it_was_told_at_first() -> None:
    text = "The visit of Tô Lâm to Bulgaria was called off.\n\nThe visit of Tô Lâm to Bulgaria would be the first."

    assert told(text) == []
    assert told("Tô Lâm will visit Bulgaria.\n\nThe visit of Tô Lâm to Bulgaria is the first.") == [
        ("visit", "visit-planned")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "President Rumen Radev denied that Bulgaria had pledged to double trade with Việt Nam.",
        "If Bulgaria pledges to open a road, trade will grow.",
        "Bulgaria nearly agreed to open a road.",
        "Whether Bulgaria agreed to open a road, nobody knew.",
        "Radev denied that Bulgaria will continue to support the EVFTA.",
        "Radev doubts that Việt Nam will continue to support the EVFTA.",
        "Radev wondered whether Việt Nam will continue to support the EVFTA.",
        "It is unclear whether Bulgaria will continue to support the EVFTA.",
        "Analysts hope that Việt Nam will buy more goods.",
        "Traders work on in the hope that Việt Nam will buy more goods.",
        "Analysts are hopeful that Việt Nam will buy more goods.",
        "Radev was said to hope that Việt Nam will buy more goods.",
        "Việt Nam will never open its market to Bulgaria.",
        "Perhaps Việt Nam will open its market to Bulgaria.",
    ],
)
def test_what_is_denied_or_supposed_binds_nobody(sentence: str) -> None:
    assert [each for each in found(PAIR + sentence) if each.paragraph == 2] == []


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Radev hopes that Việt Nam will buy more goods.", ["hoped:hoped"]),
        ("Radev denied the report and said that Bulgaria will continue to support trade.", ["pledged:will continue"]),
        ("Việt Nam will open its market to Bulgaria.", ["pledged:will"]),
    ],
)
def test_what_will_be_is_pledged_where_nothing_takes_it_back(sentence: str, rules: list[str]) -> None:
    assert [each.rule for each in found(PAIR + sentence) if each.paragraph == 2] == rules


@pytest.mark.parametrize(
    "told_as",
    [
        "accepted an invitation from Tô Lâm",
        "has received an invitation from Tô Lâm",
        "turned down an invitation from Tô Lâm",
        "has declined an invitation from Tô Lâm",
        "refused the invitation from Tô Lâm",
        "was invited by Tô Lâm",
    ],
)
def test_an_invitation_is_from_whom_it_comes_also_where_the_guest_is_the_subject(told_as: str) -> None:
    lead = "SOFIA — Bulgaria and Việt Nam know each other, as do Rumen Radev and Tô Lâm.\n\n"
    events = found(f"{lead}Rumen Radev {told_as} to visit Việt Nam.", SuggestionType.EVENT)

    assert [(each.kind, each.origin, each.to) for each in events] == [("invitation", ("vn",), ("bg",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tô Lâm called his visit to Bulgaria off.",
        "Radev has called the talks with Lâm off.",
        "Radev put the meeting with Lâm off until spring.",
        "Tô Lâm pulled out of the talks with Radev.",
        "Radev backed out of a meeting with Tô Lâm.",
        "Lâm withdrew from the talks with Radev.",
        "Radev stayed away from the talks with Lâm.",
        "Radev skipped the talks with Lâm.",
        "Radev is skipping a meeting with Tô Lâm.",
        "Radev decided to scrap the talks with Lâm.",
        "Bulgaria shelves the signing of an agreement.",
        "Tô Lâm boycotted the talks with Radev.",
        "The talks were boycotted by Bulgaria.",
        "Bulgaria missed the signing of the agreement.",
        "Radev dropped plans for talks with Lâm.",
        "Radev deferred his visit to Việt Nam.",
        "Talks with Lâm were axed.",
        "The boycotted talks with Radev were a topic.",
        "The signing of the agreement came to naught.",
        "The visit of Tô Lâm to Bulgaria did not go ahead.",
        "The talks between Tô Lâm and Radev failed to take place.",
        "Radev refused a meeting with Lâm.",
        "Radev turned down a meeting with Lâm.",
        "Radev rejected talks with Lâm.",
        "Lâm decided against a meeting with Radev.",
        "Lâm opted out of talks with Radev.",
        "Radev gave up a visit to Việt Nam.",
        "Bulgaria blocked the signing of the agreement.",
        f"Bulgaria vetoed the elevation of relations {RAISED}.",
        f"Bulgaria opposed the elevation of relations {RAISED}.",
        f"Bulgaria pulled out of the elevation of relations {RAISED}.",
        f"Bulgaria skipped the elevation of relations {RAISED}.",
        f"The two sides put the elevation of relations {RAISED} off.",
        f"The elevation of relations {RAISED} did not go ahead.",
    ],
)
def test_what_someone_kept_away_from_or_dropped_did_not_happen(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Radev skipped the dinner and held talks with Lâm.", "talks"),
        ("Radev skipped lunch after talks with Lâm.", "talks"),
        ("Radev pulled out of a treaty and met Tô Lâm.", "meeting"),
        ("Lâm, who had pulled out of a forum, held talks with Radev.", "talks"),
        ("Radev called the talks with Lâm, off the record, useful.", "talks"),
        ("Radev called the talks with Lâm useful and put a trip to Paris off.", "talks"),
        ("Radev put an agreement before Lâm at talks that went off well.", "talks"),
        ("The two sides scrapped tariffs at talks in Sofia.", "talks"),
        ("Radev missed nothing of the talks with Lâm.", "talks"),
        ("Radev rejected tariffs at talks with Lâm.", "talks"),
        ("Radev rejected a tariff in talks with Lâm.", "talks"),
        ("The two sides blocked a bill and held talks.", "talks"),
        ("Radev refused the offer of tea and met Tô Lâm.", "meeting"),
        ("Lâm broke off talks with Radev.", "talks"),
        ("Lâm cut short his visit to Bulgaria.", "visit"),
        ("Miss Jane Doe met Tô Lâm.", "meeting"),
        (f"Bulgaria scrapped tariffs and raised relations with Việt Nam {RAISED}.", "level-change"),
    ],
)
def test_what_was_dropped_beside_an_event_does_not_hide_it(sentence: str, kind: str) -> None:
    assert [each for each, _ in told(sentence)] == [kind]


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Tô Lâm received Radev and invited him to visit Việt Nam.", "vn>bg"),
        ("Tô Lâm received the Bulgarian President and invited him to visit Việt Nam.", "vn>bg"),
        ("Radev welcomed Lâm and then invited him to visit Bulgaria.", "bg>vn"),
        ("Radev, at talks with Lâm, invited him to visit Bulgaria.", "bg>vn"),
        ("Radev was received by Lâm and invited to visit Việt Nam.", "vn>bg"),
        ("Lâm received Radev, who invited him to visit Bulgaria.", "bg>vn"),
        ("Lâm received Radev, and Radev invited him to visit Bulgaria.", "bg>vn"),
        ("Radev said Lâm had received him and invited him to visit Việt Nam.", "vn>bg"),
    ],
)
def test_whoever_received_a_guest_and_invited_him_is_the_one_who_invites(sentence: str, direction: str) -> None:
    lead = "SOFIA — Bulgaria and Việt Nam know each other, as do Rumen Radev and Tô Lâm.\n\n"
    events = [each for each in found(lead + sentence, SuggestionType.EVENT) if each.kind == "invitation"]

    assert [f"{' '.join(each.origin)}>{' '.join(each.to)}" for each in events] == [direction]
