"""What is kept of posting lists: what was used last, up to a limit that grows with the archive."""

import numpy as np

from articles.search.engines.whoosh.segments.postings import CACHE_BYTES, Arrays, PostingCache


def arrays(size: int) -> Arrays:
    return (np.zeros(size, "u1"),)


def test_what_was_used_longest_ago_goes_first() -> None:
    cache = PostingCache(limit=20_000)
    kept = [cache.get((name,), lambda: arrays(2_000)) for name in range(8)]
    assert cache.get((0,), lambda: arrays(1)) is kept[0]

    cache.get((8,), lambda: arrays(2_000))

    assert cache.get((0,), lambda: arrays(1)) is kept[0]
    assert cache.get((1,), lambda: arrays(1)) is not kept[1]
    assert cache.size <= cache.limit


def test_what_would_push_out_most_others_is_not_kept() -> None:
    cache = PostingCache(limit=20_000)

    cache.get(("large",), lambda: arrays(3_000))

    assert cache.size == 0


def test_a_large_archive_keeps_more_and_a_small_one_as_much_as_ever() -> None:
    cache = PostingCache()

    cache.fit(1_000)
    assert cache.limit == CACHE_BYTES
    cache.fit(1_000_000)
    assert cache.limit > 8 * CACHE_BYTES
