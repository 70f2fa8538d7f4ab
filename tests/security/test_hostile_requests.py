"""Requests that nobody means well: each gets a plain answer, none an error of ours, none leads away."""

import io
import logging
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.test import Client
from pytest_django.fixtures import Settings

from articles.search import lifecycle
from tests.search.conftest import index_folder
from tests.security.rights import OBJECTS, PAGES
from tests.security.world import story

__all__ = ["index_folder"]

pytestmark = pytest.mark.django_db

NASTY = [
    "%00",
    "a%00b",
    "%ff%fe",
    "%c3%28",
    "%ed%a0%80",
    "%f0%9f%92%a9" * 30,
    "x%0d%0aSet-Cookie:%20a=b",
    "%0d%0a%0d%0a<script>",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/",
    "....//....//",
    "file:///etc/passwd",
    "{{7*7}}{%25%20debug%20%25}",
    "${jndi:ldap://x}",
    "' OR '1'='1",
    "1;DROP TABLE articles_article--",
    "-1",
    "0",
    "1e9",
    "99999999999999999999999999",
    "9" * 400,
    "%d9%a3",
    "NaN",
    "null",
    "%e2%80%ae%e2%81%a6",
    "%5b%5d",
    "%25s%25n",
    "\\",
    "%5c%5cevil.example",
]
PARAMETERS = [
    *("q", "page", "type", "sort", "from", "to", "exact", "country", "exclude.person", "as_of", "year", "kind"),
    *("scale", "group", "letter", "sector", "modality", "status", "level", "partnership", "language", "org", "v"),
]
CUSTOM = {"PROPFIND": 405, "CONNECT": 405, "BREW": 405}


@pytest.fixture(autouse=True)
def _alone(settings: Settings, tmp_path: Path) -> None:
    settings.INDEX_DIR = tmp_path
    settings.SEARCH_SECONDS = 0


@pytest.fixture
def index(index_folder: Path) -> None:
    """An index, so that a question costs as little as it does in a running archive."""
    lifecycle.rebuild()


@pytest.fixture
def calm() -> Client:
    """A client that sees an error page where a view fails, as a reader would."""
    return Client(raise_request_exception=False)


def paths() -> list[str]:
    rows = story("published")
    objects = [rows[model].get_absolute_url() for model in OBJECTS.values()]  # type: ignore[attr-defined]
    return [*(path.partition("?")[0] for path in PAGES.values()), *objects]


def harmless(answer: Any) -> bool:
    """No error of ours, no header and no place that the request chose."""
    to = urlsplit(answer.headers.get("Location", ""))
    return (
        answer.status_code < 500
        and not answer.cookies
        and to.netloc in ("", "testserver")
        and "Set-Cookie" not in answer.headers
    )


def test_no_value_of_any_parameter_is_an_error_of_ours(calm: Client, index: None) -> None:
    """Each page is asked for a third of the values, in one parameter each, and for all parameters at once."""
    for number, path in enumerate(paths()):
        for place, value in enumerate(NASTY[number % 3 :: 3]):
            alone = PARAMETERS[(number * 7 + place) % len(PARAMETERS)]
            assert harmless(calm.get(path, QUERY_STRING=f"{alone}={value}")), (path, alone, value)
        everything = "&".join(f"{name}={NASTY[number % len(NASTY)]}" for name in PARAMETERS)
        assert harmless(calm.get(path, QUERY_STRING=everything)), (path, everything)


@pytest.mark.parametrize("path", ["/search.json", "/timeline/"])
def test_no_parameter_of_a_question_is_an_error_of_ours(calm: Client, index: None, path: str) -> None:
    for number, parameter in enumerate(PARAMETERS):
        for value in NASTY[number % 3 :: 3]:
            assert harmless(calm.get(path, QUERY_STRING=f"{parameter}={value}")), (parameter, value)


@pytest.mark.parametrize("value", NASTY)
def test_no_path_is_an_error_of_ours(calm: Client, value: str) -> None:
    for prefix in (
        "/",
        "/articles/2025/10/23/",
        "/people/",
        "/partnerships/",
        "/passages/",
        "/static/",
        "/2025/",
        "//",
    ):
        answer = calm.generic("GET", f"{prefix}{value}")
        assert harmless(answer), (prefix, value)
        assert b"root:x" not in b"".join(answer)


