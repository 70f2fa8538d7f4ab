"""The triggers that fill the outbox: made by migrating, checked, mended, and there while anything is changed."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection, transaction

from articles.models import Article, Outbox
from articles.search import lifecycle, triggers
from articles.search.triggers import postgresql, sqlite
from articles.search.triggers.followed import FOLLOWED
from tests import factories
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db
VENDOR = {"sqlite": sqlite, "postgresql": postgresql}


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(name: str) -> None:
    execute(*VENDOR[connection.vendor].dropping({name: ""}))  # type: ignore[attr-defined]


def names() -> Iterator[str]:
    yield from VENDOR[connection.vendor].wanted(connection)  # type: ignore[attr-defined]


def test_migrating_makes_three_for_each_table_that_is_followed() -> None:
    changes = 3 if connection.vendor == "sqlite" else 4  # TRUNCATE

    assert len(list(names())) == changes * len(FOLLOWED)
    assert list(triggers.findings()) == []
    assert run_checks(databases=["default"], tags=["database"]) == []


def test_one_that_is_missing_is_found_and_made_again() -> None:
    with transaction.atomic():
        triggers.drop()

        assert list(triggers.findings()) == [f"The trigger {name} is missing." for name in sorted(names())]
        transaction.set_rollback(True)

    remove("outbox_articles_article_update")
    (warning,) = run_checks(databases=["default"], tags=["database"])
    assert "outbox_articles_article_update is missing" in warning.msg
    assert "manage.py migrate" in str(warning.hint)

    call_command("migrate", verbosity=0)

    assert list(triggers.findings()) == []


def test_without_a_trigger_the_index_is_left_behind() -> None:
    shelf.world()
    held = Shelf()
    remove("outbox_articles_article_update")

    Article.objects.update(status="withdrawn")
    held.drain()

    assert held.wrong() != []


def test_one_that_does_something_else_is_found() -> None:
    name = "outbox_articles_telling_delete"
    remove(name)
    if connection.vendor == "sqlite":
        execute(f'CREATE TRIGGER "{name}" AFTER DELETE ON "articles_telling" FOR EACH ROW BEGIN SELECT 1; END')
    else:
        execute(
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$',
            f'CREATE TRIGGER "{name}" AFTER DELETE ON articles_telling FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        )

    assert list(triggers.findings()) == [f"The trigger {name} is not as it should be."]

    triggers.install()

    assert list(triggers.findings()) == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="triggers of SQLite cannot be disabled")
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE articles_telling DISABLE TRIGGER outbox_articles_telling_delete",
        "ALTER TABLE articles_telling DISABLE TRIGGER USER",
        "DROP TRIGGER outbox_articles_telling_delete ON articles_telling",
    ],
)
def test_one_that_does_not_fire_is_found(change: str) -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE", change)

    assert "The trigger outbox_articles_telling_delete is not as it should be." in list(triggers.findings())


def test_one_of_ours_that_is_not_wanted_is_found_and_removed() -> None:
    name = "outbox_articles_claim_delete"
    if connection.vendor == "sqlite":
        execute(f'CREATE TRIGGER "{name}" AFTER DELETE ON "articles_claim" FOR EACH ROW BEGIN SELECT 1; END')
    else:
        execute(f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$')

    assert list(triggers.findings()) == [f"The trigger {name} should not be there."]

    triggers.install()

    assert list(triggers.findings()) == []


def test_what_passed_by_unseen_has_the_index_made_anew() -> None:
    factories.article()
    Outbox.objects.all().delete()

    triggers.install()
    assert not Outbox.objects.exists()

    remove("outbox_articles_article_update")
    triggers.install()
    assert [row.model for row in Outbox.objects.all()] == [triggers.EVERYTHING]


def test_an_empty_archive_needs_no_index_made_anew() -> None:
    triggers.drop()
    triggers.install()

    assert not Outbox.objects.exists()


def test_missing_ones_are_told_by_status_and_by_the_check_of_the_archive() -> None:
    remove("outbox_articles_name_insert")
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("check_archive", stdout=out, stderr=out)

    assert ended.value.code == 1
    assert "outbox_articles_name_insert is missing. Run: manage.py migrate" in out.getvalue()
    assert lifecycle.status().unseen == ("The trigger outbox_articles_name_insert is missing.",)
    assert not lifecycle.status().is_clean


@pytest.mark.django_db(transaction=True)
def test_tables_change_without_triggers_and_have_them_again_afterwards() -> None:
    factories.article(countries=["bg"])
    try:
        call_command("migrate", "articles", "0001", verbosity=0)
        assert VENDOR[connection.vendor].present(connection) == {}  # type: ignore[attr-defined]
    finally:
        call_command("migrate", "articles", verbosity=0)

    assert list(triggers.findings()) == []
    assert triggers.EVERYTHING in Outbox.objects.values_list("model", flat=True)
