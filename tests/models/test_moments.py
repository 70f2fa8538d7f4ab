"""What had been published by a day: for copy, for passages, and for whatever rests on them."""

from datetime import date

import pytest

from articles.models import Article, Commitment, PartnershipEvent, Telling
from articles.models.moments import AsKnown
from tests import factories

pytestmark = pytest.mark.django_db

EVE, DAY = AsKnown(date(2025, 10, 22)), AsKnown(date(2025, 10, 23))


def test_copy_is_known_from_the_day_on_which_it_was_surely_published() -> None:
    factories.article("That day")
    factories.article("That month", published="2025-10")
    factories.article("Some day", published=None)
    factories.article("A draft", status="draft")

    assert [row.headline for row in Article.objects.visible(DAY)] == ["That day"]
    assert not Article.objects.visible(EVE)
    assert Article.objects.visible(AsKnown(date(2025, 10, 31))).count() == 2


def test_what_rests_on_copy_is_known_with_the_first_report_of_it() -> None:
    late = factories.passage(factories.article("Late", published="2025-11-01"))
    event = factories.event(passages=[late, factories.passage(factories.article())])
    factories.telling(factories.commitment(), late)

    assert list(PartnershipEvent.objects.visible(DAY)) == [event]
    assert not PartnershipEvent.objects.visible(EVE)
    assert not Commitment.objects.visible(DAY)
    assert [row.passages.all()[0] for row in PartnershipEvent.objects.visible(DAY).with_evidence(DAY)] != [late]


def test_what_was_published_without_evidence_is_known_by_no_day() -> None:
    factories.event(without_evidence=True)
    factories.telling(factories.commitment(), None, without_evidence=True)

    assert PartnershipEvent.objects.visible().count() == Telling.objects.visible().count() == 1
    assert not PartnershipEvent.objects.visible(DAY)
    assert not Telling.objects.visible(DAY)
