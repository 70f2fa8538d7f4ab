"""What two countries were to each other on a day: levels, their order, and what is not known."""

from datetime import date

import pytest

from articles.models import PartnershipEvent
from articles.relating.relations import History, Phase, StepKind, histories, history
from articles.relating.turning import turns
from tests import factories

pytestmark = pytest.mark.django_db

EVE, DAY = date(2025, 10, 22), date(2025, 10, 23)


def change(**fields: object) -> PartnershipEvent:
    return factories.level_change(without_evidence=True, **fields)  # type: ignore[arg-type]


def relations(start: str = "1950-02-08") -> PartnershipEvent:
    return factories.event(
        "Relations", "relations-established", start, partnership=factories.partnership(), without_evidence=True
    )


def seen(day: date) -> History:
    return history(turns(), day)


def kinds(day: date) -> list[tuple[str, str]]:
    return [(step.kind.value, step.phase.value) for step in seen(day).ladders[0].steps]


def test_the_level_before_the_first_change_is_unknown_where_none_is_stated() -> None:
    relations()
    change()

    assert kinds(EVE) == [("relations", "held"), ("unknown", "held"), ("level", "later")]
    assert kinds(DAY) == [("relations", "held"), ("unknown", "past"), ("level", "held")]


def test_before_relations_nothing_holds() -> None:
    relations()
    change()

    assert seen(date(1950, 2, 7)).ladders[0].now == ()


def test_a_stated_level_before_is_a_step_since_an_unknown_day() -> None:
    change(level_from=factories.level("vn-comprehensive", "Comprehensive Partnership"))

    before, after = seen(EVE).ladders[0].steps

    assert (before.level and before.level.code, before.since) == ("vn-comprehensive", None)
    assert (before.phase, after.phase) == (Phase.POSSIBLE, Phase.LATER)


@pytest.mark.parametrize("start", ["2025-10-23", "2025-10"])
@pytest.mark.parametrize("slugs", [("first", "second"), ("second", "first")])
def test_of_changes_on_one_day_each_follows_the_one_that_led_to_where_it_began(
    start: str, slugs: tuple[str, str]
) -> None:
    partner, strategic = factories.level("vn-partner", rank=3), factories.level("vn-strategic", rank=2)
    change(level_to=partner, level_from=factories.level("vn-old", rank=1), start=start, slug=slugs[0])
    change(level_to=strategic, level_from=partner, start=start, slug=slugs[1])

    steps = seen(date(2025, 10, 31)).ladders[0].steps

    assert [step.level and step.level.code for step in steps] == ["vn-old", "vn-partner", "vn-strategic"]
    assert [str(step.since) for step in steps] == ["None", start, start]
    assert [step.phase for step in steps] == [Phase.PAST, Phase.PAST, Phase.HELD]


def test_of_changes_on_one_day_that_lead_from_nothing_told_the_lower_level_comes_first() -> None:
    change(level_to=factories.level("vn-upper", rank=2), slug="first")
    change(level_to=factories.level("vn-lower", rank=1), slug="second")

    steps = seen(DAY).ladders[0].steps

    assert [step.level and step.level.code for step in steps] == [None, "vn-lower", "vn-upper"]
    assert [step.is_now for step in steps] == [False, False, True]


def test_changes_there_and_back_on_one_day_end_where_they_began() -> None:
    upper, lower = factories.level("vn-upper", rank=2), factories.level("vn-lower", rank=1)
    change(level_to=lower, start="2020")
    change(level_to=lower, level_from=upper, slug="back")
    change(level_to=upper, level_from=lower, slug="there")

    steps = seen(DAY).ladders[0].steps

    assert [step.level and step.level.code for step in steps] == [None, "vn-lower", "vn-upper", "vn-lower"]
    assert [step.is_now for step in steps] == [False, False, False, True]


def test_the_level_reached_last_is_not_repeated_as_the_level_left() -> None:
    comprehensive = factories.level("vn-comprehensive", "Comprehensive Partnership")
    change(to="vn-comprehensive", start="2013")
    change(start="2025-10-23", level_from=comprehensive)

    codes = [step.level.code if step.level else None for step in seen(DAY).ladders[0].steps]

    assert codes == [None, "vn-comprehensive", "vn-strategic"]


def test_a_day_inside_an_imprecise_date_answers_possibly() -> None:
    change(start="2013-10")

    ladder = seen(date(2013, 10, 15)).ladders[0]

    assert [step.phase for step in ladder.now] == [Phase.POSSIBLE, Phase.POSSIBLE]
    assert seen(date(2013, 10, 31)).ladders[0].now[0].is_sure


def test_an_undated_change_is_only_ever_possible() -> None:
    change(start=None)

    assert [step.phase for step in seen(DAY).ladders[0].steps] == [Phase.POSSIBLE, Phase.POSSIBLE]


def test_each_country_has_its_own_ladder() -> None:
    change()
    change(to="bg-close", start="2020")

    owners = {ladder.owner.code for ladder in seen(DAY).ladders if ladder.owner}

    assert owners == {"vn", "bg"}
    assert [step.level.code for step in seen(DAY).levels_now if step.level] == ["bg-close", "vn-strategic"]


def test_a_sectoral_level_leaves_the_general_one_unknown() -> None:
    factories.level("vn-defence", "Defence Partnership", sector=factories.sector("defence"))
    change(to="vn-defence")

    general, sectoral = seen(DAY).ladders

    assert (general.owner, [step.kind for step in general.now]) == (None, [StepKind.UNKNOWN])
    assert [step.kind for step in sectoral.steps] == [StepKind.LEVEL]


def test_without_any_change_the_level_is_unknown_since_relations_began() -> None:
    relations()

    assert kinds(DAY) == [("relations", "held"), ("unknown", "held")]


def test_a_planned_change_changes_nothing() -> None:
    relations()
    change(status="planned")

    assert kinds(DAY) == [("relations", "held"), ("unknown", "held")]


def test_a_change_that_nobody_may_read_of_changes_nothing() -> None:
    relations()
    factories.level_change(passages=[factories.passage(factories.article(status="draft"))])

    assert kinds(DAY) == [("relations", "held"), ("unknown", "held")]


def test_a_step_lasts_until_the_next_one() -> None:
    change()

    unknown, strategic = seen(DAY).ladders[0].steps

    assert unknown.until == strategic.since
    assert strategic.until is None


def test_histories_are_told_apart_by_pair() -> None:
    change()
    change(pair=("fi", "vn"), start="2025-10-21")

    found = histories(turns(), EVE)

    assert found[factories.partnership("fi", "vn").pk].levels_now
    assert not found[factories.partnership("bg", "vn").pk].levels_now
