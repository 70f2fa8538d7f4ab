"""The bulk writer makes the index that Whoosh's own would, only faster, and whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from whoosh import analysis, fields, index, writing
from whoosh.index import TOC, LockError

from articles.search.engines.whoosh.segments import contents, gathering
from articles.search.engines.whoosh.segments.format import SectionFile
from articles.search.engines.whoosh.segments.index import ArrayIndex, create_index, open_index
from articles.search.engines.whoosh.segments.writer import ArrayWriter
from tests.search.segments.corpus import documents, schema
from tests.search.segments.test_codec import assert_same, fill, new_index


def keys(ix: index.FileIndex) -> list[str]:
    with ix.reader() as reader:
        return sorted(stored["key"] for stored in reader.all_stored_fields())


def small_schema() -> fields.Schema:
    return fields.Schema(key=fields.ID(unique=True, stored=True), body=fields.TEXT(stored=True))


@pytest.mark.parametrize("run_docs", [7, gathering.RUN_DOCS])
def test_the_bulk_writer_writes_what_whoosh_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_docs: int
) -> None:
    monkeypatch.setattr(gathering, "RUN_DOCS", run_docs)
    ours, stock = create_index(tmp_path / "ours", schema()), new_index(tmp_path / "stock")
    batch = list(documents(120))

    fill(ours.writer(), batch)
    fill(stock.writer(), batch)

    assert_same(ours, stock)


def test_merging_copies_arrays_and_drops_the_deleted(tmp_path: Path) -> None:
    ours, stock = create_index(tmp_path / "ours", schema()), new_index(tmp_path / "stock")
    for ix in (ours, stock):
        for seed in (1, 2, 3):
            fill(ix.writer(), list(documents(30, seed=seed)), merge=False)
        writer = ix.writer()
        writer.delete_by_term("country", "bg")
        for document in documents(10, seed=4):
            writer.add_document(**document)
        writer.commit(optimize=True)

    assert_same(ours, stock)


def test_merging_without_term_vectors_copies_documents_as_they_lie(tmp_path: Path) -> None:
    plain = schema()
    plain.remove("vectored")
    ours = create_index(tmp_path / "ours", plain)
    stock = (
        index.create_in(str((tmp_path / "stock").resolve()), plain) if (tmp_path / "stock").mkdir() is None else None
    )
    assert stock is not None
    for ix in (ours, stock):
        for seed in (1, 2):
            batch = [{k: v for k, v in d.items() if k != "vectored"} for d in documents(40, seed=seed)]
            fill(ix.writer(), batch, merge=False)
        writer = ix.writer()
        writer.delete_by_term("language", "vi")
        writer.commit(optimize=True)

    with ours.reader() as left, stock.reader() as right:
        assert [left.stored_fields(doc) for doc in left.all_doc_ids()] == [
            right.stored_fields(doc) for doc in right.all_doc_ids()
        ]
        for name in ("size", "published", "title", "language"):
            raw = [list(reader.column_reader(name, translate=False)) for reader in (left, right)]
            assert raw[0] == raw[1]
        for name in ("title", "body"):
            assert left.field_length(name) == right.field_length(name)


def recorded(ix: ArrayIndex) -> None:
    """Give the commit of a writer of Whoosh's own the record that ours have."""
    toc = TOC.read(ix.storage, ix.indexname)
    ix.storage.delete_file(TOC._filename(ix.indexname, toc.generation))
    contents.write(Path(ix.storage.folder), ix.indexname, toc)


def test_segments_of_whoosh_itself_are_merged_too(tmp_path: Path) -> None:
    ours, stock = create_index(tmp_path / "ours", schema()), new_index(tmp_path / "stock")
    for ix in (ours, stock):
        fill(writing.SegmentWriter(ix), list(documents(40)), merge=False)
        if ix is ours:
            recorded(ix)
        fill(ix.writer(), list(documents(40, seed=2)), merge=False)
        writer = ix.writer()
        writer.delete_by_term("public", True)
        writer.commit(optimize=True)

    assert_same(ours, stock)
    assert all((tmp_path / "ours" / segment.make_filename(".arrays")).exists() for segment in ours._segments())


