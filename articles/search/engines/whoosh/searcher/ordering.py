"""The first so many documents of a set, without sorting all of it; ties go by time, the newest first."""

import numpy as np
from numpy.typing import NDArray

from articles.search import ordering
from articles.search.engines.whoosh.searcher.columns import Floats
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.sets import Docs, Ints

_COLUMNS_EACH, _MOST_ROWS = 8, 128
_STRIDE = 1024
_MOST_STRIDES = 16
_ONE_DAY = np.uint64(1 << (64 - ordering.DAY))


def recency(moments: Ints) -> NDArray[np.uint64]:
    """Numbers that rise with time and put what is undated before everything: the highest day turns to the lowest."""
    return moments + _ONE_DAY


def best(docs: Docs, scores: Floats, moments: Ints, count: int) -> tuple[Ints, Floats]:
    """The first `count` documents by falling score, and their scores; `scores` are aligned, below 0 for all others."""
    places = leading(scores, min(count, docs.count))
    if len(places) > 2 * count:  # many ties at the end: of them the newest
        own = scores.take(places)
        least = np.sort(own)[len(own) - count]
        above, ties = places.take(np.flatnonzero(own > least)), places.take(np.flatnonzero(own == least))
        tied = ties if docs.is_dense else docs.rising.take(ties)
        places = np.concatenate((above, ties.take(largest(recency(moments.take(tied)), count - len(above)))))
    found = places.astype("u4") if docs.is_dense else docs.rising.take(places)
    own = scores.take(places)
    order = np.lexsort((~recency(moments.take(found)), -own))[:count]
    return found.take(order), own.take(order)


def leading(scores: Floats, count: int) -> Ints:
    """The places of the `count` highest scores and of a few more that are not much lower, rising.

    The array is laid out in rows; as many columns as are sought have a highest score of at least some bound, so the
    bound lets enough scores pass. Looking for the bound among the columns costs a fraction of a partition of all
    scores, and that takes ten times as long again where many are equal.
    """
    if not count:
        return np.empty(0, "i8")
    rows = min(len(scores) // (_COLUMNS_EACH * count), _MOST_ROWS)
    columns = scores[: len(scores) // rows * rows].reshape(rows, -1).max(axis=0) if rows > 1 else scores
    bound = np.sort(columns)[len(columns) - count]
    return np.flatnonzero(scores >= bound)


def by_time(leaf: Leaf, docs: Docs, newest: bool, count: int) -> Ints:
    """The first `count` documents, newest or oldest first, undated ones last."""
    if docs.count > count:
        walked = _walked(leaf, docs, newest, count)
        if walked is not None:
            return walked
    moments = leaf.moments().take(docs.rising)
    return docs.rising.take(largest(recency(moments) if newest else ~moments, count))


def largest(keys: NDArray[np.uint64], count: int) -> Ints:
    """The places of the `count` largest keys, which all differ, largest first."""
    if count <= 0:
        return np.empty(0, "i8")
    drop = max(len(keys) - count, 0)
    places = np.argpartition(keys, drop)[drop:] if drop else np.arange(len(keys))
    return places.take(np.argsort(~keys.take(places)))


def _walked(leaf: Leaf, docs: Docs, newest: bool, count: int) -> Ints | None:
    """The first ones along the documents by time, or None where that would be a long walk.

    Of a large set the newest are met within the first steps from the end of what is dated.
    """
    if docs.count * _STRIDE * _MOST_STRIDES < leaf.doc_count * count:
        return None
    order = leaf.by_moment()
    if newest:
        order = order[: leaf.arrays.once("dated", "", lambda: _dated(leaf, order))][::-1]
    mask = docs.mask
    pieces: list[Ints] = []
    have = 0
    for start in range(0, min(len(order), _STRIDE * _MOST_STRIDES), _STRIDE):
        stretch = order[start : start + _STRIDE]
        pieces.append(stretch.take(np.flatnonzero(mask.take(stretch))))
        have += len(pieces[-1])
        if have >= count:
            return np.concatenate(pieces)[:count]
    return None


def _dated(leaf: Leaf, order: Ints) -> int:
    """How many of the documents by time have a date: the others stand behind them."""
    return int(np.searchsorted(leaf.moments().take(order), np.uint64(ordering.UNDATED << (64 - ordering.DAY))))
