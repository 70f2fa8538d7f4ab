"""Addresses after forms: what nobody filled in does not stand in them."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from articles.views.addresses import tidied


@tidied
def view(request: object) -> HttpResponse:
    return HttpResponse("shown")


@pytest.mark.parametrize(
    ("asked", "clean"),
    [
        ("?country=&year=2025", "?year=2025"),
        ("?country=vn&country=&country=bg&q=", "?country=vn&country=bg"),
        ("?from=&to=", ""),
        ("?=", ""),
        ("?q=&sort=%22a+b%22%0D%0AX", "?sort=%22a+b%22%0D%0AX"),
    ],
)
def test_empty_parameters_are_led_away_from_once(asked: str, clean: str) -> None:
    answer = view(RequestFactory().get(f"/timeline/{asked}"))

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/timeline/{clean}")
    assert view(RequestFactory().get(answer.headers["Location"])).status_code == 200


@pytest.mark.parametrize("asked", ["", "?year=2025", "?flag", "?q=a%3D&sort=b", "?q=a%3D%26b"])
def test_other_addresses_are_answered_where_they_are(asked: str) -> None:
    assert view(RequestFactory().get(f"/timeline/{asked}")).content == b"shown"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/timeline/", "/partnerships/", "/events/", "/commitments/", "/anniversaries/"])
def test_forms_of_the_site_have_clean_addresses(client: Client, path: str) -> None:
    answer = client.get(f"{path}?country=&from=")

    assert (answer.status_code, answer.headers["Location"]) == (302, path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "small"),
    [
        ("/partnerships/BG-VN/", "/partnerships/bg-vn/"),
        ("/partnerships/Bg-vN/?as_of=2025-10-22&q=A%20B", "/partnerships/bg-vn/?as_of=2025-10-22&q=A%20B"),
        ("/partnerships/BG-VN/levels/?page=2", "/partnerships/bg-vn/levels/?page=2"),
        ("/partnerships/BG-VN/compare/FI-VN/", "/partnerships/bg-vn/compare/fi-vn/"),
        ("/countries/VN/?as_of=2025", "/countries/vn/?as_of=2025"),
        ("/countries/ASEAN/", "/countries/asean/"),
    ],
)
def test_codes_in_capitals_lead_to_the_address_that_is_shown(client: Client, path: str, small: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (301, small)


@pytest.mark.django_db
def test_codes_in_capitals_of_nothing_that_is_held_lead_to_a_page_that_says_so(client: Client) -> None:
    assert client.get("/countries/ZZ/", follow=True).status_code == 404
