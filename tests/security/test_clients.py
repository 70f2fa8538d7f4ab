"""Whose request it is: nobody is believed on that but the proxies that the operator named."""

import pytest
from django.http import HttpRequest
from pytest_django.fixtures import Settings

from archive import environment
from archive.clients import NOBODY, client_address


def asked_by(peer: str, forwarded: str | None = None) -> str:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = peer
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return client_address(request)


def trust(settings: Settings, monkeypatch: pytest.MonkeyPatch, proxies: str) -> None:
    monkeypatch.setenv("ARCHIVE_PROXIES", proxies)
    settings.PROXIES = environment.proxies("ARCHIVE_PROXIES")


@pytest.mark.parametrize("peer", ["198.51.100.7", "127.0.0.1", "10.0.0.1"])
def test_without_a_named_proxy_what_a_request_says_of_itself_is_not_believed(peer: str) -> None:
    assert asked_by(peer, "203.0.113.9") == peer


def test_a_named_proxy_is_believed_and_nobody_before_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(settings, monkeypatch, "127.0.0.1, 10.0.0.0/8")

    assert asked_by("127.0.0.1", "203.0.113.9") == "203.0.113.9"
    assert asked_by("127.0.0.1", "6.6.6.6, 203.0.113.9") == "203.0.113.9"
    assert asked_by("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.1.2.3") == "203.0.113.9"
    assert asked_by("127.0.0.1", "10.9.9.9, 10.1.2.3") == "10.9.9.9"
    assert asked_by("198.51.100.7", "203.0.113.9") == "198.51.100.7"
    assert asked_by("127.0.0.1") == "127.0.0.1"


@pytest.mark.parametrize("nonsense", ["", " ", "unknown", "203.0.113.9:80", "<script>", ", ,", "1.2.3"])
def test_what_a_proxy_says_and_is_no_address_ends_the_search_for_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, nonsense: str
) -> None:
    trust(settings, monkeypatch, "127.0.0.1")

    assert asked_by("127.0.0.1", f"203.0.113.9, {nonsense}" if nonsense.strip(" ,") else nonsense) == "127.0.0.1"


def test_a_network_of_64_bits_is_one_client_in_ipv6() -> None:
    assert asked_by("2001:db8:1:2:aaaa::1") == asked_by("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::"
    assert asked_by("2001:db8:1:3::1") == "2001:db8:1:3::"


def test_an_ipv4_address_is_the_same_however_it_is_written() -> None:
    assert asked_by("::ffff:198.51.100.7") == "198.51.100.7"


def test_a_socket_has_no_address_and_is_believed_where_it_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked_by("", "203.0.113.9") == NOBODY

    trust(settings, monkeypatch, "unix")

    assert asked_by("", "203.0.113.9") == "203.0.113.9"
    assert asked_by("127.0.0.1", "203.0.113.9") == "127.0.0.1"
