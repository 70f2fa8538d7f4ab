"""Days of what is still to come: no planned event is dated before its story, and nothing told in the past moves."""

import pytest

from articles.vocabulary import SuggestionType
from articles.wire import days, plain
from articles.wire.outlook import is_ahead
from articles.wire.suggesting import suggest
from tests.wire.suggested import NAMES


def dated(header: str, text: str) -> list[tuple[str, str]]:
    story = plain.read(f"date {header}\nSOFIA — {text}")
    return [(each.rule, each.day) for each in suggest(story, NAMES) if each.type == SuggestionType.EVENT]


@pytest.mark.parametrize(
    ("header", "text", "events"),
    [
        (
            "2026-01-20",
            "President Rumen Radev will visit Việt Nam from January 28 to 30.",
            [("visit-planned", "2026-01-28")],
        ),
        ("2026-01-20", "Rumen Radev will visit Việt Nam in March.", [("visit-planned", "2026-03")]),
        ("2026-01-20", "Bulgaria and Việt Nam will hold talks on February 3.", [("talks-planned", "2026-02-03")]),
        (
            "2026-01-20",
            "Bulgaria and Việt Nam held talks on Tuesday.\n\nTô Lâm will receive Rumen Radev on Wednesday.",
            [("talks", "2026-01-20"), ("meeting-planned", "2026-01-21")],
        ),
        (
            "2026-03-10",
            "Bulgaria expects talks on labour with Việt Nam to open in June.",
            [("talks-planned", "2026-06")],
        ),
        ("2026-01-20", "Tô Lâm will meet Rumen Radev on Friday.", [("meeting-planned", "2026-01-23")]),
        ("2026-01-20", "On Friday, Tô Lâm will meet Rumen Radev.", [("meeting-planned", "2026-01-23")]),
        ("2026-01-20", "Talks of Bulgaria and Việt Nam are to be held on Friday.", [("talks-planned", "2026-01-23")]),
        ("2026-01-20", "Rumen Radev will visit Việt Nam on Friday.", [("visit-planned", "2026-01-23")]),
        ("2026-01-20", "Bulgaria and Việt Nam will hold expanded talks on Friday.", [("talks-planned", "2026-01-23")]),
        (
            "2026-01-20",
            "An agreement between Bulgaria and Việt Nam will be signed on 20 January 2026.",
            [("signing-planned", "2026-01-20")],
        ),
        (
            "2026-01-20",
            "An agreement between Bulgaria and Việt Nam will be signed in March 2026.",
            [("signing-planned", "2026-03")],
        ),
        ("2025-12-20", "Bulgaria and Việt Nam will hold talks on January 5.", [("talks-planned", "2026-01-05")]),
        ("2026-01-20", "Bulgaria and Việt Nam will hold talks in January.", [("talks-planned", "2026-01")]),
    ],
)
def test_what_is_to_come_takes_the_next_such_day(header: str, text: str, events: list[tuple[str, str]]) -> None:
    assert dated(header, text) == events


@pytest.mark.parametrize(
    ("header", "text", "events"),
    [
        ("2026-01-05", "Bulgaria and Việt Nam held talks on December 20.", [("talks", "2025-12-20")]),
        ("2026-01-20", "Bulgaria and Việt Nam held talks on January 28.", [("talks", "2025-01-28")]),
        ("2025-10-23", "Tô Lâm met Rumen Radev on Wednesday.", [("meeting", "2025-10-22")]),
        (
            "2026-01-20",
            "Tô Lâm met Rumen Radev on Monday and will visit Bulgaria on March 3.",
            [("meeting", "2026-01-19"), ("visit-planned", "2026-03-03")],
        ),
    ],
)
def test_what_was_keeps_its_day(header: str, text: str, events: list[tuple[str, str]]) -> None:
    assert dated(header, text) == events


@pytest.mark.parametrize("day", ["Monday", "Tuesday", "January 12"])
def test_the_day_on_which_a_plan_was_told_is_not_its_own(day: str) -> None:
    assert dated("2026-01-20", f"Rumen Radev said on {day} that Bulgaria will hold talks with Việt Nam.") == [
        ("talks-planned", "")
    ]


def test_what_a_plan_builds_on_keeps_its_year() -> None:
    text = "Tô Lâm met Rumen Radev on Sunday.\n\nThe new deal is to build on the agreement that the two signed in 2000."

    assert dated("2025-10-26", text) == [("meeting", "2025-10-26"), ("signing", "2000")]


def test_what_was_signed_on_the_day_of_the_story_is_no_plan() -> None:
    text = "Bulgaria is to admit nurses from Việt Nam under an agreement that the two signed here on Tuesday."

    assert dated("2026-01-20", text) == [("signing", "2026-01-20")]


def test_a_plan_that_is_named_again_has_no_day_before_its_story() -> None:
    text = "Rumen Radev will visit Việt Nam.\n\nRadev spoke on January 12 of his visit to Việt Nam."

    assert dated("2026-01-20", text) == [("visit-planned", "")]


@pytest.mark.parametrize(("said", "warned"), [("will meet", False), ("met", True)])
def test_a_lead_that_looks_ahead_contradicts_no_header(said: str, *, warned: bool) -> None:
    story = plain.read(f"date 2026-01-20\nSOFIA — Tô Lâm {said} Rumen Radev on Friday.")

    assert bool(story.warnings) is warned
    assert bool(days.contradictions(story.weekdays, story.published)) is warned


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The treaty will be signed on Friday.", True),
        ("The talks are planned for Friday.", True),
        ("Radev said they will meet on Friday.", True),
        ("The talks were planned for Friday.", False),
        ("Radev will honour what he promised on Friday.", False),
        ("They will meet. Radev left on Friday.", False),
        ("On Friday, Radev said that they will meet.", False),
        ("On Friday.", False),
    ],
)
def test_the_verb_nearest_to_a_date_tells(text: str, *, answer: bool) -> None:
    assert is_ahead(text, text.index("Friday"), text.index("Friday") + len("Friday")) is answer
