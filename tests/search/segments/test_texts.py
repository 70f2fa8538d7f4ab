"""Texts gathered by the printed form of their words stand in the index token for token as Whoosh would walk them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, index

from articles.folding import normalise
from articles.search.engines.whoosh.analysis import ArchiveAnalyzer
from articles.search.engines.whoosh.segments import gathering
from articles.search.engines.whoosh.segments.index import create_index
from articles.search.engines.whoosh.segments.merging import merged
from articles.search.engines.whoosh.segments.texts import TextGatherer
from tests.search.segments.indexes import fill
from tests.search.segments.test_codec import postings_of

WORDS = [
    "trade",
    "Trading",
    "US",
    "U.S.",
    "U.S.'s",
    "a.b.cd",
    "us",
    "Tô",
    "Lâm’s",
    "to",
    "Việt",
    "Viê\u0323t",
    "hoá",
    "đàm",
    "Желязков",
    "Желязкова",
    "日本",
    "ℍ",
    "ʼn",
    "ͺ",
    "e\u0301",
    "e-government",
    "x_y",
    "½",
    "𝔸b",
    "rock’n’roll",
    "pledged",
    "",
    "—",
    "end.Next",
    "‘so’",
    "a\u2019b\xa0c…d–e",
    "\0",
    "\r\n \n",
    "\n\n",
]
texts = st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8).map(" ".join), max_size=5).map(
    "\n\n".join
)


def walked(analyzer: ArchiveAnalyzer, text: str) -> list[tuple[str, int]]:
    tokens = analyzer(text, positions=True, mode="index")
    return sorted((token.text, token.pos) for token in tokens)


def gathered(analyzer: ArchiveAnalyzer, batch: list[str]) -> tuple[list[list[tuple[str, int]]], list[int]]:
    gatherer = TextGatherer(analyzer, 1.0)
    lengths = [gatherer.add_text(doc, text) for doc, text in enumerate(batch)]
    whole = merged(gatherer, [])
    found: list[list[tuple[str, int]]] = [[] for _ in batch]
    if whole.positions is not None and whole.tf is not None:
        posting, place = 0, 0
        for term, first, behind in zip(whole.terms, whole.starts[:-1], whole.starts[1:], strict=True):
            for posting in range(int(first), int(behind)):
                for _ in range(int(whole.tf[posting])):
                    found[int(whole.docs[posting])].append((term.decode(), int(whole.positions[place])))
                    place += 1
    return [sorted(tokens) for tokens in found], lengths


@settings(deadline=None)
@given(st.lists(texts, max_size=6), st.booleans(), st.integers(1, 7))
def test_what_is_gathered_is_what_is_walked(batch: list[str], paragraphs: bool, run_docs: int) -> None:
    analyzer = ArchiveAnalyzer(paragraphs=paragraphs)
    batch = [normalise(text) for text in batch]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "RUN_DOCS", run_docs)
        found, lengths = gathered(analyzer, batch)

    expected = [walked(analyzer, text) for text in batch]
    assert found == expected
    assert lengths == [len({position for _, position in tokens}) for tokens in expected]


def test_the_index_holds_the_same_by_either_way(tmp_path: Path) -> None:
    schema = fields.Schema(
        title=fields.TEXT(analyzer=ArchiveAnalyzer()), text=fields.TEXT(analyzer=ArchiveAnalyzer(paragraphs=True))
    )
    batch = [{"title": " ".join(WORDS[n:]), "text": "\n\n".join(WORDS[:n])} for n in range(len(WORDS))]
    for document in batch[::3]:
        document["_text_boost"] = 2.0
    (tmp_path / "stock").mkdir()
    ours, stock = create_index(tmp_path / "ours", schema), index.create_in(str(tmp_path / "stock"), schema)
    for ix in (ours, stock):
        fill(ix.writer(), batch)

    with ours.reader() as left, stock.reader() as right:
        assert [row[-1] for row in postings_of(left).values()] == [row[-1] for row in postings_of(right).values()]
        assert list(postings_of(left)) == list(postings_of(right))


def test_a_length_is_a_number_of_words(tmp_path: Path) -> None:
    ix = create_index(tmp_path / "ix", fields.Schema(text=fields.TEXT(analyzer=ArchiveAnalyzer(paragraphs=True))))
    fill(ix.writer(), [{"text": "Tô Lâm pledged.\n\nTrade, and trading."}, {"text": "—"}, {"text": ["Tô", "Lâm"]}])

    with ix.reader() as reader:
        assert [reader.doc_field_length(doc, "text", 0) for doc in range(3)] == [6, None, 2]
