"""Merged segments hold what those hold that Whoosh merges itself."""

from pathlib import Path

from whoosh import index, writing

from articles.search.engines.whoosh.segments.index import create_index
from tests.search.segments.corpus import documents, schema
from tests.search.segments.indexes import fill, new_index, recorded
from tests.search.segments.test_codec import assert_same


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
