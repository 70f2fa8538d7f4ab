"""Signing in: failures lock a name out for one address and for a while; cookies; where it leads on to."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"
TRIES = 5


@pytest.fixture(autouse=True)
def editor() -> User:
    return User.objects.create_superuser("editor", password="right")


def sign_in(password: str = "right", address: str = HERE, name: str = "editor", **more: Any) -> HttpResponse:
    client = Client(REMOTE_ADDR=address)
    return client.post(LOGIN, {"username": name, "password": password}, **more)


def fail(times: int = TRIES, **more: Any) -> list[int]:
    return [sign_in("wrong", **more).status_code for _ in range(times)]


def test_five_failures_lock_a_name_out_for_the_address_they_came_from() -> None:
    assert fail() == [200, 200, 200, 200, 429]

    locked = sign_in()

    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "Too many failed attempts to sign in" in locked.content.decode()
    assert "editor" not in locked.content.decode().split("<main")[1].split("</main")[0].replace("editors", "")


def test_an_editor_who_signs_in_from_elsewhere_is_not_locked_out() -> None:
    fail()

    assert sign_in(address=ELSEWHERE).status_code == 302


def test_others_who_sign_in_from_the_same_address_are_not_locked_out() -> None:
    User.objects.create_superuser("other", password="right")
    fail()

    assert sign_in(name="other").status_code == 302


def test_a_lock_ends_by_itself_and_further_tries_do_not_prolong_it() -> None:
    fail()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    fail(3)
    assert sign_in().status_code == 429

    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=2))

    assert sign_in().status_code == 302


def test_a_header_that_anybody_can_send_neither_locks_others_out_nor_opens_a_lock() -> None:
    fail(HTTP_X_FORWARDED_FOR=ELSEWHERE)

    assert sign_in(address=ELSEWHERE).status_code == 302
    assert sign_in(HTTP_X_FORWARDED_FOR="192.0.2.1").status_code == 429


def test_neighbours_in_an_ipv6_network_count_as_one() -> None:
    for number in range(TRIES):
        sign_in("wrong", address=f"2001:db8::{number + 1}")

    assert sign_in(address="2001:db8::ff").status_code == 429
    assert sign_in(address="2001:db8:0:1::1").status_code == 302


def test_signing_in_clears_what_failed_before() -> None:
    fail(TRIES - 1)
    assert sign_in().status_code == 302

    assert fail(TRIES - 1) == [200] * (TRIES - 1)


def test_no_password_is_kept_of_a_failed_attempt() -> None:
    sign_in("my-other-password")

    assert "my-other-password" not in str(list(AccessAttempt.objects.values()))


def test_a_name_that_nobody_has_is_locked_out_in_the_same_way() -> None:
    assert fail(name="nobody") == [200, 200, 200, 200, 429]
    pages = [sign_in(name=name).content for name in ("nobody", "nobody")]
    fail()

    assert sign_in().content == pages[0]


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/admin/\r\nX-Injected: 1",
        "\x00//evil.example",
        "https:///evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(target: str) -> None:
    answer = Client(REMOTE_ADDR=HERE).post(LOGIN, {"username": "editor", "password": "right", "next": target})

    assert answer.status_code in (302, 400)
    assert "evil" not in answer.headers.get("Location", "")
    assert "X-Injected" not in answer.headers
    assert not answer.headers.get("Location", "/").startswith(("//", "javascript"))


def test_cookies_are_closed_to_scripts_and_other_sites() -> None:
    answer = sign_in()

    cookies = {cookie.key: cookie for cookie in (*answer.cookies.values(), *Client().get(LOGIN).cookies.values())}
    assert set(cookies) == {"sessionid", "csrftoken"}
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]


def test_a_session_that_was_planted_is_not_signed_in(settings: Settings) -> None:
    """Signing in makes a new key, so that one who knew the old one has nothing."""
    client = Client(REMOTE_ADDR=HERE)
    client.cookies["sessionid"] = "planted-by-somebody-else-0123456789"

    answer = client.post(LOGIN, {"username": "editor", "password": "right"})

    assert answer.cookies["sessionid"].value != "planted-by-somebody-else-0123456789"
