"""Choosing the best of many: nothing that belongs to them is left out, however many are equal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engines.whoosh.searcher.columns import Column, Listed, highest, summed
from articles.search.engines.whoosh.searcher.ordering import best, leading
from articles.search.engines.whoosh.searcher.sets import Docs, united


@pytest.mark.parametrize("size", [1, 20, 21, 500, 20_000])
@pytest.mark.parametrize("levels", [1, 2, 7, 10_000])
@pytest.mark.parametrize("count", [1, 20])
def test_the_highest_scores_are_among_the_leading_ones(size: int, levels: int, count: int) -> None:
    chance = np.random.default_rng(size + levels)
    scores = (chance.integers(0, levels, size) / levels).astype("f4")
    least = np.sort(scores)[::-1][: min(count, size)][-1]

    found = leading(scores, min(count, size))

    assert set(np.flatnonzero(scores > least)) <= set(found.tolist())
    assert len(found) >= min(count, size)


@pytest.mark.parametrize("share", [0.01, 0.5, 1.0])
def test_the_best_are_those_of_a_whole_sort(share: float) -> None:
    chance = np.random.default_rng(7)
    docs = Docs(5000, mask=chance.random(5000) < share)
    moments = chance.permutation(np.arange(5000, dtype="u8") << np.uint64(42))
    whole = (chance.integers(0, 40, 5000) / 40).astype("f4")
    scores = np.where(docs.mask, whole, np.float32(-1)) if docs.is_dense else whole.take(docs.rising)

    found, own = best(docs, scores, moments, 20)

    order = sorted(docs.rising.tolist(), key=lambda doc: (-whole[doc], -int(moments[doc])))
    assert found.tolist() == order[:20]
    assert own.tolist() == [whole[doc] for doc in order[:20]]


numbers = st.sets(st.integers(0, 199))


@given(numbers, numbers)
def test_sets_are_the_same_in_both_forms(one: set[int], other: set[int]) -> None:
    for left in (_rising(one), _masked(one)):
        for right in (_rising(other), _masked(other)):
            assert (left & right).rising.tolist() == sorted(one & other)
            assert (left - right).rising.tolist() == sorted(one - other)
            assert united([left, right], 200).rising.tolist() == sorted(one | other)
            assert (left & right).mask.sum() == (left & right).count


@given(st.lists(st.dictionaries(st.integers(0, 199), st.integers(1, 9)), max_size=4))
def test_lists_are_summed_and_compared_whichever_way_they_are_held(rows: list[dict[int, int]]) -> None:
    lists = [Listed(np.array(sorted(row), "u4"), np.array([row[doc] for doc in sorted(row)], "u1")) for row in rows]
    documents = {doc for row in rows for doc in row}
    for doc_count in (200, 200_000):  # many for their segment, and few
        column, largest = summed([(one, None) for one in lists], doc_count), highest(lists, doc_count)

        assert _numbers(column) == {doc: sum(row.get(doc, 0) for row in rows) for doc in documents}
        assert dict(zip(largest.docs.tolist(), largest.values().tolist(), strict=True)) == {
            doc: max(row.get(doc, 0) for row in rows) for doc in documents
        }


def _rising(docs: set[int]) -> Docs:
    return Docs(200, np.array(sorted(docs), "u4"))


def _masked(docs: set[int]) -> Docs:
    mask = np.zeros(200, bool)
    mask[list(docs)] = True
    return Docs(200, mask=mask)


def _numbers(column: Column) -> dict[int, float]:
    docs = Docs(column.doc_count, np.arange(200, dtype="u4"))
    beside = docs.numbers(column.beside(docs))
    return {doc: number for doc, number in zip(range(200), beside.tolist(), strict=True) if number}
