"""What is suggested of the labelled stories reaches its bar, in this project's own stories and in the founding ones."""

import pytest

from articles.imports.names import gazetteer
from bench import extraction
from bench.labels import Labelled, compared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

TYPES = {"person", "country", "organization", "instrument", "sector", "event", "level_change", "commitment"}


def reach(result: extraction.Measured, recall: float, precision: float) -> None:
    assert set(result.scores) == TYPES
    for name, score in result.scores.items():
        assert score.recall >= recall, (name, result.missed)
        assert score.precision >= precision, (name, result.wrong)


def test_own_stories_are_enough_and_their_labels_are_found() -> None:
    cases = extraction.stories()

    assert len(cases) >= 30
    assert len({case.id for case in cases}) == len(cases)
    reach(extraction.measured(cases, gazetteer()), 0.9, 0.85)


def test_unseen_stories_are_others_and_their_labels_stand_in_them() -> None:
    cases = extraction.unseen()

    assert len(cases) >= 24
    assert not {case.id for case in cases} & {case.id for case in extraction.stories()}
    for case in cases:
        paragraphs = extraction.read(case).paragraphs
        for number, _, _, word, *_ in case.labels.get("commitments", []):
            assert word.casefold() in paragraphs[number - 1].casefold(), (case.id, number, word)


def test_the_labels_of_short_stories_stand_in_them() -> None:
    for case in (*extraction.briefs(), *extraction.kept(), *extraction.fresh(), *extraction.sealed()):
        paragraphs = extraction.read(case).paragraphs
        for number, _, _, word, *_ in case.labels["commitments"]:
            assert word.casefold() in paragraphs[number - 1].casefold(), (case.id, number, word)


def test_what_is_missed_of_stories_that_are_held_back_is_not_printed() -> None:
    result = extraction.Measured(missed=["one: commitment 1 asked"], wrong=["one: commitment 2"])

    for name in extraction.HELD_BACK:
        assert "commitment 1" not in extraction.table(name, result)
    assert "commitment 1" in extraction.table("short stories", result)


def test_nine_in_ten_points_of_the_founding_stories_are_found() -> None:
    if extraction.seeds() is None:
        pytest.skip("ARCHIVE_SHARED leads to no folder with data/seeds.")

    reach(extraction.measured(extraction.founding(), gazetteer()), 0.9, 0.9)


def test_the_gazetteer_takes_few_queries_whatever_it_holds(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        names = gazetteer()

    assert len(names.forms) > 200


def test_a_label_that_nothing_meets_is_missed_and_a_suggestion_without_one_is_wrong() -> None:
    case = Labelled("one", "", "Bulgaria.", {"countries": ["vn", "?us"]})
    story = extraction.read(case)
    from articles.wire.suggesting import suggest

    outcome = compared(case, suggest(story, gazetteer()))["country"]

    assert (outcome.wanted, outcome.missed, len(outcome.wrong)) == (1, ["vn"], 1)


@pytest.mark.parametrize(("status", "missed"), [("occurred", 1), ("planned", 0)])
def test_a_label_may_say_whether_an_event_is_still_to_come(status: str, missed: int) -> None:
    case = Labelled("one", "", "date 2031-03-05\nThe ministers will hold talks.", {"events": [["talks", "", status]]})
    from articles.wire.suggesting import suggest

    outcome = compared(case, suggest(extraction.read(case), gazetteer()))["event"]

    assert (len(outcome.missed), len(outcome.wrong)) == (missed, missed)
