"""Commitments by how they were put."""

from datetime import date

import pytest

from articles.models import Commitment, Passage
from articles.relating.ledger import by_modality, told_by, told_on
from articles.vocabulary import Modality
from tests import factories

pytestmark = pytest.mark.django_db


def passage(published: str = "2025-10-23") -> Passage:
    return factories.passage(factories.article(published=published))


def rows() -> list[Commitment]:
    return list(Commitment.objects.visible().told())


def test_a_point_told_in_two_ways_stands_under_both_with_its_own_tellings() -> None:
    point = factories.commitment()
    pledged = factories.telling(point, passage(), "pledged")
    stated = factories.telling(point, passage(), "stated")

    one, other = by_modality(rows())

    assert [(one.modality, one.points[0].tellings), (other.modality, other.points[0].tellings)] == [
        (Modality.PLEDGED, (pledged,)),
        (Modality.STATED, (stated,)),
    ]
    assert one.points[0].also == (Modality.STATED,)


def test_ways_nothing_was_put_in_are_left_out() -> None:
    factories.telling(factories.commitment(), passage(), "asked")

    assert [section.modality for section in by_modality(rows())] == [Modality.ASKED]


def test_what_was_told_later_is_left_out() -> None:
    point = factories.commitment()
    factories.telling(point, passage("2025-10-23"), "pledged")
    factories.telling(point, passage("2025-10-24"), "stated")

    by_then = by_modality(rows(), lambda telling: told_by(telling, date(2025, 10, 23)))
    before = by_modality(rows(), lambda telling: told_by(telling, date(2025, 10, 22)))

    assert [section.modality for section in by_then] == [Modality.PLEDGED]
    assert before == ()


def test_the_day_of_the_occasion_goes_before_that_of_the_report() -> None:
    talks = factories.event(start="2025-10-22", without_evidence=True)
    told = factories.telling(factories.commitment(), passage("2025-10-23"), event=talks)

    assert str(told_on(told)) == "2025-10-22"


def test_both_ways_is_told_apart_from_one_way() -> None:
    factories.telling(factories.commitment("Double trade"), passage())
    factories.telling(factories.commitment("Open a market", ("vn",), ("bg",)), passage())

    (section,) = by_modality(rows())

    assert {point.commitment.summary: point.is_mutual for point in section.points} == {
        "Double trade": True,
        "Open a market": False,
    }
