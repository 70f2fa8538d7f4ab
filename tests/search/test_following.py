"""The index follows the database: which documents a change reaches, and what is found afterwards."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.models import Article, Outbox, Participation
from articles.search import Query, lifecycle, names, search
from articles.search.documents import Document
from articles.search.engines.whoosh.snapshot import snapshots
from tests import factories
from tests.search.shelf import public

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(index_folder: Path) -> dict[str, Model]:
    """One of everything, each shown in some document, and indexed."""
    story = factories.article("Talks", agencies=["vns"], place=factories.place("Sofia", slug="sofia"))
    passage = factories.passage(story)
    body = factories.organization("Presidency", slug="presidency")
    office = factories.post("President of Bulgaria", organization=body)
    radev = factories.person("Rumen Radev", slug="rumen-radev", country=factories.country("bg"))
    term = factories.membership(radev, office)
    term.passages.add(passage)
    change = factories.level_change(
        passages=[passage], place=factories.place("Sofia"), instrument=factories.instrument("Joint Statement")
    )
    part = factories.participation(change, radev, membership=term, passage=passage, title_as_printed="President")
    point = factories.commitment(sectors=[factories.sector("trade")], through=factories.organization("Commission"))
    telling = factories.telling(point, passage, speaker=radev, event=change)
    lifecycle.rebuild()
    return {
        "article": story, "passage": passage, "organization": body, "post": office, "person": radev,
        "membership": term, "event": change, "participation": part, "commitment": point, "telling": telling,
        "country": factories.country("bg"), "place": factories.place("Sofia"), "sector": factories.sector("trade"),
        "agency": factories.agency("vns"), "level": factories.level(), "instrument": change.instrument,
        "name": factories.name(radev, "Радев"),
    }  # fmt: skip


def indexed() -> dict[tuple[str, int], Document]:
    """What the index holds."""
    from django.conf import settings

    snapshot = snapshots.current(Path(settings.INDEX_DIR))
    held = (snapshot.document(leaf.base + int(doc)) for leaf in snapshot.leaves for doc in leaf.everything.rising)
    return {(document.type, document.pk): document for document in held}


def rename(field: str) -> Callable[[Model], None]:
    def change(row: Model) -> None:
        setattr(row, field, f"New {field}")
        row.save()

    return change


def withdraw(row: Model) -> None:
    row.status = "withdrawn"  # type: ignore[attr-defined]
    row.save()


CHANGES: list[tuple[str, Callable[[Model], object]]] = [
    ("article", rename("headline")),
    ("article", withdraw),
    ("article", lambda row: row.countries.set(["bg"])),
    ("article", lambda row: row.countries.clear()),
    ("article", lambda row: row.people.add(factories.person("New Person"))),
    ("article", lambda row: row.sign_off.all().delete()),
    ("article", lambda row: type(row.current_version).objects.append(row, "A new text.\n\nOf two.")),
    ("person", rename("name")),
    ("person", rename("slug")),
    ("organization", rename("name")),
    ("post", rename("label")),
    ("country", rename("name")),
    ("place", rename("name")),
    ("sector", rename("label")),
    ("agency", rename("code")),
    ("level", rename("label")),
    ("instrument", rename("title")),
    ("event", rename("title")),
    ("event", lambda row: row.parties.add(factories.country("us"))),
    ("event", lambda row: row.passages.clear()),
    ("commitment", rename("summary")),
    ("commitment", lambda row: row.sectors.clear()),
    ("commitment", lambda row: row.to_countries.add(factories.country("eu"))),
    ("participation", rename("title_as_printed")),
    ("participation", lambda row: row.delete()),
    ("telling", lambda row: row.delete()),
    ("membership", lambda row: row.passages.clear()),
    ("name", rename("form")),
    ("name", lambda row: row.delete()),
]


@pytest.mark.parametrize(("kind", "change"), CHANGES)
def test_every_document_that_shows_a_changed_row_follows(
    world: dict[str, Model], kind: str, change: Callable[[Model], object]
) -> None:
    lifecycle.drain()
    assert indexed() == public()

    change(world[kind])
    lifecycle.drain()

    assert indexed() == public()


def test_a_participation_that_moves_changes_both_events(world: dict[str, Model]) -> None:
    other = factories.event("Other talks", passages=[world["passage"]])  # type: ignore[list-item]
    lifecycle.drain()

    part = Participation.objects.get()
    part.event = other
    part.save()
    lifecycle.drain()

    assert indexed() == public()


def test_a_deleted_event_is_gone(world: dict[str, Model]) -> None:
    other = factories.event("Canary talks", passages=[world["passage"]])  # type: ignore[list-item]
    lifecycle.drain()
    assert search(Query(text="canary", type="event")).total == 1

    other.delete()
    lifecycle.drain()

    assert search(Query(text="canary", type="event")).total == 0
    assert indexed() == public()


def test_the_outbox_is_written_in_the_transaction_of_the_change(index_folder: Path) -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        factories.article("Canary")
        assert Outbox.objects.exists()
        raise Undone

    assert not Outbox.objects.exists()


def test_draining_twice_changes_nothing(world: dict[str, Model]) -> None:
    assert lifecycle.drain() > 0
    assert lifecycle.drain() == 0
    assert lifecycle.status().is_clean


def test_rows_wait_for_an_index_that_cannot_be_read(index_folder: Path) -> None:
    factories.article("Talks")
    waiting = Outbox.objects.count()

    with pytest.raises(lifecycle.IndexUnavailable):
        lifecycle.drain()

    assert Outbox.objects.count() == waiting
    assert lifecycle.bring_up_to_date() == 1
    assert not Outbox.objects.exists()
    assert lifecycle.bring_up_to_date() is None


def test_an_embargo_is_followed_when_it_ends(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lifecycle.rebuild()
    until = timezone.now() + timedelta(hours=1)
    story = factories.article("Canary", visible_from=until)
    factories.event("Canary talks", passages=[factories.passage(story)])
    lifecycle.drain()
    assert search(Query(text="canary")).total == 0
    assert lifecycle.status().waiting > 0

    monkeypatch.setattr(timezone, "now", lambda: until + timedelta(seconds=1))
    lifecycle.drain()

    assert search(Query(text="canary")).total == 1
    assert search(Query(text="canary", type="event")).total == 1


def test_a_rebuild_knows_of_embargoes_that_nobody_wrote_down(index_folder: Path) -> None:
    factories.article("Canary", visible_from=timezone.now() + timedelta(hours=1))
    Outbox.objects.all().delete()

    lifecycle.rebuild()

    assert lifecycle.status().waiting == 1


def test_a_rebuild_knows_where_an_embargo_was_moved_to_while_nobody_wrote_it_down(index_folder: Path) -> None:
    until = timezone.now() + timedelta(hours=1)
    story = factories.article("Canary", visible_from=until)
    lifecycle.rebuild()
    Article.objects.filter(pk=story.pk).update(visible_from=until + timedelta(hours=1))
    Outbox.objects.exclude(reason="embargo", due=until).delete()  # as if triggers had been away

    for _ in range(2):  # and says so once
        lifecycle.rebuild()

    due = Outbox.objects.filter(object_id=str(story.pk)).values_list("due", flat=True)
    assert sorted(due) == [until, until + timedelta(hours=1)]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no REPLACE")
@pytest.mark.parametrize(("setting", "is_seen"), [("ON", True), ("OFF", False)])
def test_what_a_stranger_replaces_is_seen_with_recursive_triggers_or_by_verifying(
    index_folder: Path, setting: str, is_seen: bool
) -> None:
    """As docs/operations.md says: it is a setting of each connection, and the archive's own have it."""
    for slug in ("one", "two"):
        Article.objects.create(slug=slug, headline="Talks", status="published")
    lifecycle.rebuild()

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={setting}")
        cursor.execute("UPDATE OR REPLACE articles_article SET slug = 'two' WHERE slug = 'one'")
        cursor.execute("PRAGMA recursive_triggers=ON")
    lifecycle.drain()

    assert search(Query()).total == (1 if is_seen else 2)
    assert len(lifecycle.verify().differences) == (0 if is_seen else 1)
    lifecycle.repair()
    lifecycle.drain()
    assert search(Query()).total == 1


