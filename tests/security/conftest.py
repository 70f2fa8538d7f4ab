"""One archive for all tests of a module that go through states and roles."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.security.world import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """A story and its neighbour, and a client of each role; a test may bring the story into a state, until it ends.

    Name it for tests that are marked `django_db`, in a module where no other has it without that mark.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made()
        transaction.set_rollback(True)


@pytest.fixture
def unindexed(settings: Settings, tmp_path: Path) -> None:
    """No index, no budget of searching, and a contact."""
    settings.SECURITY_CONTACT = ("mailto:security@example.org", date.today() + timedelta(days=9))
    settings.INDEX_DIR = tmp_path
    settings.SEARCH_SECONDS = 0
