"""Who may do what at the desk: role × screen × method × state of what the row rests on, with what was written.

What a role may is in `rights.py`. Whoever may not gets a refusal, whoever is no member of staff is asked to sign in,
and neither writes anything.
"""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError
from django.test import Client, RequestFactory
from django.urls import reverse

from articles.models import Article, ImportBatch, Suggestion
from tests import factories as make
from tests.admin.test_entering import Form
from tests.imports.taking import FIRST
from tests.security.asking import Told, ask, client_of
from tests.security.rights import (
    ACTIONS,
    ALONE,
    ARTICLES,
    AT_THE_DESK,
    DESK,
    EDITED,
    LEADS_TO,
    PARTS,
    RELEASED,
    ROLES,
    SCREENS,
    STAFF,
    STATES,
    WRITING,
    rights,
)
from tests.security.world import World, free

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

IMPORT = "/admin/articles/importbatch/import/"
EDITORS = ("editor", "publisher", "superuser")
OTHER_METHODS = tuple(method for method in WRITING if method not in AT_THE_DESK)
NOTHING: frozenset[str] = frozenset()


def address(screen: str, part: str, row: Model) -> str:
    return reverse(f"admin:{screen}_{part}", args=[] if part in ("changelist", "add") else [row.pk])


def row_of(world: World, screen: str) -> Model:
    found: Model = world.rows[screen.partition("_")[2]]
    return found


def is_held(row: Model) -> bool:
    """Whether something rests on a row, so that the database would not let it go."""
    try:
        Collector(router.db_for_write(type(row))).collect([row])
    except ProtectedError:
        return True
    return False


def check(told: Told, role: str, allowed: bool, asked: tuple[str, ...]) -> None:
    """Staff get a page, or a refusal; all others are asked to sign in. Nothing is written where nothing is allowed."""
    if role not in STAFF:
        assert (told.is_to_sign_in, told.wrote) == (True, NOTHING), asked
    elif allowed:
        assert (told.status in (200, 302), told.is_to_sign_in) == (True, False), (*asked, told.status)
    else:
        assert (told.status, told.wrote) == (403, NOTHING), asked


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_seen_filled_in_and_emptied_by_those_who_may(world: World, screen: str) -> None:
    row = row_of(world, screen)
    form = form_of(world, screen, row)

    for role in ROLES:
        may = rights(role, screen, "published")
        if SCREENS[screen] is not EDITED or role not in ("publisher", "superuser"):  # who may all that an editor may
            check_pages(world.clients[role], role, screen, row, may)
        check_sending(world.clients[role], role, screen, row, may, form)


@pytest.mark.parametrize("state", ["draft", "withdrawn", ALONE])
@pytest.mark.parametrize("screen", [screen for screen, may in SCREENS.items() if may is EDITED])
def test_what_a_row_rests_on_changes_nothing_for_those_who_edit_it(world: World, screen: str, state: str) -> None:
    world.put(state)
    row = row_of(world, screen)
    form = form_of(world, screen, row)

    for role in ("contributor", "editor"):
        check_sending(world.clients[role], role, screen, row, rights(role, screen, state), form)
    assert ask(world.clients["contributor"], "GET", address(screen, "change", row)).status == 200


@pytest.mark.parametrize("state", STATES)
def test_the_articles_screen_by_state(world: World, state: str) -> None:
    world.put(state)
    free(world.rows)  # else nobody could delete it
    row = row_of(world, ARTICLES)
    form = form_of(world, ARTICLES, row)

    for role in ROLES:
        may = rights(role, ARTICLES, state)
        check_pages(world.clients[role], role, ARTICLES, row, may)
        check_sending(world.clients[role], role, ARTICLES, row, may, form)


def form_of(world: World, screen: str, row: Model) -> dict[str, Any]:
    """What a superuser's form of a row would send as it stands; nothing of a row that nobody may change."""
    told = ask(world.clients["superuser"], "GET", address(screen, "change", row))
    return Form(told.text).values if "c" in rights("superuser", screen, "published") else {}


def check_pages(client: Client, role: str, screen: str, row: Model, may: str) -> None:
    for part, needed in PARTS.items():
        path = address(screen, part, row)
        told = ask(client, "HEAD" if part == "history" else "GET", path)
        check(told, role, needed in may, (role, "GET", path))
        assert not told.wrote, (role, path)
    path = f"/admin/{screen.replace('_', '/')}/{row.pk}/"
    check(ask(client, "GET", path), role, True, (role, "GET", "old address"))


