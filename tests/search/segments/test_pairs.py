"""The pairs of the commonest stems say just what walking over the texts says, whatever was merged or deleted."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from whoosh import fields
from whoosh.index import FileIndex

from articles.search.engines.whoosh.analysis import ArchiveAnalyzer
from articles.search.engines.whoosh.segments import gathering, pairs
from articles.search.engines.whoosh.segments.format import SectionFile
from articles.search.engines.whoosh.segments.index import create_index
from articles.search.engines.whoosh.segments.pairs import Pairs
from articles.search.words import words

WORDS = ["trade", "trading", "trad", "pledged", "the", "The", "to", "Tô", "of", "agreed", "agree", "¼", "visits"]


def schema(paired: bool = True) -> fields.Schema:
    text = fields.TEXT(analyzer=ArchiveAnalyzer(paragraphs=True), stored=True)
    text.pairs = paired
    return fields.Schema(key=fields.ID(unique=True, stored=True), text=text)


def texts(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)

    def paragraph() -> str:
        rare = [f"rare{chance.randint(0, 999)}"]
        return " ".join(chance.choice(WORDS + rare) for _ in range(chance.randint(0, 12)))

    return ["\n\n".join(paragraph() for _ in range(chance.randint(1, 3))) for _ in range(count)]


def add(ix: FileIndex, batch: list[str], seed: int = 1, **commit: bool) -> None:
    writer = ix.writer()
    for number, text in enumerate(batch):
        writer.add_document(key=f"{seed}-{number}", text=text)
    writer.commit(**commit)


def held(ix: FileIndex) -> list[Pairs | None]:
    """The pairs of each segment, checked against the texts that it stores, deleted ones included."""
    found = []
    for leaf, _ in ix.reader().leaf_readers():
        with SectionFile(leaf._terms.file.path) as file:
            kept = Pairs.read(file, "text")
            found.append(kept)
            if kept is None:
                continue
            expected: Counter[tuple[bytes, int]] = Counter()
            for doc in range(leaf.doc_count_all()):
                stems = [word.stem.encode() for word in words(leaf.stored_fields(doc).get("text", ""))]
                expected.update((a + b" " + b, doc) for a, b in pairwise(stems) if {a, b} <= kept.common)
            assert postings(kept) == expected
    return found


def postings(kept: Pairs) -> dict[tuple[bytes, int], int]:
    found = {}
    for number, term in enumerate(kept.field.lexicon):
        docs, tf = kept.field.docs(number).tolist(), kept.field.tf(number)
        found |= {(term, doc): n for doc, n in zip(docs, [1] * len(docs) if tf is None else tf.tolist(), strict=True)}
    return found


@pytest.mark.parametrize("run_docs", [7, 8192])
def test_a_batch_has_the_pairs_of_its_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_docs: int) -> None:
    monkeypatch.setattr(gathering, "RUN_DOCS", run_docs)
    ix = create_index(tmp_path / "ix", schema())

    add(ix, texts(60))

    (kept,) = held(ix)
    assert kept is not None
    assert {b"trad", b"the", b"agre"} <= kept.common
    assert not any(stem.startswith(b"rare") for stem in kept.common)


def test_only_so_many_stems_are_common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MOST_COMMON", 3)
    ix = create_index(tmp_path / "ix", schema())

    add(ix, texts(60))

    (kept,) = held(ix)
    assert kept is not None
    assert len(kept.common) == 3


def test_a_later_batch_goes_by_the_stems_of_the_largest_segment(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())

    add(ix, texts(60))
    add(ix, ["of of of"], seed=2, merge=False)

    first, second = held(ix)
    assert first is not None
    assert second is not None
    assert first.common == second.common
    assert second.field.lexicon[:] == [b"of of"]


def test_a_tiny_segment_is_not_gone_by(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())

    add(ix, ["of trade", "of trade"])
    add(ix, texts(60), seed=2, merge=False)

    first, second = held(ix)
    assert first is not None
    assert second is not None
    assert first.common == {b"of", b"trad"}
    assert len(second.common) > 2


def test_merging_keeps_the_pairs_of_those_that_stay(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    for seed in (1, 2, 3):
        add(ix, texts(40, seed), seed, merge=False)
    writer = ix.writer()
    for number in range(0, 40, 3):
        writer.delete_by_term("key", f"2-{number}")
    writer.add_document(key="more", text="of the of the")
    writer.commit(optimize=True)

    (kept,) = held(ix)
    assert kept is not None
    assert b"the of" in kept.field.lexicon[:]


def test_parts_of_other_stems_are_looked_up_in_their_texts(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    add(ix, ["of trade agreed", "trading of pledges"])
    add(ix, texts(50), seed=2, merge=False)
    common = held(ix)[1]
    add(ix, ["lonely"], seed=3, optimize=True)

    (kept,) = held(ix)
    assert kept is not None
    assert common is not None
    assert kept.common == common.common


def test_no_pairs_of_one_document_alone_nor_of_other_fields(tmp_path: Path) -> None:
    one, other = create_index(tmp_path / "one", schema()), create_index(tmp_path / "other", schema(paired=False))

    add(one, ["of the of the"])
    add(other, texts(30))

    assert held(one) == [None]
    assert held(other) == [None]


def test_whoosh_sees_no_field_of_pairs(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", schema())
    add(ix, texts(30))

    with ix.reader() as reader:
        assert set(reader.indexed_field_names()) == {"key", "text"}
        assert {field for field, _ in reader.all_terms()} == {"key", "text"}
