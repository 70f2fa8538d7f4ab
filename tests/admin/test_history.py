"""What the desk's history tells of a change: what was changed, and nothing else."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from tests import factories
from tests.admin.test_entering import change_address, filled

pytestmark = pytest.mark.django_db


def told(client: Client, **changes: str) -> list[str]:
    """The names of the fields that the history says were changed, sent as a browser does."""
    row = factories.article("Talks", "They met.\n\nThey parted.")
    form = filled(client, change_address(row), **changes)
    form["body"] = form["body"].replace("\n", "\r\n")
    form.setdefault("version_kind", "update")
    client.post(change_address(row), form)
    message = json.loads(LogEntry.objects.latest("pk").change_message)
    return [name for part in message for name in part.get("changed", {}).get("fields", [])]


def test_a_date_that_is_put_right_is_no_changed_text(admin_client: Client) -> None:
    assert told(admin_client, published="2025-10") == ["Published"]


def test_a_changed_text_is_told_as_one(admin_client: Client) -> None:
    assert "Text" in told(admin_client, body="They met.\n\nThey stayed.")
