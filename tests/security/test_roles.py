"""Roles at the editors' desk: what a contributor, an editor and a publisher may do, and how they come to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from archive import roles
from articles.models import Article, Passage
from tests import factories
from tests.admin.test_entering import ADD, TEXT, change_address, enter, filled

pytestmark = pytest.mark.django_db


def signed_in(role: str) -> Client:
    """A client of a member of staff in one group."""
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def released(**fields: Any) -> Article:
    return factories.article("Released", slug="released", **fields)


@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR, roles.PUBLISHER])
def test_migrate_makes_each_role_with_what_belongs_to_it(role: str) -> None:
    held = set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))

    assert held == roles.wanted(role)


def test_migrating_again_adds_what_is_missing_and_leaves_what_an_administrator_gave() -> None:
    group = Group.objects.get(name=roles.CONTRIBUTOR)
    given, taken = Permission.objects.get(codename="delete_article"), Permission.objects.get(codename="add_article")
    group.permissions.add(given)
    group.permissions.remove(taken)
    Group.objects.get(name=roles.EDITOR).delete()

    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    assert {given, taken} <= set(group.permissions.all())
    assert Group.objects.filter(name=roles.EDITOR).count() == 1
    assert Permission.objects.filter(codename=roles.PUBLISH).count() == 1


@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR])
@pytest.mark.parametrize("status", ["published", "withdrawn", "nonsense"])
def test_nobody_but_a_publisher_enters_an_article_as_released(role: str, status: str) -> None:
    answer = enter(signed_in(role), headline="Mine", body=TEXT, status=status)

    assert answer.status_code == 200
    assert "is not one of the available choices" in answer.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR])
def test_nobody_but_a_publisher_releases_a_draft_or_sets_its_embargo(role: str) -> None:
    draft = factories.article("Draft", status="draft")
    client, tomorrow = signed_in(role), timezone.now() + timedelta(days=1)
    embargo = {"visible_from_0": f"{tomorrow:%Y-%m-%d}", "visible_from_1": "10:00:00"}

    refused = enter(client, change_address(draft), status="published")
    stored = enter(client, change_address(draft), headline="Renamed", status="review", **embargo)
    client.post("/admin/articles/article/", {"action": "publish", "_selected_action": draft.pk})

    draft.refresh_from_db()
    assert (refused.status_code, stored.status_code) == (200, 302)
    assert (draft.headline, draft.status, draft.visible_from) == ("Renamed", "review", None)


@pytest.mark.parametrize("state", ["published", "embargoed", "withdrawn"])
def test_a_contributor_changes_no_article_that_was_released(state: str) -> None:
    story = _in_state(state)
    client = signed_in(roles.CONTRIBUTOR)

    answer = client.post(change_address(story), {"headline": "Mine now", "body": TEXT, "status": story.status})

    story.refresh_from_db()
    assert answer.status_code == 403
    assert story.headline == "Released"
    assert client.get(change_address(story)).status_code == 200


def test_an_article_released_while_a_contributor_wrote_is_not_changed_any_more() -> None:
    draft = factories.article("Draft", status="draft")
    client = signed_in(roles.CONTRIBUTOR)
    form = filled(client, change_address(draft), headline="Mine now")
    Article.objects.filter(pk=draft.pk).update(status="published")

    assert client.post(change_address(draft), form).status_code == 403


@pytest.mark.parametrize("state", ["published", "embargoed", "withdrawn"])
def test_an_editor_corrects_what_was_released_but_neither_its_state_nor_its_embargo(state: str) -> None:
    story = _in_state(state)
    before = (story.status, story.visible_from)
    client = signed_in(roles.EDITOR)

    answer = enter(
        client,
        change_address(story),
        headline="Put right",
        status="draft",
        visible_from_0="2020-01-01",
        visible_from_1="10:00:00",
    )
    for action in ("publish", "withdraw"):
        client.post("/admin/articles/article/", {"action": action, "_selected_action": story.pk})

    story.refresh_from_db()
    assert answer.status_code == 302
    assert story.headline == "Put right"
    assert (story.status, story.visible_from) == before


@pytest.mark.parametrize("state", ["published", "embargoed", "withdrawn"])
def test_an_editor_deletes_drafts_but_nothing_that_was_released(state: str) -> None:
    story, draft = _in_state(state), factories.article("Draft", status="draft")
    client = signed_in(roles.EDITOR)

    alone = client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [story.pk, draft.pk], "post": "yes"}
    together = client.post("/admin/articles/article/", chosen)
    one = client.post(f"/admin/articles/article/{draft.pk}/delete/", {"post": "yes"})

    assert (alone.status_code, together.status_code, one.status_code) == (403, 403, 302)
    assert list(Article.objects.all()) == [story]


def test_a_publisher_releases_embargoes_withdraws_and_deletes() -> None:
    draft = factories.article("Draft", status="draft")
    client = signed_in(roles.PUBLISHER)

    enter(client, change_address(draft), status="published", visible_from_0="2099-01-01", visible_from_1="10:00:00")
    draft.refresh_from_db()
    assert draft.status == "published"
    assert draft.visible_from is not None

    client.post("/admin/articles/article/", {"action": "withdraw", "_selected_action": draft.pk})
    draft.refresh_from_db()
    assert draft.status == "withdrawn"

    client.post("/admin/articles/article/", {"action": "publish", "_selected_action": draft.pk})
    draft.refresh_from_db()
    assert draft.status == "published"
    assert client.post(f"/admin/articles/article/{draft.pk}/delete/", {"post": "yes"}).status_code == 302


def test_a_contributor_cannot_slip_passages_in_with_a_draft() -> None:
    draft = factories.article("Draft", status="draft")
    held = factories.passage(draft)
    client = signed_in(roles.CONTRIBUTOR)
    form = filled(client, change_address(draft)) | {
        "passages-TOTAL_FORMS": "2",
        "passages-INITIAL_FORMS": "1",
        "passages-0-id": held.pk,
        "passages-0-exact": "A joint statement was adopted.",
        "passages-1-exact": "They agreed to double two-way trade.",
    }

    answer = client.post(change_address(draft), form)

    assert answer.status_code == 302
    assert list(Passage.objects.values_list("exact", flat=True)) == [held.exact]


def test_a_contributor_is_offered_no_event_form(client: Client) -> None:
    page = signed_in(roles.CONTRIBUTOR).get(ADD).content.decode()

    assert "_add_event" not in page
    assert "_add_event" in signed_in(roles.EDITOR).get(ADD).content.decode()


@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR, roles.PUBLISHER])
def test_accounts_redirects_and_the_outbox_are_for_superusers(role: str) -> None:
    client = signed_in(role)
    screens = ("auth/user", "auth/group", "redirects/redirect", "sites/site", "articles/outbox", "articles/savedsearch")

    assert {client.get(f"/admin/{screen}/").status_code for screen in screens} == {403}


def _in_state(state: str) -> Article:
    ahead = timezone.now() + timedelta(days=1)
    fields = {"embargoed": {"visible_from": ahead}, "withdrawn": {"status": "withdrawn"}}
    return released(**fields.get(state, {}))
