"""Posts of people in time: held, latest, drawn."""

from datetime import date

import pytest

from articles.models import Membership
from articles.relating.posts import along_years, held_on, latest_first, offices
from tests import factories

pytestmark = pytest.mark.django_db


def held(label: str, start: str | None, end: str | None) -> Membership:
    who = factories.Person.objects.first() or factories.person("Rosen Zhelyazkov")
    return factories.membership(who, factories.post(label), start, end)


def labels(day: date) -> list[tuple[str, bool]]:
    return [(row.membership.post.label, row.is_sure) for row in held_on(Membership.objects.all(), day)]


def test_a_post_holds_for_certain_only_between_days_that_sources_show() -> None:
    held("Speaker", "../2024-01-05", "2024-01-09/..")
    held("Prime Minister", "../2025-10-24", "2025-10-24/..")

    assert labels(date(2024, 1, 8)) == [("Speaker", True), ("Prime Minister", False)]
    assert labels(date(2025, 10, 24)) == [("Prime Minister", True), ("Speaker", False)]


def test_a_post_known_to_have_ended_does_not_hold() -> None:
    held("President", "2009-01-20", "2017-01-20")

    assert labels(date(2017, 1, 21)) == []


def test_a_post_without_a_beginning_is_possible_within_a_lifetime_before_it_is_known_and_no_earlier() -> None:
    held("Minister", "../2020-10-30", "2020-10-29/..")
    held("Undated", None, None)

    assert labels(date(1920, 10, 28)) == [("Undated", False)]
    assert labels(date(1, 1, 1)) == [("Undated", False)]
    assert set(labels(date(1920, 10, 29))) == {("Minister", False), ("Undated", False)}
    assert set(labels(date(2120, 10, 30))) == {("Minister", False), ("Undated", False)}
    assert labels(date(9999, 12, 31)) == [("Undated", False)]


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [
        ("../2020-10-30", "2020-10-29/..", "29 or 30 October 2020"),
        ("../2020-10-30", None, "30 October 2020"),
        (None, "2020-10-29", "29 October 2020"),
        (None, "../2020-10-29", ""),
        ("2000/2020", None, ""),
    ],
)
def test_a_post_possibly_held_before_it_is_known_says_when_that_is(start: str, end: str, first: str) -> None:
    held("Minister", start, end)

    assert [row.first for row in held_on(Membership.objects.all(), date(2010, 1, 1))] == [first]


def test_the_latest_post_is_the_one_held_last_as_far_as_known() -> None:
    held("Undated", None, None)
    held("Prime Minister", "../2025-10-24", None)
    held("Speaker", "../2024-01-05", "2024-01-09/..")

    posts = [row.post.label for row in latest_first(Membership.objects.all())]

    assert posts == ["Prime Minister", "Speaker", "Undated"]


def test_two_posts_held_at_once_are_both_the_last_ones() -> None:
    held("General Secretary", "../2025-10-21", "2026-05-06/..")
    held("President", "2026-01-29/2026-05-06", "2026-05-06/..")
    held("Minister", "../2020-10-30", "2020-10-30/..")

    found = [(office.post.label, office.was_last) for office in offices(Membership.objects.all())]

    assert found == [("President", True), ("General Secretary", True), ("Minister", False)]


def test_known_years_fill_the_axis() -> None:
    held("President", "2009-01-01", "2010-12-31")

    axis = along_years(Membership.objects.all())

    assert axis is not None
    (stretch,) = axis.stretches
    assert (axis.first, axis.last, stretch.begin, stretch.end) == (2009, 2010, 0, 1000)
    assert not stretch.open_start
    assert not stretch.open_end


def test_open_bounds_are_drawn_as_open() -> None:
    held("Speaker", "../2024-01-05", "2024-01-09/..")

    axis = along_years(Membership.objects.all())

    assert axis is not None
    (stretch,) = axis.stretches
    assert (stretch.open_start, stretch.open_end) == (True, True)
    assert 0 < stretch.begin < stretch.end < 30


def test_a_post_known_only_from_two_uncertain_days_has_no_firm_stretch() -> None:
    held("Minister", "2012", "2012")

    axis = along_years(Membership.objects.all())

    assert axis is not None
    assert (axis.stretches[0].firm, axis.stretches[0].possible) == (0, 1000)


def test_without_any_date_nothing_is_drawn() -> None:
    held("Minister", None, None)

    assert along_years(Membership.objects.all()) is None
