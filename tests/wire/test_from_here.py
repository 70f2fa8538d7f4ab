"""What a place tells: whose officials are unless it is said, and where a visit was to."""

import pytest

from articles.vocabulary import SuggestionType
from tests.wire.suggested import found


def directions(text: str) -> list[tuple[str, str]]:
    """From whom and to whom each commitment of the second paragraph goes."""
    return [(" ".join(each.origin), " ".join(each.to)) for each in found(text) if each.paragraph == 2]


@pytest.mark.parametrize(
    ("dateline", "official", "expected"),
    [
        ("SOFIA — ", "Minister Svilen Gradishki", [("bg", "vn")]),
        ("HÀ NỘI — ", "Minister Svilen Gradishki", [("bg", "vn")]),
        ("SOFIA — ", "Minister Kiều Văn Thông", [("vn", "bg")]),
        ("SOFIA — ", "European Commissioner Jane Doe", []),
        ("SOFIA — ", "Writer Jane Doe", []),
        ("ATHENS — ", "Minister Svilen Gradishki", []),
    ],
)
def test_an_official_is_of_the_datelines_country_where_no_words_tell(
    dateline: str, official: str, expected: list[tuple[str, str]]
) -> None:
    lead = f"{dateline}Radev of Bulgaria and Tô Lâm of Việt Nam met {official} on Thursday.\n\n"
    name = official.split()[-1]

    assert directions(f"{lead}{name} asked for a road.") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They agreed on it during the visit of the President of Việt Nam to Bulgaria in 2013.", ("visit", "vn", "bg")),
        ("They agreed on it during a state visit to Bulgaria by the President of Việt Nam.", ("visit", "vn", "bg")),
        ("They agreed on it during a visit to Bulgaria.", ("visit", "vn", "bg")),
    ],
)
def test_a_visit_is_of_someone_to_a_country(sentence: str, expected: tuple[str, str, str]) -> None:
    events = found(f"SOFIA — Bulgaria and Việt Nam are friends.\n\n{sentence}", SuggestionType.EVENT)

    assert [(each.kind, *each.origin, *each.to) for each in events] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The visit would have been the first of a Bulgarian president to Việt Nam.",
        "Radev will speak of it in Việt Nam during what will be the first visit by a Bulgarian president in years.",
    ],
)
def test_what_would_have_been_and_what_will_be_the_first_did_not_happen(sentence: str) -> None:
    events = found(f"SOFIA — Bulgaria and Việt Nam are friends.\n\n{sentence}", SuggestionType.EVENT)

    assert [each.rule for each in events if each.rule == "visit"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Asked about relations, which were raised to a Strategic Partnership in 2013, Radev smiled.",
        "The two discussed upgrading relations, which were raised to a Strategic Partnership in 2013, and hurried on.",
    ],
)
def test_what_a_relative_clause_tells_is_not_what_is_asked_about(sentence: str) -> None:
    changes = found(f"SOFIA — Bulgaria and Việt Nam are friends.\n\n{sentence}", SuggestionType.LEVEL_CHANGE)

    assert [(each.rule, each.day) for each in changes] == [("level-raised", "2013")]


def test_a_point_ends_where_the_same_side_goes_on_to_say_something_else() -> None:
    told = found(
        "SOFIA — Bulgaria and Việt Nam met.\n\nBulgaria asked for a road and said Sofia was ready to build a school."
    )

    assert [each.label for each in told] == ["A road", "Build a school"]
