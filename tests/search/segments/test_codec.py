"""Whoosh sees the same index through array segments as through its own."""

from pathlib import Path
from typing import Any

import pytest
from whoosh import index, query, sorting
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.spelling import ReaderCorrector

from articles.search.engines.whoosh.segments.codec import ArrayCodec
from articles.search.engines.whoosh.segments.format import SegmentFormatError
from tests.search.segments.corpus import documents, schema
from tests.search.segments.indexes import fill, new_index

QUERIES = [
    query.Term("body", "partnership"),
    query.Term("body", "желязков"),
    query.Term("title", "trade"),
    query.And([query.Term("body", "trade"), query.Term("body", "visit")]),
    query.Or([query.Term("body", "trade"), query.Term("title", "visit"), query.Term("plain", "nội")]),
    query.AndNot(query.Term("body", "joint"), query.Term("country", "bg")),
    query.Phrase("body", ["joint", "statement"]),
    query.Phrase("body", ["joint", "statement"], slop=4),
    query.Phrase("characters", ["party", "chief"]),
    query.Prefix("body", "st"),
    query.Wildcard("body", "*r*p"),
    query.FuzzyTerm("body", "chif", maxdist=1, prefixlength=0),
    query.Every(),
    query.Every("country"),
    query.Term("language", "vi"),
    query.NumericRange("size", 100, 500),
    query.NumericRange("rank", 0.25, 0.5),
    query.Or([query.Term("body", "absent"), query.Term("absent", "trade"), query.Term("body", "visit")]),
    query.TermRange("key", "article-1-2", "article-1-4"),
    query.Not(query.Term("public", True)),
    query.DisjunctionMax([query.Term("body", "trade", boost=2.0), query.Term("scored", "trade")]),
]


def postings_of(reader: IndexReader) -> dict[Any, Any]:
    """Every posting with its weight and what its format can decode, and the term's facts."""
    found = {}
    for (field, term), info in reader:
        format_ = reader.schema[field].format
        matcher = reader.postings(field, term)
        rows = []
        while matcher.is_active():
            facts: list[Any] = [matcher.id(), pytest.approx(matcher.weight(), rel=1e-6)]
            facts += [matcher.value_as(what) for what in ("positions", "characters") if format_.supports(what)]
            rows.append(facts)
            matcher.next()
        found[field, term] = (
            pytest.approx(info.weight(), rel=1e-6),
            info.doc_frequency(),
            info.min_length(),
            info.max_length(),
            pytest.approx(info.max_weight(), rel=1e-6),
            info.min_id(),
            info.max_id(),
            rows,
        )
    return found


def assert_same(ours: FileIndex, stock: FileIndex) -> None:
    with ours.reader() as left, stock.reader() as right:
        assert list(left.all_terms()) == list(right.all_terms())
        assert postings_of(left) == postings_of(right)
        assert list(left.all_doc_ids()) == list(right.all_doc_ids())
        for doc in right.all_doc_ids():
            assert left.stored_fields(doc) == right.stored_fields(doc)
            for field in ("title", "body", "scored"):
                assert left.doc_field_length(doc, field) == right.doc_field_length(doc, field)
        for field in ("size", "published", "title", "language"):
            raw = [list(reader.column_reader(field, translate=False)) for reader in (left, right)]
            assert raw[0] == raw[1]
        for field in ("title", "body"):
            assert left.field_length(field) == right.field_length(field)
            assert left.max_field_length(field) == right.max_field_length(field)
        doc = next(iter(right.all_doc_ids()))
        assert list(left.vector_as("frequency", doc, "vectored")) == list(right.vector_as("frequency", doc, "vectored"))
    assert_same_answers(ours, stock)


