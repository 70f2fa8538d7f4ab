"""Who may do what: role × address × method × state of the article that everything hangs on.

Every address of the site has a row here. One that has none fails `test_every_address_has_a_row`: whoever adds a page
says here who may see it.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.security.world import ROLES, STATES, address_names, story

pytestmark = pytest.mark.django_db

READING, WRITING = ("GET", "HEAD"), ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
STAFF = ("contributor", "editor", "publisher", "superuser")

# Readers' pages that stand whatever is held: anybody reads them, nobody does anything else.
PAGES = {
    "home": "/",
    "about": "/about/",
    "coverage": "/coverage/",
    "robots": "/robots.txt",
    "security-txt": "/.well-known/security.txt",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "search": "/search/?q=story",
    "search-help": "/search/help/",
    "search-json": "/search.json?q=story",
    "suggest": "/suggest.json?q=st",
    "calendar": "/calendar/",
    "year": "/2025/",
    "month": "/2025/10/",
    "day": "/2025/10/23/",
    "articles": "/articles/",
    "people": "/people/",
    "countries": "/countries/",
    "partnerships": "/partnerships/",
    "compare-partnerships": "/partnerships/compare/",
    "events": "/events/",
    "commitments": "/commitments/",
    "timeline": "/timeline/",
    "anniversaries": "/anniversaries/",
    "anniversaries-file": "/anniversaries.ics",
}
# Readers' pages of a row: there for everybody while the article is published, and for nobody else, whatever the role.
OBJECTS = {
    "article": "article",
    "person": "person",
    "country": "country",
    "partnership": "partnership",
    "event": "partnershipevent",
    "commitment": "commitment",
    "passage": "passage",
    "organization": "organization",
    "instrument": "instrument",
    "sector": "sector",
    "place": "place",
    "agency": "agency",
}

# The desk, screen by screen: view, add, change, delete. Who is not named may nothing.
EDITED = {"contributor": "v", "editor": "vacd", "publisher": "vacd", "superuser": "vacd"}
WRITTEN_BY_THE_ARCHIVE = dict.fromkeys(STAFF, "v")
SUPERUSERS = {"superuser": "vacd"}
SCREENS = {
    "articles_agency": EDITED,
    "articles_articleversion": WRITTEN_BY_THE_ARCHIVE,
    "articles_claim": EDITED,
    "articles_commitment": EDITED,
    "articles_country": EDITED,
    "articles_followup": EDITED,
    "articles_importbatch": WRITTEN_BY_THE_ARCHIVE,
    "articles_importrow": WRITTEN_BY_THE_ARCHIVE,
    "articles_instrument": EDITED,
    "articles_mechanism": EDITED,
    "articles_membership": EDITED,
    "articles_merge": WRITTEN_BY_THE_ARCHIVE,
    "articles_name": EDITED,
    "articles_organization": EDITED,
    "articles_outbox": {"superuser": "v"},
    "articles_participation": EDITED,
    "articles_partnership": EDITED,
    "articles_partnershipevent": EDITED,
    "articles_partnershiplevel": EDITED,
    "articles_passage": EDITED,
    "articles_person": EDITED,
    "articles_place": EDITED,
    "articles_post": EDITED,
    "articles_savedsearch": SUPERUSERS,
    "articles_sector": EDITED,
    "articles_suggestion": {"contributor": "v", "editor": "vcd", "publisher": "vcd", "superuser": "vcd"},
    "articles_telling": EDITED,
    "auth_group": SUPERUSERS,
    "auth_user": SUPERUSERS,
    "redirects_redirect": SUPERUSERS,
    "sites_site": SUPERUSERS,
}
UNRELEASED = {"contributor": "vac", "editor": "vacd", "publisher": "vacd", "superuser": "vacd"}
RELEASED = {"contributor": "va", "editor": "vac", "publisher": "vacd", "superuser": "vacd"}
ARTICLES = {
    "draft": UNRELEASED,
    "review": UNRELEASED,
    **dict.fromkeys(("embargoed", "published", "withdrawn"), RELEASED),
}
PARTS = {"changelist": "v", "add": "a", "change": "v", "delete": "d", "history": "v"}
"""What the pages of a screen need to be opened; `change` is sent with the right to change."""

# Pages of the desk that are no screen: path, and the answers to GET and POST for staff and for others.
AWAY, OPEN = (302,), (200,)
DESK = {
    "admin:index": ("/admin/", OPEN, OPEN, AWAY),
    "admin:app_list": ("/admin/articles/", OPEN, OPEN, AWAY),
    "admin:jsi18n": ("/admin/jsi18n/", OPEN, (405,), AWAY),
    "admin:password_change": ("/admin/password_change/", OPEN, OPEN, AWAY),
    "admin:password_change_done": ("/admin/password_change/done/", OPEN, (405,), AWAY),
    "admin:autocomplete": (
        "/admin/autocomplete/?app_label=articles&model_name=article&field_name=place&term=t",
        OPEN,
        (405,),
        AWAY,
    ),
    "admin/(?P<url>.*)$": ("/admin/nothing/", (404,), (404,), AWAY),
    "admin:login": ("/admin/login/", AWAY, OPEN, OPEN),
    "admin:logout": ("/admin/logout/", (405,), OPEN, AWAY),
}
OTHERS = {"event-file", "admin:view_on_site", "admin:auth_user_password_change"}
OTHERS |= {"api-partnership", "compare", "partnership-part"}
OTHERS |= {"article-ninjs", "article-text", "admin:articles_importbatch_import", "admin:articles_importbatch_undo"}
"""Rows with a test of their own below."""


def test_every_address_has_a_row() -> None:
    rows = {*PAGES, *OBJECTS, *DESK, *OTHERS}
    for screen in (*SCREENS, "articles_article"):
        rows |= {f"admin:{screen}_{part}" for part in PARTS}
        rows.add(f"admin/{screen.replace('_', '/')}/<path:object_id>/")

    assert set(address_names()) == rows


@pytest.fixture(autouse=True)
def _open(settings: Settings, tmp_path: Path) -> None:
    settings.SECURITY_CONTACT = ("mailto:security@example.org", date.today() + timedelta(days=9))
    settings.INDEX_DIR = tmp_path
    settings.SEARCH_SECONDS = 0


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role == "anonymous":
        return client
    user = User.objects.create_user(role, is_staff=role != "reader", is_superuser=role == "superuser")
    if role in ("contributor", "editor", "publisher"):
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def ask(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
    """An answer, whose effects are undone."""
    with transaction.atomic():
        answer = client.post(path, data or {}) if method == "POST" else client.generic(method, path)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("role", ROLES)
def test_readers_pages_are_read_by_everybody_and_nothing_else(role: str) -> None:
    client = client_of(role)
    methods = (*READING, *WRITING) if role == "anonymous" else ("GET", "POST")

    for path in PAGES.values():
        expected = {method: 200 if method in READING else 405 for method in methods}
        assert {method: ask(client, method, path).status_code for method in methods} == expected, path


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_row_are_there_for_everybody_or_for_nobody(role: str, state: str) -> None:
    rows, client = story(state), client_of(role)
    expected = {"GET": 200 if state == "published" else 404, "POST": 405}

    for model in OBJECTS.values():
        path = rows[model].get_absolute_url()  # type: ignore[attr-defined]
        assert {method: ask(client, method, path).status_code for method in expected} == expected, path


@pytest.mark.parametrize("state", STATES)
def test_what_two_countries_are_is_there_for_everybody_or_for_nobody(state: str) -> None:
    pair = story(state)["partnership"]
    codes = (pair.first_id, pair.second_id)  # type: ignore[attr-defined]
    expected = {"GET": 200 if state == "published" else 404, "POST": 405}

    part = reverse("partnership-part", args=[*codes, "levels"])
    for path in (reverse("api-partnership", args=codes), reverse("compare", args=[*codes, *codes]), part):
        for role in ("anonymous", "superuser"):
            client = client_of(role)
            assert {method: ask(client, method, path).status_code for method in expected} == expected, path
            User.objects.filter(username=role).delete()


@pytest.mark.parametrize("state", STATES)
def test_files_of_an_article_are_there_while_it_is(state: str) -> None:
    address = story(state)["article"].get_absolute_url().rstrip("/")  # type: ignore[attr-defined]
    expected = {"GET": 200 if state == "published" else 404, "POST": 405}

    for path in (f"{address}.ninjs.json", f"{address}.txt"):
        for role in ("anonymous", "superuser"):
            client = client_of(role)
            assert {method: ask(client, method, path).status_code for method in expected} == expected, path
            User.objects.filter(username=role).delete()


@pytest.mark.parametrize("role", ROLES)
def test_whoever_enters_articles_imports_them_and_whoever_deletes_them_takes_imports_back(role: str) -> None:
    batch = story("draft")["importbatch"]
    undo = reverse("admin:articles_importbatch_undo", args=[batch.pk])
    client = client_of(role)

    for method, status in (("GET", 200), ("POST", 400)):  # a form without a file
        answer = ask(client, method, reverse("admin:articles_importbatch_import"))
        assert answer.status_code == (status if role in STAFF else 302), (role, method)
    for method in ("GET", "POST"):
        check(ask(client, method, undo), role, role in ("editor", "publisher", "superuser"), (role, method, undo))


@pytest.mark.parametrize("state", STATES)
def test_the_calendar_file_of_an_event_is_there_as_its_page_is(state: str) -> None:
    path = reverse("event-file", args=[story(state)["partnershipevent"].slug])  # type: ignore[attr-defined]
    expected = {"GET": 200 if state == "published" else 404, "POST": 405}

    for role in ("anonymous", "superuser"):
        client = client_of(role)
        assert {method: ask(client, method, path).status_code for method in expected} == expected, path


@pytest.mark.parametrize("screen", SCREENS)
def test_screens_of_the_desk(screen: str) -> None:
    rows = story("published")

    for role in ROLES:
        check_screen(role, screen, rows[screen.partition("_")[2]].pk, SCREENS[screen].get(role, ""))


@pytest.mark.parametrize("state", STATES)
def test_the_articles_screen_by_state(state: str) -> None:
    article = story(state)["article"]

    for role in ROLES:
        check_screen(role, "articles_article", article.pk, ARTICLES[state].get(role, ""))


def check_screen(role: str, screen: str, pk: Any, rights: str) -> None:
    """All pages of a screen, asked for and sent to, and the address that old links use."""
    client = client_of(role)
    for part, needed in PARTS.items():
        arguments = [] if part in ("changelist", "add") else [pk]
        path = reverse(f"admin:{screen}_{part}", args=arguments)
        for method in ("GET", "POST"):
            sent = {"post": "yes"} if part == "delete" else {}
            right = "c" if (part, method) == ("change", "POST") else needed
            check(ask(client, method, path, sent), role, right in rights, (role, method, path))
    old = ask(client, "GET", f"/admin/{screen.replace('_', '/')}/{pk}/")
    check(old, role, True, (role, "GET", "old address"))


def check(answer: Any, role: str, allowed: bool, asked: tuple[str, ...]) -> None:
    """Staff get a page, or a refusal; all others are asked to sign in."""
    to_sign_in = answer.headers.get("Location", "").startswith("/admin/login/")
    if role not in STAFF:
        assert (answer.status_code, to_sign_in) == (302, True), asked
    elif allowed:
        assert (answer.status_code in (200, 302), to_sign_in) == (True, False), (*asked, answer.status_code)
    else:
        assert answer.status_code == 403, asked


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_the_desk_that_are_no_screen(role: str) -> None:
    client = client_of(role)

    for path, on_get, on_post, for_others in DESK.values():
        for method, expected in (("GET", on_get), ("POST", on_post)):
            answer = ask(client, method, path)
            assert answer.status_code in (expected if role in STAFF else for_others), (role, method, path)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_the_way_from_the_desk_to_a_page_opens_no_page(role: str, state: str) -> None:
    article = story(state)["article"]
    path = reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(article).pk, article.pk])

    answer = ask(client_of(role), "GET", path)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/") == (role not in STAFF)


@pytest.mark.parametrize("role", ROLES)
def test_passwords_of_others_are_set_by_superusers(role: str) -> None:
    path = reverse("admin:auth_user_password_change", args=[User.objects.create_user("somebody").pk])
    client = client_of(role)

    for method in ("GET", "POST"):
        check(ask(client, method, path), role, role == "superuser", (role, method, path))
