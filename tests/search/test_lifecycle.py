"""An index made anew: searches are answered by the old one until the new one is whole."""

from pathlib import Path

import pytest

from articles.search import Query, lifecycle, search
from articles.search.engines.whoosh.generations import Generations

pytestmark = pytest.mark.django_db


def test_a_rebuild_lies_beside_the_index_until_it_is_done(archive: Path) -> None:
    seen = []

    lifecycle.rebuild(lambda _: seen.append(search(Query()).total))

    assert set(seen) == {3}
    assert len(list(archive.glob("gen-*"))) == 2


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(archive: Path) -> None:
    before = Generations(archive).current()

    def fail(_: int) -> None:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        lifecycle.rebuild(fail)

    assert Generations(archive).current() == before
    assert list(archive.glob("gen-*")) == [before]
    assert search(Query()).mode == "index"
