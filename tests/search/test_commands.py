"""`manage.py index`, and Haystack's commands gone the same way."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.models import Article
from articles.search import Query, search
from articles.search.engines.whoosh.generations import Generations
from tests import factories

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    out = StringIO()
    try:
        call_command(*words, stdout=out, stderr=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def refused(*words: str) -> tuple[int, str]:
    """Exit code and message of a command that gives up."""
    with pytest.raises(CommandError) as given_up:
        call_command(*words, stdout=StringIO(), stderr=StringIO())
    return given_up.value.returncode, str(given_up.value)


def test_status_of_a_missing_index_is_2(index_folder: Path) -> None:
    factories.article("Talks")

    code, text = run("index", "status")

    assert code == 2
    assert "missing" in text and "index rebuild" in text


def test_rebuild_drain_and_status(index_folder: Path) -> None:
    factories.article("Talks")

    assert run("index", "rebuild") == (0, "documents in the new index: 1\n")
    assert run("index", "status")[0] == 0
    factories.article("More talks")
    assert run("index", "status")[0] == 1
    assert run("index", "drain")[0] == 0
    assert run("index", "status")[0] == 0
    Article.objects.update(status="draft")
    assert run("index", "status")[0] == 1


def test_drain_without_an_index_is_2(index_folder: Path) -> None:
    factories.article("Talks")

    assert refused("index", "drain")[0] == 2


def test_drain_without_an_index_is_2_where_nothing_waits_too(index_folder: Path) -> None:
    code, text = refused("index", "drain")

    assert code == 2
    assert "missing" in text and "manage.py index rebuild" in text


@pytest.mark.parametrize("words", ["index rebuild", "update_index", "rebuild_index"])
def test_an_index_that_cannot_be_written_is_2(index_folder: Path, words: str) -> None:
    index_folder.write_text("a file")

    code, text = refused(*words.split())

    assert code == 2
    assert "could not be written" in text and str(index_folder) in text


@pytest.mark.parametrize(
    "words", ["index status", "index verify", "index repair", "index drain", "index rebuild", "update_index"]
)
def test_a_database_without_tables_is_2(index_folder: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)

    assert refused(*words.split()) == (2, "The database has no tables yet. Run: manage.py migrate")


def test_update_index_makes_or_follows(index_folder: Path) -> None:
    factories.article("Talks")

    assert run("update_index") == (0, "documents in the new index: 1\n")
    assert run("update_index") == (0, "The search index is up to date.\n")


def test_lines_for_haystacks_commands_need_no_change(index_folder: Path) -> None:
    story = factories.article("Talks")
    run("index", "rebuild")
    Article.objects.filter(pk=story.pk).update(status="draft", modified=timezone.now() - timedelta(days=9))

    updated = "update_index articles --age=1 --remove --batch-size=5 --workers=2 --using=default --start=2026-01-01"
    assert run(*updated.split())[0] == 0
    assert search(Query()).total == 0
    first = Generations(index_folder).current()
    assert run(*["rebuild_index", "--noinput", "--batch-size=100", "-k", "2", "--nocommit"])[0] == 0
    assert Generations(index_folder).current() != first
    assert run(*["clear_index", "--noinput", "--using=default"])[0] == 0


def test_rebuild_index_makes_a_new_generation(index_folder: Path) -> None:
    run("rebuild_index", "--noinput")
    first = Generations(index_folder).current()
    run("rebuild_index", "--noinput")

    assert Generations(index_folder).current() != first


def test_clear_index_leaves_none_rather_than_an_empty_one(index_folder: Path) -> None:
    factories.article("Talks")
    run("index", "rebuild")

    assert run("clear_index", "--noinput")[0] == 0

    results = search(Query())
    assert (results.total, results.mode) == (1, "reduced")
