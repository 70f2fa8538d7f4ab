"""A commit is there whole or not at all, and one writer holds the lock."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from whoosh.index import LockError

from articles.search.engines.whoosh.segments.index import ArrayIndex, create_index, open_index
from articles.search.engines.whoosh.segments.writer import ArrayWriter
from tests.search.segments.corpus import documents, schema
from tests.search.segments.indexes import fill, keys, small_schema


@pytest.mark.parametrize("place", ["_flush_segment", "_commit_toc", "_merge_segments"])
def test_a_commit_that_fails_leaves_the_old_state_and_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    fill(ix.writer(), [{"key": "a", "body": "old"}])
    before = sorted((tmp_path / "ix").iterdir())

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    writer = ix.writer()
    writer.update_document(key="a", body="new")
    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space"):
        patch.setattr(ArrayWriter, place, fail)
        writer.commit()

    assert sorted((tmp_path / "ix").iterdir()) == before
    with ix.searcher() as searcher:
        assert searcher.document(key="a")["body"] == "old"
    ix.writer().cancel()


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    with pytest.raises(RuntimeError), ix.writer(docs_per_segment=3) as writer:
        for document in documents(5):
            writer.add_document(**document)
        raise RuntimeError

    assert keys(ix) == []
    assert not list((tmp_path / "ix").glob("*.arrays"))
    ix.writer().cancel()


def test_a_second_writer_is_told_of_the_lock(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    writer = ix.writer()

    with pytest.raises(LockError):
        ix.writer()

    writer.cancel()
    ix.writer().cancel()


def test_a_writer_that_cannot_begin_holds_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    with monkeypatch.context() as patch, pytest.raises(OSError, match="unreadable"):
        patch.setattr(ArrayIndex, "_read_toc", lambda self: (_ for _ in ()).throw(OSError("unreadable")))
        ix.writer()

    ix.writer().cancel()


def test_files_are_on_disk_before_the_table_of_contents_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    steps: list[str] = []
    fsync, rename = os.fsync, os.rename

    def record_sync(descriptor: int) -> None:
        steps.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix or "folder")
        fsync(descriptor)

    def record_rename(old: str, new: str) -> None:
        steps.append("rename")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", record_sync)
    monkeypatch.setattr(os, "rename", record_rename)
    fill(ix.writer(), [{"key": "a", "body": "joint"}])

    renaming = steps.index("rename")
    assert ".arrays" in steps[:renaming]
    assert steps[renaming - 2 : renaming + 2][0] == "folder"
    assert steps[renaming + 1] == "folder"


KILLED = """
import django

django.setup()  # the package stands inside an app of Django's
import os, signal, sys
from pathlib import Path
from articles.search.engines.whoosh.segments import writer as module
from articles.search.engines.whoosh.segments.index import open_index
folder, place = sys.argv[1:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
owner, name = {
    "before the segment": (module.ArrayWriter, "_flush_segment"),
    "before the table of contents": (module.ArrayWriter, "_commit_toc"),
    "before the renaming": (Path, "rename"),
    "after the table of contents": (module, "clean_files"),
}[place]
setattr(owner, name, die)
writer = open_index(folder).writer()
writer.update_document(key="a", body="new")
writer.commit()
"""


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("before the segment", "old"),
        ("before the table of contents", "old"),
        ("before the renaming", "old"),
        ("after the table of contents", "new"),
    ],
)
def test_a_killed_commit_leaves_the_old_state_or_the_new(tmp_path: Path, place: str, body: str) -> None:
    folder = tmp_path / "ix"
    fill(create_index(folder, small_schema()).writer(), [{"key": "a", "body": "old"}])

    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), place], check=False)

    assert killed.returncode == -signal.SIGKILL
    ix = open_index(folder)
    with ix.searcher() as searcher:
        assert searcher.document(key="a")["body"] == body
    fill(ix.writer(), [{"key": "b", "body": "next"}])
    assert keys(ix) == ["a", "b"]
    named = {f"{segment.segment_id()}.arrays" for segment in ix._segments()}
    assert {path.name for path in folder.glob("*.arrays")} == named
    assert not list(folder.glob("_MAIN_*.toc.*"))
