"""What a story suggests, rule by rule: a small gazetteer, short sentences. The whole is measured in tests/bench."""

import time

import pytest

from articles.vocabulary import SuggestionType
from articles.wire import plain
from articles.wire.gazetteer import Gazetteer
from articles.wire.suggesting import suggest
from tests.wire.suggested import NAMES, PAIR, found


@pytest.mark.parametrize(
    ("sentence", "modality", "origin", "to"),
    [
        ("The two sides agreed to open a road.", "agreed", "bg vn", "bg vn"),
        ("They reached broad consensus on opening a road.", "agreed", "bg vn", "bg vn"),
        ("It was agreed that a road would be opened.", "agreed", "bg vn", "bg vn"),
        ("Bulgaria pledged to open a road.", "pledged", "bg", "vn"),
        ("They will continue to open roads.", "pledged", "bg vn", "bg vn"),
        ("Both sides reaffirmed their commitment to an open road.", "pledged", "bg vn", "bg vn"),
        ("Lâm called on Bulgaria to open a road.", "asked", "vn", "bg"),
        ("The Vietnamese leader urged the Bulgarian authorities to open a road.", "asked", "vn", "bg"),
        ("Bulgaria was asked by Việt Nam to open a road.", "asked", "vn", "bg"),
        ("President Radev proposed opening a road.", "proposed", "bg", "vn"),
        ("Việt Nam stands ready to open a road.", "offered", "vn", "bg"),
        ("Radev expressed Bulgaria’s readiness to open a road.", "offered", "bg", "vn"),
        ("Radev added that he hopes the two countries will open a road.", "hoped", "bg", "vn"),
        ("Bulgaria is expected to open a road.", "expected", "vn", "bg"),
        ("The host said that trade is a pillar.", "stated", "bg", "vn"),
        ("Host and guest noted the room for trade.", "stated", "bg vn", "bg vn"),
    ],
)
def test_the_verb_tells_the_modality_and_its_subject_the_direction(
    sentence: str, modality: str, origin: str, to: str
) -> None:
    told = [each for each in found(PAIR + sentence) if each.paragraph == 2]

    assert [(each.modality, " ".join(each.origin), " ".join(each.to)) for each in told] == [(modality, origin, to)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides did not agree to open a road.",
        "Neither side pledged anything.",
        "Did Bulgaria agree to open a road?",
        "The agreed text is short.",
        "An analyst said Bulgaria should ask Việt Nam for trade.",
        "Roads offered by nature are open.",
        "Radev will visit Việt Nam.",
        "Officials asked about trade.",
    ],
)
def test_what_is_denied_asked_about_or_said_by_others_is_no_commitment(sentence: str) -> None:
    assert not found(PAIR + sentence)


def test_points_under_one_verb_are_told_apart_with_their_targets() -> None:
    told = found(
        PAIR + "They pledged to maintain and consolidate peace, expand exchanges, and carry out the EVFTA "
        "so as to double trade in the coming years."
    )

    assert [each.quote for each in told] == [
        "pledged to maintain and consolidate peace",
        "expand exchanges",
        "carry out the EVFTA",
        "so as to double trade in the coming years",
    ]
    assert told[-1].label == "Double trade in the coming years"
    assert told[-1].sectors == ("trade",)


def test_the_body_to_be_moved_is_told_only_of_its_own_point() -> None:
    first, second = found(
        PAIR + "Lâm asked Bulgaria to convince the European Commission that it should act and to sign an agreement."
    )

    assert (first.through, second.through) == ("european-commission", "")
    assert first.speaker == "to-lam"


def test_titles_are_as_printed_and_later_names_are_resolved_in_the_story() -> None:
    people = found(PAIR + "Lâm thanked President Radev. Minister Jane Doe was there. Doe spoke.", SuggestionType.PERSON)

    assert [(each.key, each.label, each.title) for each in people] == [
        ("to-lam", "Tô Lâm", "General Secretary"),
        ("rumen-radev", "Rumen Radev", "Bulgarian President"),
        ("", "Jane Doe", "Minister"),
    ]


