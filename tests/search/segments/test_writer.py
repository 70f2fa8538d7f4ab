"""The bulk writer makes the index that Whoosh's own would, only faster."""

from pathlib import Path
from typing import Any

import pytest
from whoosh import analysis, fields, writing

from articles.search.engines.whoosh.segments import gathering
from articles.search.engines.whoosh.segments.format import SectionFile
from articles.search.engines.whoosh.segments.index import create_index
from tests.search.segments.corpus import documents, schema
from tests.search.segments.indexes import fill, keys, new_index, recorded, small_schema
from tests.search.segments.test_codec import assert_same


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


def test_every_section_of_a_written_segment_has_its_digest(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    fill(ix.writer(), list(documents(50)))

    for path in (tmp_path / "ix").glob("*.arrays"):
        with SectionFile(path) as file:
            assert file.verify() == []
