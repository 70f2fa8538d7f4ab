"""Random corpora, random questions: the engine answers what plain Python finds by looking at every document.

`ORACLE_EXAMPLES` corpora are made (40 unless told), each asked several dozen questions.
"""

import os
import tempfile
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from whoosh import analysis, fields

from articles.search.engines.whoosh.segments import nodes
from articles.search.engines.whoosh.segments.index import ArrayIndex, create_index
from articles.search.engines.whoosh.segments.snapshot import Snapshot
from tests.search.segments.oracle import Document, Oracle

SEGMENTS = "articles.search.engines.whoosh.segments"
EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "40"))
WORDS = ("a", "ab", "abc", "abd", "b", "ba", "trade", "trades", "việt", "вод")
CODES = ("bg", "hu", "it", "vn")
DATES = [datetime(2024, 2, 27) + timedelta(days=3 * n, hours=5 * n) for n in range(6)]
WORD_ANALYZER = analysis.SpaceSeparatedTokenizer()

words = st.sampled_from(WORDS)
codes = st.sampled_from(CODES)
boosts = st.sampled_from((1.0, 1.0, 2.5))
documents = st.builds(
    Document,
    title=st.lists(words, max_size=4),
    body=st.lists(words, max_size=14),
    country=st.frozensets(codes, max_size=3),
    language=st.none() | st.sampled_from(("bg", "en")),
    published=st.none() | st.sampled_from(DATES),
    size=st.none() | st.integers(-3, 3),
    deleted=st.sampled_from((False, False, False, True)),
)
texts = st.sampled_from(("title", "body"))
several = st.lists(words, min_size=1, max_size=3).map(tuple)
leaves = (
    st.builds(nodes.Term, texts, words | st.just("absent"), boosts)
    | st.builds(nodes.Term, st.just("country"), codes)
    | st.builds(nodes.Term, st.just("language"), st.sampled_from(("bg", "en")), boosts)
    | st.builds(nodes.AnyOf, texts, several, boosts)
    | st.builds(nodes.Prefix, texts, st.sampled_from(("a", "ab", "tr", "vi", "x")), st.sampled_from((1, 2, 200)))
    | st.builds(nodes.Fuzzy, texts, st.sampled_from(("abc", "trade", "viet", "вода", "q")), st.sampled_from((1, 200)))
    | st.builds(nodes.Phrase, texts, several)
    | st.builds(nodes.Phrase, texts, st.tuples(words, words), st.sampled_from(((0, 2), (1, 0), (0, 0))))
    | st.builds(nodes.Near, texts, several, st.integers(0, 5))
    | st.builds(
        nodes.Range, st.just("published"), st.none() | st.sampled_from(DATES), st.none() | st.sampled_from(DATES)
    )
    | st.builds(nodes.Range, st.just("size"), st.none() | st.integers(-3, 3), st.none() | st.integers(-3, 3))
    | st.just(nodes.Every())
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.builds(nodes.And, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(nodes.Or, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(nodes.Not, inner)
        | st.builds(nodes.Unscored, inner)
    ),
    max_leaves=6,
)
chosen_codes = st.lists(codes, max_size=2, unique=True).map(tuple)
selections = st.lists(
    st.builds(nodes.Selection, st.just("country"), chosen_codes, chosen_codes)
    | st.builds(nodes.Selection, st.just("language"), st.sampled_from(((), ("bg",), ("en", "fr")))),
    max_size=2,
    unique_by=lambda selection: selection.field,
).map(tuple)
questions = st.builds(
    nodes.Question,
    node=trees,
    selections=selections,
    facets=st.just(("country", "language")),
    histogram=st.none() | st.builds(nodes.Histogram, st.just("published"), st.sampled_from(("year", "month", "day"))),
    order=st.sampled_from(("score", "newest", "oldest")),
    start=st.sampled_from((0, 0, 3)),
    count=st.sampled_from((1, 4, 20)),
    buckets=st.sampled_from((0, 1, 2, 10)),
)


def schema() -> fields.Schema:
    return fields.Schema(
        title=fields.TEXT(analyzer=WORD_ANALYZER),
        body=fields.TEXT(analyzer=WORD_ANALYZER),
        country=fields.KEYWORD(commas=True),
        language=fields.KEYWORD,
        published=fields.DATETIME(sortable=True),
        size=fields.NUMERIC,
    )


def indexed(folder: str, batches: list[list[Document]]) -> ArrayIndex:
    """An index of one segment a batch; the deleted are deleted by a commit of their own."""
    ix = create_index(folder, schema())
    for batch in batches:
        writer = ix.writer()
        for document in batch:
            writer.add_document(**document.fields())
        writer.commit(merge=False)
    writer = ix.writer()
    for number, document in enumerate(document for batch in batches for document in batch):
        if document.deleted:
            writer.delete_document(number)
    writer.commit(merge=False)
    return ix


def whole_batches(batches: list[list[Document]]) -> list[list[Document]]:
    """Without batches that a commit would drop: those whose documents are all deleted."""
    return [batch for batch in batches if any(not document.deleted for document in batch)]


# The ways to the same answer that a corpus of this size would not take by itself.
WAYS = (
    {},
    {"parts.SPARSE": 0, "parts._BISECTION": 0.0, "phrases._MOST_SLOTS": 8, "answering.DENSE_SHARE": 1.0},
    {"parts.SPARSE": 1000, "parts._BISECTION": 1e9, "answering.DENSE_SHARE": 0.0, "ordering._STRIDE": 2},
    {"ordering._MOST_STRIDES": 10**6, "facets._HEAD_SHARE": 2, "facets._BLOCK": 1},
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(
    st.lists(st.lists(documents, min_size=1, max_size=12), min_size=1, max_size=3),
    st.lists(trees, min_size=5, max_size=25),
    st.lists(questions, min_size=5, max_size=25),
    st.sampled_from(WAYS),
)
def test_the_engine_answers_what_looking_at_every_document_finds(
    batches: list[list[Document]], asked: list[nodes.Node], pages: list[nodes.Question], way: dict[str, Any]
) -> None:
    batches = whole_batches(batches)
    oracle = Oracle([document for batch in batches for document in batch])
    with tempfile.TemporaryDirectory() as folder, ExitStack() as patches:
        for name, value in way.items():
            patches.enter_context(patch(f"{SEGMENTS}.{name}", value))
        indexed(folder, batches)
        snapshot = Snapshot.open(folder)
        for node in asked:
            matches = snapshot.evaluate(node)
            got = dict(zip(matches.docs.tolist(), matches.scores.tolist(), strict=True))
            assert got == pytest.approx(oracle.find(node), rel=1e-4), node
        for question in pages:
            assert_same_page(snapshot.answer(question), oracle.answer(question), oracle.find(question.node))


def assert_same_page(got: nodes.Answer, expected: nodes.Answer, scores: dict[int, float]) -> None:
    assert (got.total, got.facets, got.histogram, got.undated) == (
        expected.total,
        expected.facets,
        expected.histogram,
        expected.undated,
    )
    assert got.scores == pytest.approx(expected.scores, rel=1e-4)
    if any(expected.scores):  # scores that differ by less than the arithmetic tells may stand in either order
        assert [scores[doc] for doc in got.docs] == pytest.approx(expected.scores, rel=1e-4)
    else:
        assert got.docs == expected.docs


def test_merging_changes_no_answer(tmp_path: Path) -> None:
    batches = [[Document(body=["trade", "ab"], country=frozenset({"bg"}))], [Document(body=["trade"], size=2)]]
    ix = indexed(str(tmp_path), batches)
    before = Snapshot.open(tmp_path).evaluate(nodes.Term("body", "trade"))

    ix.writer().commit(optimize=True)

    after = Snapshot.open(tmp_path).evaluate(nodes.Term("body", "trade"))
    assert after.docs.tolist() == before.docs.tolist()
    assert after.scores.tolist() == pytest.approx(before.scores.tolist(), rel=1e-6)
