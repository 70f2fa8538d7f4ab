"""Facets beside the results: chosen, left out and taken back."""

import pytest
from django.test import Client

from tests import factories
from tests.views.search.asking import page

pytestmark = pytest.mark.django_db


def choice(client: Client, query: str, facet: str, label: str) -> object:
    facets = client.get(f"/search/{query}").context["facets"]
    return next(row for group in facets if group.name == facet for row in group.shown if row.label == label)


def test_a_facet_can_be_chosen_left_out_and_taken_back(client: Client, reports: None) -> None:
    free = choice(client, "?q=trade", "country", "Bulgaria")
    taken = choice(client, "?q=trade&country=bg", "country", "Bulgaria")

    assert free.url == "/search/?q=trade&country=bg"  # type: ignore[attr-defined]
    assert free.without == "/search/?q=trade&exclude.country=bg"  # type: ignore[attr-defined]
    assert (taken.url, taken.without, taken.selected) == ("/search/?q=trade", None, True)  # type: ignore[attr-defined]


def test_a_facet_written_in_the_box_is_ticked_and_can_be_taken_back(client: Client, reports: None) -> None:
    taken = choice(client, "?q=trade+country:bg", "country", "Bulgaria")

    assert taken.selected  # type: ignore[attr-defined]
    assert taken.url == "/search/?q=trade"  # type: ignore[attr-defined]


def test_values_that_are_not_listed_are_counted(client: Client) -> None:
    factories.article("Summit", countries=[f"x{letter}" for letter in "abcdefghijklmnopqrstuvw"])

    assert "3 less common values are not listed" in page(client)


def test_chosen_facets_stay_at_zero_hits(client: Client, reports: None) -> None:
    taken = choice(client, "?q=nothingatall&country=bg", "country", "Bulgaria")

    assert (taken.count, taken.selected) == (0, True)  # type: ignore[attr-defined]


def test_facets_of_an_answer_without_hits_are_folded_where_no_value_has_any(client: Client, reports: None) -> None:
    empty, narrowed = page(client, "?q=nothingatall"), page(client, "?q=nothingatall&country=bg")

    assert empty.count("no value with hits") == empty.count('class="facet"') > 0
    assert narrowed.count("no value with hits") == narrowed.count('class="facet"') - 1
