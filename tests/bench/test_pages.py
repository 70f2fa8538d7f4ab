"""The invented archive to measure pages in: whole, the same from the same seed, and with pages to ask for."""

import gc
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve

from articles.models import Article, Commitment, PartnershipEvent, Passage, Person
from articles.urls import urlpatterns
from bench.pages import addresses, asking, made, world
from bench.pages.__main__ import compared
from bench.pages.world import Size

NO_PAGES = {"robots", "security-txt", "healthz", "readyz"}
"""Addresses that show nothing of the archive."""

TINY = Size(60, 20, 60, 30, countries=24, bodies=40, places=20, posts=30, pairs=40, papers=40)


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[None]:
    """A very small one, with its index."""
    monkeypatch.setitem(world.SIZES, "small", TINY)
    settings.INDEX_DIR = tmp_path
    settings.SEARCH_SECONDS = 0
    made.fill("small")
    gc.freeze()  # garbage is collected before each question: not among all that the tests have imported
    yield
    gc.unfreeze()


@pytest.mark.django_db(transaction=True)
def test_an_invented_archive_is_whole_and_every_kind_of_page_answers(filled: None) -> None:
    counts = [model.objects.count() for model in (Article, Person, PartnershipEvent, Commitment)]  # type: ignore[attr-defined]
    quotes = Passage.objects.select_related("version")

    assert counts == [60, 20, 60, 30]
    assert all(quote.matches for quote in quotes)
    asked = set()
    for name, draw in addresses.kinds().items():
        wanted = list(draw(random.Random(1), 3))
        assert wanted, name
        asked.add(resolve(wanted[0].partition("?")[0]).url_name)
        if addresses.known(wanted[0]):
            taken = asking.ask(wanted)
            assert len(taken.cpu) + len(taken.failed) == len(wanted), name
            none = ("404 /timeline", "404 /anniversaries.ics")
            assert all("?page=" in failure or failure.startswith(none) for failure in taken.failed), taken.failed
    assert {pattern.name for pattern in urlpatterns} - NO_PAGES <= asked


def figures(size: str, median: float, p95: float, queries: int = 5) -> dict[str, Any]:
    row = {
        "n": 40,
        "cpu_ms": {"p50": median, "p95": p95},
        "wall_ms": {"p50": median, "p95": p95},
        "queries": queries,
        "bytes": 12_345,
        "slowest": "/",
        "failed": [],
    }
    return {"size": size, "filled_s": 1.0, "rows": {"home": row}}


def test_both_sizes_stand_in_one_table_with_how_many_times_the_small_one_a_page_takes() -> None:
    text = compared([figures("small", 20.0, 30.0), figures("full", 50.0, 101.0)])

    assert "| home | 50.0 / 101.0 | 101.0 | 5 | 12 | 20.0 / 30.0 | 2.5 |" in text.splitlines()
    assert text.endswith("Over a bar: home (full).")


def test_a_table_of_one_size_has_no_ratio() -> None:
    text = compared([figures("full", 50.0, 60.0)])

    assert "| home | 50.0 / 60.0 | 60.0 | 5 | 12 |  |  |" in text.splitlines()
    assert text.endswith("Over a bar: none.")


def test_percentiles_lie_between_neighbours() -> None:
    assert asking.percentiles([float(number) for number in range(101)]) == {"p50": 50.0, "p95": 95.0}
    assert asking.percentiles([7.0]) == {"p50": 7.0, "p95": 7.0}
