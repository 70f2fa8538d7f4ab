"""What all tests share. Rows come from `tests.factories`, settings from `tests.settings`."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

FIXTURES = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))


@pytest.fixture(autouse=True, scope="session")
def _data_folder_is_temporary() -> None:
    """Stop at once rather than write into the folder of a running archive."""
    assert settings.DATA_DIR.name.startswith("archive-tests-"), f"tests would write into {settings.DATA_DIR}"


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demonstration archive, loaded once for a module and gone after it; its tests may read and write.

    Name it for the whole module (`pytestmark`), and not beside tests that need an empty archive or real commits.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FIXTURES, verbosity=0)
        yield
        transaction.set_rollback(True)