@pytest.mark.parametrize("path", ["/search/", "/people/", "/timeline/", "/articles/", "/suggest.json", "/2025/10/23/"])
def test_character_zero_is_refused_since_no_database_holds_it(calm: Client, path: str) -> None:
    answer = calm.get(path, QUERY_STRING="q=a%00b")

    assert answer.status_code == 400
    assert "holds no character zero" in answer.content.decode()


@pytest.mark.parametrize("path", ["/articles/", "/people/", "/events/", "/commitments/", "/search/", "/search.json"])
@pytest.mark.parametrize("page", ["0", "-1", "501", "99999", "999999", "9" * 30, "1.5", "one", ""])
def test_no_page_number_is_an_error_of_ours(calm: Client, path: str, page: str) -> None:
    assert calm.get(path, {"page": page}).status_code in (200, 302, 400, 404)


@pytest.mark.parametrize("method", [*CUSTOM, "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_a_page_that_is_read_says_so_to_all_other_methods(calm: Client, method: str) -> None:
    answer = calm.generic(method, "/people/", data="x" * 100, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/search/", "/admin/login/"])
def test_large_bodies_and_many_fields_are_refused(calm: Client, path: str) -> None:
    large = calm.post(path, data="a=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded")
    many = calm.post(path, data={f"field{number}": "1" for number in range(1500)})

    assert {large.status_code, many.status_code} <= {400, 405, 413}


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
        {"HTTP_COOKIE": "sessionid=" + "x" * 5000},
        {"HTTP_COOKIE": "csrftoken=\x7f; sessionid=;;;==="},
        {"HTTP_IF_NONE_MATCH": '"' * 400},
        {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
        {"HTTP_X_FORWARDED_FOR": "," * 3000},
        {"HTTP_RANGE": "bytes=999999999999999999-"},
        {"HTTP_USER_AGENT": "<script>alert(1)</script>" * 100},
        {"HTTP_REFERER": "javascript:alert(1)"},
        {"CONTENT_TYPE": "multipart/form-data; boundary="},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_no_header_is_an_error_of_ours(calm: Client, header: dict[str, str]) -> None:
    for path in ("/", "/about/", "/search/?q=trade", "/static/css/base.css", "/admin/login/", "/nowhere/"):
        answer = calm.get(path, **header)
        assert answer.status_code < 500, path
        assert b"evil.example" not in b"".join(answer)


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "a b", "", "[::1"]
)
def test_no_page_is_made_for_another_host(calm: Client, host: str) -> None:
    """The host is in canonical addresses: a cache before the site would hand on what was made for another."""
    answer = calm.get("/about/", HTTP_HOST=host) if host else calm.get("/about/", HTTP_HOST="evil.example:99999")

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_a_missing_slash_leads_on_within_the_site(calm: Client) -> None:
    for path in ("//evil.example/people", "/\\evil.example/people", "///evil.example", "//evil.example/%2e%2e"):
        assert harmless(calm.generic("GET", path)), path


@pytest.mark.parametrize("target", ["//evil.example/", "javascript:alert(1)", "data:text/html,x", "evil"])
def test_a_kept_redirect_leads_to_a_page_or_a_plain_address(calm: Client, target: str) -> None:
    Redirect.objects.create(site=Site.objects.get_current(), old_path="/old/", new_path=target)

    answer = calm.get("/old/")

    assert answer.status_code in (400, 404)
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["/search/", "/timeline/", "/people/", "/nowhere/"])
def test_what_was_asked_for_stands_in_no_header(calm: Client, path: str) -> None:
    answer = calm.get(path, {"q": "marker\r\nX-Marker: 1", "page": "marker"})

    assert "marker" not in str(answer.headers).lower()


def test_an_error_of_ours_is_in_the_log_with_where_it_happened(calm: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    (handler,) = (one for one in logging.getLogger("django.request").handlers if one.name == "served")
    assert isinstance(handler, logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", written)

    def fail(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("a fault to be found")

    monkeypatch.setattr("articles.views.anniversaries.render", fail)

    assert calm.get("/anniversaries/").status_code == 500
    assert "ERROR django.request" in written.getvalue()
    assert "Traceback" in written.getvalue() and "a fault to be found" in written.getvalue()
