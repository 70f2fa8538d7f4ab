"""A rebuild by several processes makes the index that one makes, or none."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.search import Query, lifecycle, search
from articles.search.documents import Document
from articles.search.engines.whoosh import filling, schema, writing
from articles.search.engines.whoosh.filling import FillingFailed
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.segments.index import open_index
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "HANDED", 5)
    monkeypatch.setattr(filling, "OWN", 2)


def documents(count: int) -> list[Document]:
    return [
        Document("article", pk, f"story-{pk}", {"country": ("bg",)}, title=f"Trade {pk}", paragraphs=("On trade.",))
        for pk in range(1, count + 1)
    ]


def stored(root: Path) -> set[str]:
    with open_index(Generations(root).current()).reader() as reader:
        return {fields["slug"] for fields in reader.all_stored_fields()}


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_document_is_written_once(index_folder: Path, processes: int) -> None:
    taken: list[int] = []

    count = writing.build_from(index_folder, iter(documents(200)), taken.append, processes)

    assert count == sum(taken) == 200
    assert stored(index_folder) == {f"story-{pk}" for pk in range(1, 201)}
    assert not multiprocessing.active_children()


def test_an_index_of_nothing_is_made_too(index_folder: Path) -> None:
    assert writing.build_from(index_folder, [], processes=2) == 0
    assert stored(index_folder) == set()


def fail() -> None:
    raise RuntimeError("no such word")


@pytest.mark.parametrize(
    ("do", "message"), [(fail, "RuntimeError: no such word"), (lambda: os.kill(os.getpid(), 9), "ended with code -9")]
)
def test_a_process_that_fails_leaves_the_old_index(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch, do: Callable[[], None], message: str
) -> None:
    writing.build_from(index_folder, documents(3))
    before, here, record = Generations(index_folder).current(), os.getpid(), schema.record

    def failing(document: Document) -> dict[str, Any]:
        if os.getpid() != here and document.pk > 20:
            do()
        return record(document)

    monkeypatch.setattr(schema, "record", failing)
    with pytest.raises(FillingFailed, match=message):
        writing.build_from(index_folder, documents(5000), processes=3)

    assert Generations(index_folder).current() == before
    assert list(index_folder.glob("gen-*")) == [before]
    assert not multiprocessing.active_children()


def test_who_reads_may_fail_too(index_folder: Path) -> None:
    def broken() -> Any:
        yield from documents(100)
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError, match="database is gone"):
        writing.build_from(index_folder, broken(), processes=2)

    assert not list(index_folder.glob("gen-*"))
    assert not multiprocessing.active_children()


def test_the_command_takes_the_number_of_processes(index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        factories.article(f"Story {number}", slug=f"story-{number}")

    call_command("index", "rebuild", processes=2)

    assert "documents in the new index: 12" in capsys.readouterr().out
    assert search(Query()).total == 12
    factories.article("After", slug="after")
    assert lifecycle.drain() > 0


def test_the_command_tells_of_a_failure(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> int:
        raise FillingFailed("a process ended with code -9")

    monkeypatch.setattr(lifecycle, "rebuild", failing)

    with pytest.raises(CommandError, match="is what it was: a process ended with code -9"):
        call_command("index", "rebuild")


def test_small_archives_are_written_by_one_process() -> None:
    assert filling.processes_for(filling.FEW - 1) == 1
    assert 1 <= filling.processes_for(1_000_000) <= filling.MOST_PROCESSES
