"""Headers of every answer, whoever gives it: a page, an error, a file, JSON, the desk; and no cookies for readers."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from archive.headers import HEADERS
from tests.security.fetching import HOST, fetch
from tests.security.observatory import Answer, directives, score
from tests.security.rights import OBJECTS, PAGES
from tests.security.world import story

ERRORS = {
    "/nowhere/": 404,
    "/people/?page=x": 400,
    "/search/?q=%22joint": 400,
    "/search.json?q=%22joint": 400,
    "/people/%00/": 404,
    "/admin/": 302,
    "/people": 301,
}
FILES = ("/static/css/base.css", "/static/js/type-ahead.js", "/static/img/favicon.svg", "/static/admin/css/base.css")
DESK = ("/admin/login/",)
EVERYWHERE = (*PAGES.values(), *ERRORS, *FILES, *DESK)


@pytest.fixture(scope="module")
def behind_https(opened: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What every address answers behind HTTPS."""
    folder = tmp_path_factory.mktemp("https") / "archive"
    shutil.copytree(opened[0], folder)
    return dict(zip(EVERYWHERE, fetch(folder, *EVERYWHERE), strict=True))


def seen(answer: dict[str, Any]) -> Answer:
    names = ("headers", "body", "redirected_to")
    return Answer(cookies=tuple(answer["cookies"]), host=HOST, **{name: answer[name] for name in names})


@pytest.mark.parametrize("path", EVERYWHERE)
def test_the_observatory_gives_every_answer_a_hundred_points(path: str, behind_https: dict[str, Any]) -> None:
    answer = behind_https[path]
    if path in ("/healthz", "/readyz"):
        assert answer["redirected_to"] == "", "probes ask without HTTPS"
        answer = answer | {"redirected_to": f"https://{HOST}{path}"}

    points, tests = score(seen(answer))

    assert points >= 100, tests
    assert min(tests.values()) >= 0, tests


@pytest.mark.parametrize("path", EVERYWHERE)
def test_no_policy_allows_anything_unsafe(path: str, behind_https: dict[str, Any]) -> None:
    policy = directives(seen(behind_https[path]))

    assert policy["default-src"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert not [source for sources in policy.values() for source in sources if "unsafe" in source or "*" in source]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_all_our_headers(path: str, behind_https: dict[str, Any]) -> None:
    headers = behind_https[path]["headers"]

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["X-Frame-Options"] == "DENY"


def test_cookies_behind_https_are_bound_to_the_host(behind_https: dict[str, Any]) -> None:
    (cookie,) = behind_https["/admin/login/"]["cookies"]

    assert cookie.startswith("__Host-csrftoken=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_an_unknown_host_is_refused_with_all_headers(db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = [HOST]
    settings.SECURE_SSL_REDIRECT = True

    for path in ("/", "/search/", "/admin/login/", "/nowhere/"):
        answer = Client(HTTP_HOST="evil.example").get(path)
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode() + str(answer.headers)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_rules_are_those_of_the_observatory() -> None:
    """Checked by hand against its table: nothing at all, all penalties but one, and the best that is offered."""
    best = {
        "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
        "Strict-Transport-Security": "max-age=63072000",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    assert score(Answer({}))[0] == 10
    assert score(Answer(best, redirected_to=f"https://{HOST}/"))[0] == 130
    unsafe = best | {"Content-Security-Policy": "default-src 'self'; script-src 'unsafe-inline'; object-src 'none'"}
    assert score(Answer(unsafe, redirected_to=f"https://{HOST}/"))[1]["content-security-policy"] == -20
    for cookie, points in (
        ("sessionid=1; Secure; HttpOnly; SameSite=Lax", 5),
        ("sessionid=1; Secure; SameSite=Lax", -30),
        ("sessionid=1; HttpOnly; SameSite=Lax", -10),
        ("csrftoken=1; Secure", -20),
        ("csrftoken=1; Secure; SameSite=None", -20),
    ):
        assert score(Answer(best, (cookie,)))[1]["cookies"] == points
    script = '<script src="https://elsewhere.example/x.js"></script>'
    assert score(Answer(best, body=script))[1]["subresource-integrity"] == -5


@pytest.mark.django_db
def test_readers_get_no_cookie_and_nothing_depends_on_one(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.INDEX_DIR = tmp_path
    rows = story("published")
    objects = [rows[model].get_absolute_url() for model in OBJECTS.values()]  # type: ignore[attr-defined]
    paths = [path for path in (*PAGES.values(), *objects, *ERRORS, *FILES) if not path.startswith("/admin")]

    for path in paths:
        answer = client.get(path)
        assert not answer.cookies, path
        assert "cookie" not in answer.headers.get("Vary", "").lower(), path


@pytest.mark.django_db
def test_pages_are_the_same_for_readers_with_a_cookie_of_their_own(client: Client) -> None:
    with_cookie = Client()
    with_cookie.cookies["sessionid"] = "x" * 32

    assert with_cookie.get("/about/").content == client.get("/about/").content
