"""`/.well-known/security.txt`, RFC 9116."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

ADDRESS = "/.well-known/security.txt"


def test_where_no_contact_is_set_there_is_no_such_page(client: Client, db: None) -> None:
    assert client.get(ADDRESS).status_code == 404


def test_contact_and_expiry_are_told_in_the_form_of_the_standard(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ("mailto:security@example.org", date.today() + timedelta(days=90))

    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(re.findall(r"^([A-Za-z-]+): (.+)$", answer.content.decode(), re.M))
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"http://testserver{ADDRESS}"
    assert datetime.fromisoformat(fields["Expires"]) > datetime.now(UTC)


def test_a_contact_that_has_expired_is_told_no_longer(client: Client, settings: Settings, db: None) -> None:
    settings.SECURITY_CONTACT = ("mailto:security@example.org", date.today() - timedelta(days=1))

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client: Client, db: None, method: str) -> None:
    assert getattr(client, method)(ADDRESS).status_code == 405