def check_sending(client: Client, role: str, screen: str, row: Model, may: str, form: dict[str, Any]) -> None:
    """A new row, the row's own form, and that it may go: stored by those who may, and by nobody else."""
    table = row._meta.db_table
    add, change, delete = (address(screen, part, row) for part in ("add", "change", "delete"))
    told = ask(client, "POST", add)
    check(told, role, "a" in may, (role, "POST", add))
    told = ask(client, "POST", change, form)
    check(told, role, "c" in may, (role, "POST", change))
    if "c" in may and screen != "articles_suggestion":  # which are decided on, below
        assert (told.status, f"UPDATE {table}" in told.wrote) == (302, True), (role, change, told.text[-3000:])
    told = ask(client, "POST", delete, {"post": "yes"})
    check(told, role, "d" in may, (role, "POST", delete))
    if "d" in may:
        assert (f"DELETE FROM {table}" in told.wrote) == (not is_held(row)), (role, delete)


def test_every_action_of_a_list_has_a_row() -> None:
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)

    offered = {
        (model._meta.label_lower.replace(".", "_"), action)
        for model, screen in admin.site._registry.items()
        for action in screen.get_actions(request)
    }

    assert offered == set(ACTIONS)


IN_STATES = [(*of, state) for of in ACTIONS for state in (STATES if of[0] == ARTICLES else ("published", "draft"))]


@pytest.mark.parametrize(("screen", "action", "state"), IN_STATES)
def test_what_is_ticked_in_a_list_is_done_for_those_who_may(world: World, screen: str, action: str, state: str) -> None:
    world.put(state)
    if screen == ARTICLES:
        free(world.rows)  # else nobody could delete it
    row, other = row_of(world, screen), world.neighbour[screen.partition("_")[2]]
    path = address(screen, "changelist", row)
    sent: dict[str, Any] = {"action": action, "_selected_action": [row.pk], "post": "yes"}
    if action == "merge_duplicates":
        sent |= {"_selected_action": [row.pk, other.pk], "keep": other.pk, "reason": "the same"}
    needed, verb = ACTIONS[screen, action]

    for role in ROLES:
        told = ask(world.clients[role], "POST", path, sent)
        may = set(needed) <= set(rights(role, screen, state))
        is_done = may and has_an_effect(action, row, state)
        assert (f"{verb} {row._meta.db_table}" in told.wrote) == is_done, (role, path, told.status)
        assert told.status in ((200, 302, 403) if role in STAFF else (302,)), (role, path)
        assert may or not told.wrote, (role, path, told.wrote)


def has_an_effect(action: str, row: Model, state: str) -> bool:
    """Whether there is anything to do: not where something rests on what is to go, nor where all is as wanted."""
    if action == "delete_selected":
        return not is_held(row)
    return LEADS_TO.get(action) != ("published" if state == "embargoed" else state)


@pytest.mark.parametrize("decided", ["open", "accepted", "refused"])
@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_suggestion_is_decided_on_once_by_those_who_edit(world: World, decided: str, state: str) -> None:
    world.put(state)
    row = world.rows["suggestion"]
    Suggestion.objects.filter(pk=row.pk).update(state=decided)
    path = address("articles_suggestion", "change", row)
    accepted = {"_accept": "1", "target": world.rows["person"].pk}

    for role in ROLES:
        for sent in (accepted, {"_refuse": "1"}):
            told = ask(world.clients[role], "POST", path, sent)
            check(told, role, role in EDITORS, (role, path))
            may = role in EDITORS and decided == "open"
            assert ("UPDATE articles_suggestion" in told.wrote) == may, (role, sent)
            assert may or not told.wrote, (role, sent)


@pytest.mark.parametrize("role", ROLES)
def test_whoever_enters_articles_imports_them_and_a_publisher_imports_them_as_published(
    world: World, role: str
) -> None:
    """A form without a file; a preview, which writes nothing; what was shown, taken in by others and by the same."""
    client = world.clients[role]
    allowed = role in STAFF
    for method, status in (("GET", 200), ("POST", 400)):
        told = ask(client, method, IMPORT)
        assert (told.status, told.wrote) == (status if allowed else 302, NOTHING), method
    if not allowed:
        return
    make.agency("vns")  # which a contributor could not add
    for publish in ({}, {"publish": "on"}):
        page = client.post(IMPORT, {"text": FIRST, "format": "auto", **publish}).content.decode()
        shown = re.findall(r'name="upload" value="([^"]+)"', page)[0]
        before = set(Article.objects.values_list("pk", flat=True))

        for other in (each for each in ROLES if each != role):
            told = ask(world.clients[other], "POST", IMPORT, {"upload": shown})
            assert (told.status, told.wrote) == (302, NOTHING), other
        client.post(IMPORT, {"upload": shown})

        (made,) = Article.objects.exclude(pk__in=before)
        assert made.status == ("published" if publish and role in ("publisher", "superuser") else "draft")
        made.delete()


