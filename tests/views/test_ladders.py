"""The drawing of a ladder: rungs by rank, steps from left to right, the unknown as unknown."""

from datetime import date

import pytest

from articles.models import PartnershipEvent, PartnershipLevel
from articles.relating import relations
from articles.relating.turning import turns
from articles.views.ladders import CELL, PAGE, Drawing, drawing
from tests import factories

pytestmark = pytest.mark.django_db


def drawn(*changes: tuple[str, str], day: date = date(2026, 1, 1), **options: object) -> Drawing:
    for start, code in changes:
        factories.level_change(code, start, without_evidence=True)
    (ladder,) = relations.history(turns(), day).ladders
    return drawing(ladder, PartnershipLevel.objects.all(), "today", **options)  # type: ignore[arg-type]


def ladder_of_three() -> None:
    for rank, code in enumerate(("vn-low", "vn-middle", "vn-high"), 1):
        factories.level(code, code.partition("-")[2].title(), rank=rank)


def test_rungs_rise_with_the_rank_and_those_not_reached_are_there_too() -> None:
    ladder_of_three()

    rungs = drawn(("2020", "vn-middle")).rungs

    assert [rung.label for rung in rungs] == ["Low", "Middle", "High"]
    assert rungs[0].y > rungs[1].y > rungs[2].y
    assert [rung.is_now for rung in rungs] == [False, True, False]


def test_a_level_without_a_rank_is_drawn_only_where_it_is_used_and_says_so() -> None:
    ladder_of_three()
    factories.level("vn-odd", "Odd")
    factories.level("vn-other", "Other")

    rungs = drawn(("2020", "vn-odd")).rungs

    assert [(rung.label, rung.is_placed) for rung in rungs][-1] == ("Odd", False)
    assert "Other" not in {rung.label for rung in rungs}


def test_what_no_report_tells_is_an_area_over_all_rungs() -> None:
    ladder_of_three()

    picture = drawn(("2020", "vn-low"))
    unknown, low = picture.treads

    assert unknown.top < picture.rungs[-1].y
    assert unknown.y == picture.ground
    assert (low.top, low.y) == (picture.rungs[0].y, picture.rungs[0].y)
    assert picture.risers == ()


def test_from_a_known_level_to_another_there_is_a_riser() -> None:
    ladder_of_three()

    (riser,) = drawn(("2013", "vn-low"), ("2023-09-10", "vn-high"), day=date(2020, 1, 1)).risers

    assert riser.y1 > riser.y2
    assert riser.is_later


def test_dates_not_known_to_the_day_are_marked_as_rough() -> None:
    ladder_of_three()

    marks = drawn(("2013", "vn-low"), ("2023-09-10", "vn-high")).marks

    assert [(mark.lines, mark.is_rough) for mark in marks] == [(("2013",), True), (("10 September", "2023"), False)]


def test_a_drawing_for_a_cell_is_narrower_and_grows_with_its_steps() -> None:
    ladder_of_three()
    few = drawn(("2013", "vn-low"), room=CELL)

    many = drawn(*((str(2014 + number), "vn-high") for number in range(5)), room=CELL)

    assert few.width == 560
    assert many.width > few.width


def test_long_names_of_neighbouring_levels_do_not_run_into_each_other() -> None:
    for rank, name in enumerate(("Comprehensive Strategic", "Enhanced Comprehensive Strategic")):
        factories.level(f"vn-{rank}", f"{name} Partnership", rank=rank)

    for room in (PAGE, CELL):
        rungs = drawn(("2020", "vn-0"), room=room).rungs
        assert max(len(rung.lines) for rung in rungs) <= 3, room
        PartnershipEvent.objects.all().delete()
