"""The table of facets: counted by document and by value, it holds what plain Python counts."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engines.whoosh.segments.facets import FacetTable, write_facets
from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter
from articles.search.engines.whoosh.segments.terms import starts_of

Having = list[list[set[int]]]
"""For each field and each of its values the documents that have it."""


def table(path: Path, having: Having, count: int) -> FacetTable:
    out = SectionWriter(path)
    columns = {
        f"field{number}": (
            np.array([doc for docs in values for doc in sorted(docs)], "u4"),
            starts_of(np.array([len(docs) for docs in values], "i8")),
        )
        for number, values in enumerate(having)
    }
    write_facets(out, columns, count)
    out.close()
    with SectionFile(path) as file:
        return FacetTable.read(file)


@st.composite
def havings(draw: st.DrawFn) -> tuple[Having, int]:
    """A few values, each of some document, and documents that have nearly all of them or none."""
    count = draw(st.integers(1, 90))
    docs = st.sets(st.integers(0, count - 1))
    greedy, nothing = draw(docs), draw(docs)
    values = st.lists(docs.map(lambda found: (found | greedy) - nothing or {0}), min_size=1, max_size=14)
    return draw(st.lists(values, min_size=1, max_size=3)), count


@given(havings(), st.data())
def test_both_ways_count_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[Having, int], data: st.DataObject
) -> None:
    having, count = drawn
    facets = table(tmp_path_factory.mktemp("facets") / "s", having, count)
    asked = data.draw(st.sets(st.integers(0, count - 1)))
    mask = np.zeros(count, bool)
    mask[list(asked)] = True
    rising = np.flatnonzero(mask).astype("u4")

    for number, values in enumerate(having):
        bounds = facets.fields[f"field{number}"]
        counts = [len(docs & asked) for docs in values]
        assert facets.by_document(rising, mask, *bounds).tolist() == counts
        assert facets.by_value(mask, *bounds).tolist() == counts
        assert facets.totals[slice(*bounds)].tolist() == [len(docs) for docs in values]
        owners, found = facets.pairs(*bounds)
        told = Counter(zip(owners.tolist(), (found - bounds[0]).tolist(), strict=True))
        assert told == Counter((doc, value) for value, docs in enumerate(values) for doc in docs)


def test_a_document_of_many_values_does_not_widen_the_rows_of_all(tmp_path: Path) -> None:
    few = [{doc for doc in range(100) if doc % 5 == value} for value in range(5)]
    facets = table(tmp_path / "s", [[*few, *({7} for _ in range(300))]], 100)
    every = np.ones(100, bool)

    assert facets.rows.shape == (100, 8)
    assert len(facets.more) == 301 - 8
    assert facets.by_document(np.arange(100), every, 0, 305).tolist() == [20] * 5 + [1] * 300
