"""Health and readiness: what those who watch the service are told."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.models import Outbox
from articles.search import engines, lifecycle
from articles.search.engines.whoosh.snapshot import Snapshots, snapshots
from tests import factories
from tests.search.conftest import index_folder

__all__ = ["index_folder"]


def test_healthz_asks_neither_database_nor_index(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*args: Any) -> None:
        raise AssertionError("the index was looked at")

    monkeypatch.setattr(Snapshots, "current", touched)

    answer = client.get("/healthz")  # no `django_db` mark: a query would fail the test

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_tells_generation_and_lag_while_the_index_answers(client: Client, index_folder: Path) -> None:
    factories.article()
    lifecycle.rebuild()
    now = timezone.now()
    Outbox.objects.all().delete()
    for seconds in (90, 5, -3600):
        Outbox.objects.create(model="article", object_id=1, due=now - timedelta(seconds=seconds))

    answer = client.get("/readyz")

    document = answer.json()
    assert answer.status_code == 200
    assert (document["mode"], document["generation"], document["lag"]["rows"]) == ("index", "gen-000001", 2)
    assert 90 <= document["lag"]["seconds"] < 120
    assert document["verified"] is None


@pytest.mark.django_db
def test_readyz_is_ready_in_reduced_mode_and_says_why(client: Client, index_folder: Path) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in ("mode", "reason", "generation")} == {
        "mode": "reduced",
        "reason": "missing",
        "generation": None,
    }
    assert not index_folder.exists(), "an empty index was made"


@pytest.mark.django_db
def test_readyz_tells_of_the_last_verify(client: Client, index_folder: Path) -> None:
    factories.article()
    lifecycle.rebuild()
    assert client.get("/readyz").json()["verified"] is None

    lifecycle.verify()

    verified = client.get("/readyz").json()["verified"]
    assert verified["clean"] is True
    assert datetime.fromisoformat(verified["at"]) > timezone.now() - timedelta(minutes=1)


@pytest.mark.django_db
def test_readyz_is_503_only_where_the_database_does_not_answer(
    client: Client, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> None:
        raise OperationalError("no such host: secret-host")

    monkeypatch.setattr(lifecycle, "due", silent)
    monkeypatch.setattr(connection, "close", lambda: None)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["mode"]) == (503, "unavailable")
    assert "secret-host" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_never_cached_redirected_or_refused_a_head(
    client: Client, settings: Settings, index_folder: Path, path: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True

    for answer in (client.get(path), client.head(path)):
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/about/").status_code == 301


@pytest.mark.django_db
def test_the_log_says_reduced_mode_once_a_minute(
    client: Client, index_folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots.forget()
    with caplog.at_level(logging.ERROR, "articles.search.engines"):
        for _ in range(3):
            assert client.get("/search.json?q=trade").json()["mode"] == "reduced"
        said = [record.getMessage() for record in caplog.records]
        monkeypatch.setattr(engines, "_last_complaint", engines._last_complaint - engines.LOG_EVERY)
        client.get("/search.json?q=trade")

    assert len(said) == 1
    assert "answer from the database" in said[0]
    assert len(caplog.records) == 2
