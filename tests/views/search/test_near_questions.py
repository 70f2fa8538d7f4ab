"""Questions near the one that was asked: with a part less, spelt otherwise, or on the timeline."""

import pytest
from django.test import Client

from tests.views.search.asking import answering, page

pytestmark = pytest.mark.django_db


def test_each_part_of_a_question_can_be_taken_away(client: Client, reports: None) -> None:
    chips = client.get("/search/?q=trade&country=bg&exclude.country=fi&from=2025-10&to=2025-10").context["chips"]

    assert [(chip.label, chip.url) for chip in chips] == [
        ("“trade”", "/search/?country=bg&exclude.country=fi&from=2025-10&to=2025-10"),
        ("Bulgaria", "/search/?q=trade&exclude.country=fi&from=2025-10&to=2025-10"),
        ("not Finland", "/search/?q=trade&country=bg&from=2025-10&to=2025-10"),
        ("October 2025", "/search/?q=trade&country=bg&exclude.country=fi"),
    ]


def test_the_timeline_takes_the_question_along(client: Client, reports: None) -> None:
    assert (
        client.get("/search/?q=trade&country=bg&sort=relevance").context["timeline"]
        == "/timeline/?q=trade&type=article&country=bg"
    )


@pytest.mark.parametrize("order", ["", "&sort=newest", "&sort=oldest"])
def test_the_way_to_the_timeline_and_back_keeps_the_order(client: Client, reports: None, order: str) -> None:
    there = client.get(f"/search/?q=trade&country=bg{order}").context["timeline"]
    timeline = client.get(there).context

    assert there == f"/timeline/?q=trade&type=article&country=bg{order}"
    assert timeline["search"] == f"/search/?q=trade&type=article&country=bg{order}"
    without_country = timeline["chips"][1].url
    assert client.get(without_country).context["search"] == f"/search/?q=trade&type=article{order}"


def test_no_hits_offers_what_would_hit(client: Client, reports: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, mode="index")
    would = client.get("/search/?q=zzzz+trade&country=bg").context["would_hit"]

    assert [(chip.label, chip.url, total) for chip, total in would] == [
        ("“zzzz trade”", "/search/?country=bg", 1),
        ("“zzzz”", "/search/?q=trade&country=bg", 1),
    ]


def test_did_you_mean_is_a_link(client: Client, reports: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, did_you_mean="trade")

    assert 'Did you mean <a href="/search/?q=trade">trade</a>?' in page(client, "?q=trede")