def test_one_family_name_of_two_is_resolved_by_the_title_or_not_at_all() -> None:
    text = "President Bill Clinton and Secretary of State Hillary Clinton of the United States came to Việt Nam.\n\n"

    told = found(text + "Secretary Clinton pledged to open a road. Clinton pledged to open a school.")

    assert [each.speaker for each in told] == ["hillary-clinton"]


def test_another_persons_given_name_keeps_a_known_family_name_apart() -> None:
    people = found("SOFIA — Ivan Radev, a baker, lives in Sofia.", SuggestionType.PERSON)

    assert not people


@pytest.mark.parametrize(
    "text", ["Atlanta, Georgia — Nothing.", "They told us all.", "Georgia Brown sang.", "It is the state of Georgia."]
)
def test_words_that_only_look_like_countries_are_none(text: str) -> None:
    assert not found(text, SuggestionType.COUNTRY)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Relations were raised to a Strategic Partnership on Thursday.", "2025-10-23"),
        ("The two countries have elevated their ties to a Strategic Partnership.", ""),
        ("Việt Nam and Bulgaria upgraded relations to a Strategic Partnership in 2013.", "2013"),
        ("Relations are soon to be raised to a Strategic Partnership.", None),
        ("The two sides agreed to upgrade relations to a Strategic Partnership.", None),
        ("Relations were not raised to a Strategic Partnership.", None),
        ("Were relations raised to a Strategic Partnership?", None),
        ("They considered raising relations to a Strategic Partnership.", None),
    ],
)
def test_only_what_was_raised_is_a_level_change(sentence: str, day: str | None) -> None:
    changes = found(PAIR + sentence, SuggestionType.LEVEL_CHANGE)

    expected = [] if day is None else [("vn-strategic", ("bg", "vn"), day)]
    assert [(each.level, each.origin, each.day) for each in changes] == expected


@pytest.mark.parametrize(
    ("text", "kind", "day", "rule"),
    [
        ("Bulgaria and Việt Nam held talks on Wednesday.", "talks", "2025-10-22", "talks"),
        ("Radev and Lâm will hold talks.", "talks", "", "talks-planned"),
        ("Lâm paid a visit to Bulgaria in October 2013.", "visit", "2013-10", "visit"),
        ("Bulgaria and Việt Nam established diplomatic relations in 1950.", "relations-established", "1950", None),
        ("They spoke at a joint press briefing.", "press-briefing", "", "press-briefing"),
        ("The two sides signed an agreement on 5 May 2024.", "signing", "2024-05-05", "signing"),
        ("Lâm invited President Radev to visit Việt Nam.", "invitation", "", "invitation"),
    ],
)
def test_events_have_their_kind_and_their_day_where_it_is_told(
    text: str, kind: str, day: str, rule: str | None
) -> None:
    events = [each for each in found(PAIR + text, SuggestionType.EVENT) if each.paragraph == 2]

    assert [(each.kind, each.day, each.rule) for each in events] == [(kind, day, rule or kind)]


@pytest.mark.parametrize(
    ("sentence", "modality", "origin", "to"),
    [
        ("Hà Nội pledged on Thursday to open a road.", "pledged", "vn", "bg"),
        ("Lâm asked Sofia to open a road.", "asked", "vn", "bg"),
        ("Both pledged to open a road.", "pledged", "bg vn", "bg vn"),
        ("The two agreed to open a road.", "agreed", "bg vn", "bg vn"),
        ("The two sides decided to open a road.", "agreed", "bg vn", "bg vn"),
        ("Bulgaria promises a road through the hills.", "pledged", "bg", "vn"),
        ("Bulgaria assured its partner that a road would be opened.", "pledged", "bg", "vn"),
        ("Việt Nam is asking Bulgaria to open a road.", "asked", "vn", "bg"),
        ("Việt Nam sought Bulgarian help in building a road.", "asked", "vn", "bg"),
        ("Bulgaria's roads minister urged Việt Nam to open a road.", "asked", "bg", "vn"),
        ("Việt Nam has one road. It pledged to open another road.", "pledged", "vn", "bg"),
        ("Jane Doe, the Bulgarian Minister of Transport, proposed a new road.", "proposed", "bg", "vn"),
        ("Việt Nam's ambassador, Jane Doe, proposed a new road.", "proposed", "vn", "bg"),
        ("Phạm Thị Đào, a minister, is here. Minister Phạm Thị Đào proposed a new road.", "proposed", "vn", "bg"),
        ("Bulgaria's minister, with whom Lâm had met, agreed to open a road.", "agreed", "bg", "vn"),
        ("The Bulgarian minister, a builder whom nobody did not know, pledged to open a road.", "pledged", "bg", "vn"),
        ("A new road between the two is to be opened, the ministers agreed.", "agreed", "bg vn", "bg vn"),
    ],
)
def test_who_speaks_and_to_whom_is_understood_without_a_name(
    sentence: str, modality: str, origin: str, to: str
) -> None:
    told = [each for each in found(PAIR + sentence) if each.paragraph == 2]

    assert [(each.modality, " ".join(each.origin), " ".join(each.to)) for each in told] == [(modality, origin, to)]