def assert_same_answers(ours: FileIndex, stock: FileIndex) -> None:
    with ours.searcher() as left, stock.searcher() as right:
        for question in QUERIES:
            got, expected = left.search(question, limit=None), right.search(question, limit=None)
            assert {hit.docnum: pytest.approx(hit.score, rel=1e-5) for hit in expected} == {
                hit.docnum: hit.score for hit in got
            }, question
            top = [pytest.approx(hit.score, rel=1e-5) for hit in right.search(question, limit=5)]
            assert top == [hit.score for hit in left.search(question, limit=5)], question
        facet = sorting.FieldFacet("published", reverse=True)
        newest = [searcher.search(query.Every(), sortedby=facet, limit=20) for searcher in (left, right)]
        assert [hit.docnum for hit in newest[0]] == [hit.docnum for hit in newest[1]]
        doc = next(iter(right.reader().all_doc_ids()))
        alike = [sorted(h.docnum for h in s.more_like(doc, "body", top=5)) for s in (left, right)]
        assert alike[0] == alike[1]
        assert ReaderCorrector(left.reader(), "body", schema()["body"]).suggest("statment") == ReaderCorrector(
            right.reader(), "body", schema()["body"]
        ).suggest("statment")


def test_whoosh_reads_array_segments_as_it_reads_its_own(tmp_path: Path) -> None:
    ours, stock = new_index(tmp_path / "ours"), new_index(tmp_path / "stock")
    batch = list(documents(150))

    fill(ours.writer(codec=ArrayCodec()), batch)
    fill(stock.writer(), batch)

    assert_same(ours, stock)


def test_whoosh_deletes_and_merges_array_segments_as_its_own(tmp_path: Path) -> None:
    ours, stock = new_index(tmp_path / "ours"), new_index(tmp_path / "stock")
    for ix, codec in ((ours, ArrayCodec()), (stock, None)):
        fill(ix.writer(codec=codec), list(documents(60)), merge=False)
        fill(ix.writer(codec=codec), list(documents(60, seed=2)), merge=False)
        writer = ix.writer(codec=codec)
        writer.delete_by_term("country", "bg")
        writer.commit(merge=False)
    assert_same(ours, stock)

    ours.writer(codec=ArrayCodec()).commit(optimize=True)
    stock.optimize()

    assert_same(ours, stock)


def test_old_and_array_segments_answer_together(tmp_path: Path) -> None:
    mixed, stock = new_index(tmp_path / "mixed"), new_index(tmp_path / "stock")
    fill(mixed.writer(), list(documents(50)), merge=False)
    fill(mixed.writer(codec=ArrayCodec()), list(documents(50, seed=2)), merge=False)
    for seed in (1, 2):
        fill(stock.writer(), list(documents(50, seed=seed)), merge=False)
    assert_same(mixed, stock)

    mixed.writer(codec=ArrayCodec()).commit(optimize=True)
    stock.optimize()

    assert_same(mixed, stock)


def test_deletions_survive_the_table_of_contents(tmp_path: Path) -> None:
    ix = new_index(tmp_path / "ours")
    fill(ix.writer(codec=ArrayCodec()), list(documents(20)))
    writer = ix.writer(codec=ArrayCodec())
    for doc in (3, 17, 4):
        writer.delete_document(doc)
    writer.delete_document(4, delete=False)
    writer.commit(merge=False)

    (segment,) = index.open_dir(str(tmp_path / "ours"))._segments()

    assert segment.deleted_array().tolist() == [3, 17]


def test_segments_in_memory_are_refused() -> None:
    ix = RamStorage().create_index(schema())

    with pytest.raises(SegmentFormatError, match="need files"):
        ix.writer(codec=ArrayCodec())


def test_one_file_a_segment(tmp_path: Path) -> None:
    ix = new_index(tmp_path / "ours")
    fill(ix.writer(codec=ArrayCodec()), [{"key": "one", "body": "joint statement"}])

    names = [name for name in FileStorage(str(tmp_path / "ours")).list() if "WRITELOCK" not in name]

    assert sorted(name.rsplit(".", 1)[1] for name in names) == ["arrays", "toc"]