def test_a_fixture_is_followed(world: dict[str, Model]) -> None:
    story = factories.article("Canary", slug="canary", countries=["bg"])
    text = serializers.serialize("json", [story, *story.versions.all()])
    story.delete()
    lifecycle.drain()
    assert search(Query(text="canary")).total == 0

    for row in serializers.deserialize("json", text):
        row.save()
    lifecycle.drain()

    assert indexed() == public()
    assert search(Query(text="canary")).total == 1


@pytest.mark.parametrize(("batch", "is_anew"), [(2, True), (5000, False)])
def test_much_at_once_has_the_index_made_anew(
    world: dict[str, Model], index_folder: Path, batch: int, is_anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifecycle.drain()
    before = snapshots.current(index_folder).folder
    monkeypatch.setattr(lifecycle, "BATCH", batch)

    for number in range(10):
        factories.article(f"Story {number}")
    rows = Outbox.objects.count()

    assert lifecycle.drain() == rows
    assert (snapshots.current(index_folder).folder != before) is is_anew
    assert indexed() == public()


def test_rows_of_unknown_models_are_passed_over(index_folder: Path) -> None:
    lifecycle.rebuild()
    Outbox.objects.create(model="nonsense", object_id=1)

    assert lifecycle.drain() == 1


@pytest.mark.django_db(transaction=True)
def test_inline_a_commit_is_followed_at_once(index_folder: Path, settings: Settings) -> None:
    lifecycle.rebuild()
    settings.INDEX_DRAIN = "inline"

    with transaction.atomic():
        story = factories.article("Canary")
        assert search(Query(text="canary")).total == 0

    assert search(Query(text="canary")).total == 1
    withdraw(story)
    assert search(Query(text="canary")).total == 0


@pytest.mark.django_db(transaction=True)
def test_in_the_background_a_commit_is_followed_within_two_seconds(
    index_folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from articles.search.follower import Follower

    follower = Follower()
    monkeypatch.setattr(lifecycle, "follower", follower)
    lifecycle.rebuild()
    settings.INDEX_DRAIN = "background"
    try:
        with transaction.atomic():
            factories.article("Canary")
        deadline = time.monotonic() + 2
        while search(Query(text="canary")).total == 0 and time.monotonic() < deadline:
            time.sleep(0.02)

        assert search(Query(text="canary")).total == 1
        assert search(Query(text="canary")).mode == "index"
    finally:
        settings.INDEX_DRAIN = "manual"
        follower.stop()
        with names._loading:  # who still renews them reads tables that are emptied next, and PostgreSQL deadlocks
            pass