@pytest.mark.parametrize(
    ("sentence", "origin", "to"),
    [
        ("Bulgaria is expected by Việt Nam to open a road.", "vn", "bg"),
        ("Việt Nam is expected by Bulgaria to open a road to Bulgaria.", "bg", "vn"),
        ("Radev said that Việt Nam is expected to buy more from Bulgaria.", "bg", "vn"),
        ("Lâm said Bulgaria is expected to open its market to Việt Nam.", "vn", "bg"),
        ("Lâm said Việt Nam is expected to open its market to Bulgaria.", "bg", "vn"),
        ("Both sides expect Bulgaria to open a road.", "bg vn", "bg"),
        ("Bulgaria expects Việt Nam to open a road.", "bg", "vn"),
        ("Bulgaria is expected to become a gateway for goods from Việt Nam.", "bg vn", "bg vn"),
        ("Radev said that the two sides are expected to open a road.", "bg vn", "bg vn"),
    ],
)
def test_what_is_expected_goes_one_way_where_it_is_said_who_expects_it_of_whom(
    sentence: str, origin: str, to: str
) -> None:
    told = [each for each in found(PAIR + sentence) if each.paragraph == 2]

    assert [(each.modality, " ".join(each.origin), " ".join(each.to)) for each in told] == [("expected", origin, to)]


@pytest.mark.parametrize(
    ("sentence", "origin", "to"),
    [
        ("Lâm received Radev and urged him to open a road.", "vn", "bg"),
        ("Lâm thanked Radev and asked him to open a road.", "vn", "bg"),
        ("Lâm received Radev, and Radev urged him to open a road.", "bg", "vn"),
        ("Talks were held, stressed Radev and asked Việt Nam to open a road.", "bg", "vn"),
    ],
)
def test_whom_one_verb_is_done_to_is_not_the_subject_of_the_next(sentence: str, origin: str, to: str) -> None:
    told = [each for each in found(PAIR + sentence) if each.paragraph == 2 and each.modality == "asked"]

    assert [(" ".join(each.origin), " ".join(each.to)) for each in told] == [(origin, to)]


@pytest.mark.parametrize(
    "sentence",
    [
        "What the two sides agreed on is not in the copy.",
        "Bulgaria decided to open a road.",
        "Việt Nam appreciated the warm welcome by Bulgaria.",
        "Việt Nam expressed its appreciation for the work of Bulgarian nurses.",
        "Lâm recalled that the two countries had built a road in cooperation.",
        "Relations were good; their anniversary will be marked next year.",
    ],
)
def test_thanks_lone_decisions_and_what_is_not_told_are_no_commitments(sentence: str) -> None:
    assert [each for each in found(PAIR + sentence) if each.paragraph == 2] == []


@pytest.mark.parametrize(
    ("sentence", "modalities"),
    [
        (
            "They underlined the role of the two ministries in trade, and pledged to open a road.",
            ["pledged", "pledged"],
        ),
        ("They underlined the role of the two ministries in trade.", ["stated"]),
        ("They underlined the weight of trade, and pledged to open a road.", ["stated", "pledged"]),
    ],
)
def test_a_role_given_in_one_breath_with_a_pledge_is_part_of_it(sentence: str, modalities: list[str]) -> None:
    assert [each.modality for each in found(PAIR + sentence) if each.paragraph == 2] == modalities