@pytest.mark.parametrize("is_undone", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_an_import_is_taken_back_once_by_those_who_may_delete_what_it_made(
    world: World, state: str, is_undone: bool
) -> None:
    world.put(state)
    batch = world.rows["importbatch"]
    if is_undone:
        ImportBatch.objects.filter(pk=batch.pk).update(undone=batch.created)
    free(world.rows)
    path = reverse("admin:articles_importbatch_undo", args=[batch.pk])
    may = {role for role in EDITORS if state not in RELEASED or role != "editor"}

    for role in ROLES:
        for method in ("GET", "POST"):
            told = ask(world.clients[role], method, path)
            check(told, role, role in may, (role, method, path))
            done = method == "POST" and role in may and not is_undone
            assert ("DELETE FROM articles_article" in told.wrote) == done, (role, method)
            assert method == "POST" or not told.wrote


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_the_desk_that_are_no_screen(world: World, role: str) -> None:
    for path, on_get, on_post, for_others in DESK.values():
        for method, expected in (("GET", on_get), ("POST", on_post)):
            told = ask(world.clients[role], method, path)
            assert told.status in (expected if role in STAFF else for_others), (role, method, path)
            assert method == "POST" or not told.wrote


@pytest.mark.parametrize("state", STATES)
def test_the_way_from_the_desk_to_a_page_opens_no_page(world: World, state: str) -> None:
    world.put(state)

    for model in ("article", "partnershipevent", "passage", "commitment", "person"):
        row = world.rows[model]
        path = reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(row).pk, row.pk])
        for role in ROLES:
            told = ask(world.clients[role], "GET", path)
            assert (told.status, told.is_to_sign_in) == (302, role not in STAFF), (role, model)
            assert told.location.startswith("/"), "it leads to another host"


@pytest.mark.parametrize("role", ROLES)
def test_passwords_of_others_are_set_by_superusers(world: World, role: str) -> None:
    path = reverse("admin:auth_user_password_change", args=[world.rows["user"].pk])
    words = {"password1": "a-long-and-new-one", "password2": "a-long-and-new-one", "usable_password": "true"}

    for method, sent in (("GET", {}), ("POST", {}), ("POST", words)):
        told = ask(world.clients[role], method, path, sent)
        check(told, role, role == "superuser", (role, method, path))
        assert ("UPDATE auth_user" in told.wrote) == (role == "superuser" and bool(sent))


def desk_addresses(world: World) -> list[str]:
    """Every address of the desk."""
    screens = [address(each, part, row_of(world, each)) for each in (*SCREENS, ARTICLES) for part in PARTS]
    return [
        *(path for path, *_ in DESK.values()),
        *screens,
        IMPORT,
        reverse("admin:articles_importbatch_undo", args=[world.rows["importbatch"].pk]),
        reverse("admin:auth_user_password_change", args=[world.rows["user"].pk]),
    ]


@pytest.mark.parametrize("role", ["anonymous", "superuser"])
def test_the_desk_is_read_and_sent_forms_and_nothing_else(world: World, role: str) -> None:
    """The method is refused before anything is looked at: each address is tried with one, in turn."""
    for number, path in enumerate(desk_addresses(world)):
        method = OTHER_METHODS[number % len(OTHER_METHODS)]
        told = ask(world.clients[role], method, path)
        assert (told.status, told.wrote) == (405, NOTHING), (role, method, path)


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_a_row_of_the_desk_answers_to_no_other_method(world: World, method: str) -> None:
    path = address("articles_person", "change", world.rows["person"])

    for role in STAFF:
        told = ask(world.clients[role], method, path)
        assert (told.status, told.wrote) == (405, NOTHING), role


def test_what_is_sent_without_the_token_of_a_form_changes_nothing(world: World) -> None:
    client = client_of("superuser", enforce_csrf_checks=True)

    for path in desk_addresses(world):
        told = ask(client, "POST", path, {"post": "yes", "_save": "1", "action": "delete_selected"})
        assert (told.status, told.wrote) == (403, NOTHING), path
