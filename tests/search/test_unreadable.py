"""An index that is missing, damaged or not ours: the database answers, and the log says so."""

import json
import logging
import os
from pathlib import Path

import pytest
from haystack import connections

from articles.models import Article
from articles.search import Query, lifecycle, search
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.snapshot import snapshots
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["trade", "", '"trade of bulgaria"'])
def test_without_an_index_the_database_answers(index_folder: Path, text: str) -> None:
    factories.article("Trade", "Trade of Bulgaria.")

    results = search(Query(text=text))

    assert (results.total, results.mode) == (1, "reduced")
    assert not index_folder.exists()


def test_a_withdrawn_index_is_not_an_empty_one(archive: Path) -> None:
    connections["default"].get_backend().clear()

    results = search(Query())

    assert (results.total, results.mode) == (3, "reduced")


def files(folder: Path, pattern: str) -> list[Path]:
    return sorted(Generations(folder).current().glob(pattern))


def test_a_damaged_table_of_contents_is_seen(archive: Path) -> None:
    for path in files(archive, "*.toc"):
        path.write_bytes(path.read_bytes()[:40])
    snapshots.forget()

    assert search(Query()).mode == "reduced"


def test_a_damaged_segment_is_seen(archive: Path) -> None:
    for path in files(archive, "*.arrays"):
        path.write_bytes(os.urandom(path.stat().st_size))
    snapshots.forget()

    results = search(Query(text="trade"))

    assert (results.mode, results.total) == ("reduced", 1)


def test_a_damaged_segment_is_not_written_to(archive: Path) -> None:
    for path in files(archive, "*.arrays"):
        path.write_bytes(path.read_bytes()[:-1])
    factories.article("Later", slug="later")
    Article.objects.get(slug="one").delete()

    with pytest.raises(IndexUnavailable, match="truncated"):
        lifecycle.drain()


def test_an_index_of_another_format_is_not_read(archive: Path) -> None:
    manifest = json.loads((archive / "CURRENT").read_text()) | {"format": "0.0"}
    for path in (archive / "CURRENT", Generations(archive).current() / "manifest.json"):
        path.write_text(json.dumps(manifest))

    assert search(Query()).mode == "reduced"


def test_an_index_that_others_may_write_is_not_read(archive: Path) -> None:
    Generations(archive).current().chmod(0o777)

    assert search(Query()).mode == "reduced"


def test_a_pointer_that_leads_elsewhere_is_not_followed(archive: Path) -> None:
    folder = Generations(archive).current()
    manifest = json.loads((archive / "CURRENT").read_text()) | {"generation": f"../index/{folder.name}"}
    for path in (archive / "CURRENT", folder / "manifest.json"):
        path.write_text(json.dumps(manifest))

    assert search(Query()).mode == "reduced"


def test_the_log_complains_once_a_minute(index_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("articles").addHandler(caplog.handler)
    try:
        search(Query())
        search(Query())
    finally:
        logging.getLogger("articles").removeHandler(caplog.handler)

    complaints = {record.getMessage() for record in caplog.records if record.name.startswith("articles.search")}
    assert len(complaints) == 1
    assert "missing" in complaints.pop()