def test_boosts_of_documents_and_fields_are_weights(tmp_path: Path) -> None:
    ours, stock = create_index(tmp_path / "ours", schema()), new_index(tmp_path / "stock")
    batch = list(documents(30))
    for number, document in enumerate(batch):
        if number % 3 == 0:
            document["_boost"] = 2.5
        if number % 5 == 0:
            document["_body_boost"] = 4.0

    fill(ours.writer(), batch)
    fill(stock.writer(), batch)

    assert_same(ours, stock)


def test_words_and_tokens_of_one_field_stand_together(tmp_path: Path) -> None:
    ours = create_index(tmp_path / "ours", fields.Schema(body=fields.TEXT(analyzer=Quick())))
    fill(ours.writer(), [{"body": "joint statement"}, {"body": ["statement", "joint"]}, {"body": "joint joint"}])

    with ours.reader() as reader:
        matcher = reader.postings("body", "joint")
        found = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.value_as("positions")
            matcher.next()

    assert found == {0: [0], 1: [1], 2: [0, 1]}


class Quick(analysis.Analyzer):
    """An analyzer with a fast way, as the archive's has."""

    mark = None

    def cut(self, text: str) -> list[str]:
        return text.split()

    def forms(self, piece: str) -> list[tuple[str, str, str, str]]:
        return [(piece, piece, "", "")]

    def terms_of(self, stem: str) -> list[str]:
        return [stem]

    def __call__(self, value: str, **options: Any) -> Any:
        return analysis.SpaceSeparatedTokenizer()(value, **options)


def test_term_frequencies_beyond_a_byte_and_texts_without_words(tmp_path: Path) -> None:
    ours = create_index(tmp_path / "ours", small_schema())
    fill(
        ours.writer(),
        [{"key": "a", "body": "pact " * 70_000}, {"key": "b", "body": "the of"}, {"key": "c", "body": ""}],
    )

    with ours.reader() as reader:
        assert reader.frequency("body", "pact") == 70_000
        assert reader.postings("body", "pact").value_as("positions") == list(range(70_000))
        assert reader.doc_count() == 3


def test_updating_sees_the_index_and_the_same_batch(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    fill(ix.writer(), [{"key": "a", "body": "first"}, {"key": "b", "body": "first"}], merge=False)

    writer = ix.writer()
    for text in ("second", "third"):
        writer.update_document(key="a", body=text)
    writer.update_document(key="c", body="new")
    writer.delete_by_term("key", "c")
    writer.commit(merge=False)

    assert keys(ix) == ["a", "b"]
    with ix.searcher() as searcher:
        assert searcher.document(key="a")["body"] == "third"
    ix.writer().commit(optimize=True)
    assert keys(ix) == ["a", "b"]


def test_updating_replaces_documents_in_segments_of_whoosh_itself(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    fill(writing.SegmentWriter(ix), [{"key": "a", "body": "old"}])
    recorded(ix)

    writer = ix.writer()
    writer.update_document(key="a", body="new")
    writer.commit(merge=False)

    assert keys(ix) == ["a"]


def test_a_large_batch_becomes_several_segments_in_one_commit(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", small_schema())
    writer = ix.writer(docs_per_segment=10)
    for number in range(35):
        writer.update_document(key=f"k{number % 30}", body="joint statement")
    writer.commit(merge=False)

    assert len(ix._segments()) == 4
    assert len(keys(ix)) == 30


def test_a_document_that_fails_leaves_no_half(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    writer = ix.writer()
    writer.add_document(key="whole", body="joint")
    with pytest.raises(ValueError, match="int"):
        writer.add_document(key="half", body="statement", size="not a number")
    writer.commit()

    with ix.reader() as reader:
        assert list(reader.lexicon("body")) == [b"joint"]
        assert keys(ix) == ["whole"]


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


def test_every_section_of_a_written_segment_has_its_digest(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    fill(ix.writer(), list(documents(50)))

    for path in (tmp_path / "ix").glob("*.arrays"):
        with SectionFile(path) as file:
            assert file.verify() == []