def test_what_a_country_is_asked_for_may_be_something_of_its_own() -> None:
    (told,) = found(PAIR + "Lâm asked that Bulgaria's consulate, shut since 2019, be opened again.")

    assert told.label.startswith("Bulgaria's consulate")
    assert told.day == ""


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("Việt Nam and Bulgaria became Strategic Partners in 2013.", [("bg vn", "2013")]),
        ("Việt Nam and Bulgaria had become Strategic Partners.", [("bg vn", "")]),
        ("Bulgaria and Georgia became Strategic Partners of Việt Nam in 2013.", [("bg vn", "2013"), ("ge vn", "2013")]),
        (
            "Ties were raised on Wednesday to a Strategic Partnership, a step planned in 2013.",
            [("bg vn", "2025-10-22")],
        ),
        ("They left the Strategic Partnership that they established in 2013.", [("bg vn", "2013")]),
        ("They are far up from the Strategic Partnership that they established in 2013.", [("bg vn", "2013")]),
        ("They moved up from a Strategic Partnership.", []),
    ],
)
def test_a_level_is_told_of_partners_too_and_dated_by_its_verb(sentence: str, changes: list[tuple[str, str]]) -> None:
    told = found(PAIR + sentence, SuggestionType.LEVEL_CHANGE)

    assert [(" ".join(each.origin), each.day) for each in told] == changes


@pytest.mark.parametrize(
    ("sentence", "kind", "day"),
    [
        ("It was told at a meeting of the two ministers on Wednesday.", "meeting", "2025-10-22"),
        ("Radev received a Vietnamese delegation.", "meeting", ""),
        ("Receiving him in Sofia, Radev was glad.", "meeting", ""),
        ("Radev received on Wednesday at the seat of the presidency Mr Tô Lâm.", "meeting", "2025-10-22"),
        ("The two ministers signed a declaration on Wednesday.", "signing", "2025-10-22"),
        ("Lâm invited Radev to Hà Nội.", "invitation", ""),
        ("The two leaders then informed the press.", "press-briefing", ""),
        ("Lâm paid a visit to Bulgaria from 1 to 3 October 2025.", "visit", "2025-10-01"),
        ("Diplomatic relations were established on 8 February 1950.", "relations-established", "1950-02-08"),
    ],
)
def test_events_are_told_in_other_words_too(sentence: str, kind: str, day: str) -> None:
    lead = "SOFIA — President Rumen Radev of Bulgaria and General Secretary Tô Lâm of Việt Nam are in Sofia.\n\n"

    events = found(lead + sentence, SuggestionType.EVENT)

    assert [(each.kind, each.day) for each in events] == [(kind, day)]


@pytest.mark.parametrize(
    "sentence",
    ["Radev received her doctorate from a school.", "The Attorney General, the Minister of Trade, and others came."],
)
def test_degrees_and_offices_in_a_row_are_no_meetings_and_no_people(sentence: str) -> None:
    new = [*found(sentence, SuggestionType.EVENT), *found(sentence, SuggestionType.PERSON)]

    assert [each for each in new if each.key != "rumen-radev"] == []


def test_a_weekday_against_the_header_dates_no_event() -> None:
    (event,) = found("SOFIA — Rumen Radev met Tô Lâm on Friday.", SuggestionType.EVENT)

    assert (event.kind, event.day) == ("meeting", "")


@pytest.mark.parametrize(
    "text",
    [
        "Bulgaria and Việt Nam agreed to " * 4000,
        "and " * 40_000,
        "Minister Aa Bb said that " * 5000,
        "held a meeting with Bulgaria in 2013 and " * 3000,
        "Talks on Monday. " * 8000,
    ],
    ids=["verbs", "joints", "names", "events", "weekdays"],
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()

    suggest(plain.read(text), NAMES)

    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", ["Tô Văn Mới", "Trần Văn Mới"])
def test_a_name_that_nobody_has_written_down_is_suggested_behind_a_title(name: str) -> None:
    """Tô is folded as “to”, with which sentences begin."""
    story = plain.read(f"date 2025-10-23\nSOFIA — Prime Minister {name} met his Bulgarian host on Thursday.")

    people = [each for each in suggest(story, Gazetteer()) if each.type == SuggestionType.PERSON]

    assert [each.label for each in people] == [name]
