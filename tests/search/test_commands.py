"""`manage.py index`, and Haystack's commands gone the same way."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

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

    assert run("index", "drain")[0] == 2


def test_update_index_makes_or_follows(index_folder: Path) -> None:
    factories.article("Talks")

    assert run("update_index") == (0, "documents in the new index: 1\n")
    assert run("update_index") == (0, "The search index is up to date.\n")


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
