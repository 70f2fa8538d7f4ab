"""What all tests share. Rows come from `tests.factories`, settings from `tests.settings`."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from pytest_django import DjangoDbBlocker

from articles.models import Outbox
from articles.search import budget, names
from articles.search.engines import shelf
from tests.running import quickstart

hypothesis.settings.register_profile("untimed", deadline=None)  # how long an example takes is the machine's business
hypothesis.settings.load_profile("untimed")

FIXTURES = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))


@pytest.fixture(autouse=True, scope="session")
def _data_folder_is_temporary() -> None:
    """Stop at once rather than write into the folder of a running archive."""
    assert settings.DATA_DIR.name.startswith("archive-tests-"), f"tests would write into {settings.DATA_DIR}"


@pytest.fixture(autouse=True, scope="session")
def _emptied_tables_leave_nothing_to_follow() -> Iterator[None]:
    """Tests with real commits end by emptying all tables, which triggers write down as they do everything."""

    def forget(**details: Any) -> None:
        if "plan" not in details:  # emptied, not migrated
            Outbox.objects.all().delete()

    post_migrate.connect(forget, sender=apps.get_app_config("articles"))
    yield
    post_migrate.disconnect(forget, sender=apps.get_app_config("articles"))


@pytest.fixture(autouse=True)
def _nothing_read_for_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's rows are rolled back, and the next one's have their keys. How long reading takes is not asked here."""
    shelf.forget()
    monkeypatch.setattr(shelf, "BUDGET", float("inf"))
    monkeypatch.setattr(budget, "BUDGET", float("inf"))
    names.forget()


@contextmanager
def demonstration_at_hand(blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demonstration archive, loaded, and gone afterwards."""
    with blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FIXTURES, verbosity=0)
        with connection.cursor() as cursor:  # as a rebuild does: PostgreSQL plans blindly for what it has not looked at
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demonstration archive, loaded once for a module and gone after it; its tests may read and write.

    Name it for the whole module (`pytestmark`), and not beside tests that need an empty archive or real commits.
    """
    with demonstration_at_hand(django_db_blocker):
        yield


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, str]:
    """A folder that quickstart has prepared, once for all processes of the run, and what it said. To be copied."""
    base = tmp_path_factory.getbasetemp()
    root = base if worker_id == "master" else base.parent
    said = root / "quickstart-said"
    with (root / "quickstart-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            words = quickstart(root / "opened")
            said.write_text(words)
    return root / "opened", said.read_text()
