"""An index made anew: searches are answered by the old one until the new one is whole."""

from pathlib import Path

import pytest

from articles.models import Article
from articles.search import Query, lifecycle, search
from articles.search.engines.whoosh import filling
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


def test_the_index_in_use_follows_while_another_is_made(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "LOOKING", 0.0)
    monkeypatch.setattr(filling, "OWN", 1)
    found: list[int] = []

    def told(count: int) -> None:
        if not found:
            Article.objects.update(headline="Melons")
        found.append(search(Query(text="melons")).total)

    lifecycle.rebuild(told)

    assert found[0] == 0
    assert found[1] > 0
    assert search(Query(text="melons")).total == Article.objects.count()
    assert lifecycle.status().is_clean


def test_a_rebuild_where_no_index_is_in_use_has_none_to_follow_with(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "LOOKING", 0.0)
    lifecycle.withdraw()

    assert lifecycle.rebuild(lambda count: Article.objects.update(headline="Melons")) > 0

    assert search(Query(text="melons")).total == Article.objects.count()
    assert lifecycle.status().is_clean
