"""The invented archive to measure pages in: whole, the same from the same seed, and with pages to ask for."""

import random
from pathlib import Path
from typing import Any

import pytest

from articles.models import Article, Commitment, PartnershipEvent, Passage, Person
from bench.pages import addresses, asking, made, world
from bench.pages.world import Size

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """A very small one, with its index."""
    monkeypatch.setitem(world.SIZES, "small", Size(60, 20, 60, 30))
    settings.INDEX_DIR = tmp_path
    settings.SEARCH_SECONDS = 0
    made.fill("small")


def test_an_invented_archive_is_whole_and_every_kind_of_page_answers(filled: None) -> None:
    counts = [model.objects.count() for model in (Article, Person, PartnershipEvent, Commitment)]  # type: ignore[attr-defined]
    quotes = Passage.objects.select_related("version")

    assert counts == [60, 20, 60, 30]
    assert all(quote.matches for quote in quotes)
    for name, draw in addresses.kinds().items():
        wanted = list(draw(random.Random(1), 3))
        assert wanted, name
        if addresses.known(wanted[0]):
            taken = asking.ask(wanted)
            assert len(taken.cpu) + len(taken.failed) == len(wanted), name
            assert all("?page=" in failure or failure.startswith("404 /timeline") for failure in taken.failed), (
                taken.failed
            )


def test_percentiles_lie_between_neighbours() -> None:
    assert asking.percentiles([float(number) for number in range(101)]) == {"p50": 50.0, "p95": 95.0}
    assert asking.percentiles([7.0]) == {"p50": 7.0, "p95": 7.0}
