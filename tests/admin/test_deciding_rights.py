"""Who decides on suggestions of articles that readers see: those who may change such articles."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.models import Suggestion
from tests import factories as make
from tests.admin.test_suggestions import BOTH, LIST, address, client_of, point

pytestmark = pytest.mark.django_db


def client_with(*permissions: str) -> Client:
    """Somebody of a group of the administrator's own."""
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def draft() -> Suggestion:
    return point(make.article("A draft", status="draft", countries=BOTH), label="Of a draft")


@pytest.fixture(params=["published", "withdrawn"])
def released(request: pytest.FixtureRequest) -> Suggestion:
    return point(make.article("Released", status=request.param, countries=BOTH), label="Of a released one")


def test_who_may_not_change_what_was_released_decides_on_drafts_only(draft: Suggestion, released: Suggestion) -> None:
    client = client_with("view_suggestion", "change_suggestion")

    page = client.get(address(released))
    answers = [client.post(address(row), {"_refuse": "Refuse"}).status_code for row in (released, draft)]

    assert page.status_code == 200
    assert "_accept" not in page.content.decode()
    assert answers == [403, 302]
    assert set(Suggestion.objects.values_list("label", "state")) == {
        ("Of a draft", "refused"),
        ("Of a released one", "open"),
    }


@pytest.mark.parametrize(("action", "state"), [("accept_selected", "accepted"), ("refuse_selected", "refused")])
def test_the_same_holds_for_several_at_once(draft: Suggestion, released: Suggestion, action: str, state: str) -> None:
    client = client_with("view_suggestion", "change_suggestion")
    chosen = {"action": action, "_selected_action": [draft.pk, released.pk]}

    page = client.post(LIST, chosen, follow=True).content.decode()

    assert "“Of a released one” is left open: its article has been released." in page
    assert set(Suggestion.objects.values_list("label", "state")) == {
        ("Of a draft", state),
        ("Of a released one", "open"),
    }


def test_an_editor_decides_on_both(draft: Suggestion, released: Suggestion) -> None:
    client = client_of("editor")

    client.post(LIST, {"action": "accept_selected", "_selected_action": [draft.pk, released.pk]})

    assert set(Suggestion.objects.values_list("state", flat=True)) == {"accepted"}
