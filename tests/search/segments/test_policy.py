"""Segments stay few, what is deleted goes, and a small commit never rewrites a large segment."""

from pathlib import Path

import pytest
from whoosh.index import FileIndex

from articles.search.engines.whoosh.segments import policy
from articles.search.engines.whoosh.segments.index import create_index
from tests.search.segments.indexes import keys, small_schema


def add(ix: FileIndex, names: list[str], **writing: int) -> None:
    writer = ix.writer(**writing)
    for name in names:
        writer.update_document(key=name, body="joint statement")
    writer.commit()


def sizes(ix: FileIndex) -> list[int]:
    return sorted(segment.doc_count_all() for segment in ix._segments())


@pytest.fixture
def ix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileIndex:
    """An index with tiers of 2, 8, 32 … documents, the largest of 100."""
    monkeypatch.setattr(policy, "FACTOR", 4)
    monkeypatch.setattr(policy, "SMALLEST", 2)
    monkeypatch.setattr(policy, "LARGEST", 100)
    return create_index(tmp_path / "ix", small_schema())


def test_commits_one_by_one_leave_few_segments_and_rewrite_little(
    ix: FileIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten = 0
    merge = policy._merge

    def counting(writer: object, segments: list) -> None:  # type: ignore[type-arg]
        nonlocal rewritten
        rewritten += sum(segment.doc_count() for segment in segments)
        merge(writer, segments)  # type: ignore[arg-type]

    monkeypatch.setattr(policy, "_merge", counting)
    most = 0
    for number in range(400):
        add(ix, [str(number)])
        most = max(most, len(sizes(ix)))

    assert most <= 400 / 50 + 4 * 3
    assert rewritten <= 400 * 5
    assert max(sizes(ix)) <= 100
    assert len(keys(ix)) == 400


def test_a_large_segment_is_not_rewritten_for_small_ones(ix: FileIndex) -> None:
    add(ix, [str(number) for number in range(90)])
    (large,) = ix._segments()

    for number in range(30):
        add(ix, [f"small {number}"])

    assert large.segment_id() in {segment.segment_id() for segment in ix._segments()}


def test_middling_segments_do_not_pile_up(ix: FileIndex) -> None:
    for start in range(0, 400, 20):
        add(ix, [str(number) for number in range(start, start + 20)])

    assert len(sizes(ix)) <= 8


def test_a_segment_with_many_deletions_is_rewritten(ix: FileIndex) -> None:
    add(ix, [str(number) for number in range(90)])

    add(ix, [str(number) for number in range(10)])
    assert sizes(ix) == [10, 90]
    add(ix, [str(number) for number in range(10, 20)])

    assert sum(sizes(ix)) == len(keys(ix)) == 90


def test_a_segment_of_deleted_documents_goes(ix: FileIndex) -> None:
    add(ix, ["a", "b"])
    writer = ix.writer()
    writer.delete_key("key", "a")
    writer.delete_key("key", "b")
    writer.commit()

    assert sizes(ix) == []


def test_optimizing_makes_segments_of_the_largest_size(ix: FileIndex) -> None:
    for start in range(0, 60, 20):
        add(ix, [str(number) for number in range(start, start + 20)])
    writer = ix.writer(docs_per_segment=50)
    writer.delete_key("key", "7")

    writer.commit(optimize=True)

    assert sum(sizes(ix)) == 59
    assert len(sizes(ix)) == 2
    before = {segment.segment_id() for segment in ix._segments()}
    ix.writer(docs_per_segment=50).commit(optimize=True)
    assert {segment.segment_id() for segment in ix._segments()} & before
