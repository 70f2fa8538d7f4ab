"""Bars over time: each leads to its period, and a period back to the one around it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_bars_lead_to_their_periods_and_stand_in_a_table(client: Client, reports: None) -> None:
    histogram = client.get("/search/?q=trade").context["histogram"]
    counted = [column.bar for column in histogram.columns if column.bar.count]

    assert [(bar.count, bar.url) for bar in counted] == [
        (1, "/search/?q=trade&from=2024-03&to=2024-03"),
        (1, "/search/?q=trade&from=2025-10&to=2025-10"),
    ]
    assert len(histogram.columns) == 20


def test_a_period_leads_back_to_the_one_around_it(client: Client, reports: None) -> None:
    assert client.get("/search/?from=2025-10&to=2025-10").context["wider"].url == "/search/?from=2025&to=2025"
    assert client.get("/search/?from=2025&to=2025").context["wider"].url == "/search/"
    assert client.get("/search/?from=2024&to=2025").context["wider"] is None
