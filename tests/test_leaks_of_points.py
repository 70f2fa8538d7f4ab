"""What a point rests on may be told in a draft or at a hidden event: no date of these is told, nor put in order by."""

from datetime import date

import pytest
from django.test import Client

from articles.models import Commitment, PartnershipEvent, Telling
from articles.relating import matrices, walking
from articles.relating.choosing import Chosen
from articles.relating.pairs import SeenPair
from articles.relating.walking import Choice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def point() -> Commitment:
    return factories.commitment("Lower the tariffs", ["bg"], ["vn"])


def hidden_event(start: str = "2031-05-05") -> PartnershipEvent:
    draft = factories.article("Not yet", status="draft", published=start)
    return factories.event("Secret summit", start=start, passages=[factories.passage(draft)])


def test_a_telling_without_evidence_tells_no_date_of_a_draft(client: Client, point: Commitment) -> None:
    draft = factories.article("Not yet", status="draft", published="2031-05-05")
    telling = factories.telling(point, factories.passage(draft), without_evidence=True)

    assert Telling.objects.visible().dated().get().told_earliest is None
    assert Chosen(Choice()).told[point.pk].first is None
    assert Chosen(Choice()).values("year") == []
    assert list(Chosen(Choice(year=(2031,))).pks) == []
    assert Chosen(Choice(open_since=(2031,))).pks == []
    for page in ("/commitments/", "/commitments/?sort=quiet", f"/commitments/{point.key}/", "/partnerships/bg-vn/"):
        assert "2031" not in client.get(page).content.decode()

    draft.status = "published"
    draft.save()

    assert Telling.objects.dated().get(pk=telling.pk).told_earliest.year == 2031
    assert Chosen(Choice(year=(2031,))).pks == [point.pk]


def test_a_point_is_told_by_a_day_whatever_a_draft_of_later_tells(
    point: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "FEW", -1)
    monkeypatch.setattr(walking, "MOST_EARLY", 0)
    draft = factories.article("Not yet", status="draft", published="2031-05-05")
    telling = factories.telling(point, without_evidence=True)
    choice = Choice(until=date(2025, 12, 31), from_country=("bg",))
    assert Chosen(choice).pks == [point.pk]

    Telling.objects.filter(pk=telling.pk).update(passage=factories.passage(draft))
    assert Chosen(choice).pks == [point.pk]

    draft.status = "published"
    draft.save()
    assert Chosen(choice).pks == []


@pytest.mark.parametrize("start", ["1931-05-05", "2031-05-05"])
def test_tellings_are_in_no_order_of_a_hidden_event(point: Commitment, start: str) -> None:
    rows = [
        factories.telling(point, factories.passage(factories.article(f"Report {day}", published=day)))
        for day in ("2025-10-21", "2025-10-22", "2025-10-23")
    ]
    before = list(Telling.objects.in_order())
    Telling.objects.filter(pk=rows[1].pk).update(event=hidden_event(start))

    assert list(Telling.objects.in_order()) == before == rows
    (told,) = Commitment.objects.told()
    assert list(told.tellings.all()) == rows
    (pointed,) = Commitment.objects.pointed()
    assert list(pointed.tellings.all()) == rows


def test_tellings_are_in_no_order_of_a_draft(point: Commitment) -> None:
    draft = factories.article("Not yet", status="draft", published="1931-05-05")
    seen = factories.telling(point, factories.passage(), "pledged")
    factories.telling(point, factories.passage(draft), "agreed", without_evidence=True)

    assert Telling.objects.visible().in_order().first() == seen


@pytest.mark.parametrize("start", ["1931-05-05", "2031-05-05"])
def test_points_of_two_are_not_chosen_by_a_hidden_event(point: Commitment, start: str) -> None:
    other = factories.commitment("Open a school", ["vn"], ["bg"])
    for row, day in ((point, "2025-10-21"), (other, "2025-10-23")):
        report = factories.passage(factories.article(f"Report of {row}", published=day))
        factories.telling(row, report)
    factories.event(passages=[report])
    before = matrices.matrix(SeenPair("bg", "vn"))
    Telling.objects.filter(commitment=point if start > "2025" else other).update(event=hidden_event(start))

    after = matrices.matrix(SeenPair("bg", "vn"))
    assert after.last == before.last
    assert after.latest == before.latest == [other.pk, point.pk]
