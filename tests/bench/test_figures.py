"""The shape of what is printed and written; the measurements themselves are no tests."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from bench import relevance, tables
from bench.engines import Page
from bench.engines.sqlite_fts5 import Adapter
from bench.measuring import Reading, cold, percentiles, warm
from bench.questions import Question
from bench.speed import Run, number


class Answering:
    """An engine that answers nothing."""

    def open(self) -> None:
        pass

    def ask(self, question: Question, facets: bool) -> Page:
        return Page(0, [])

    def cpu(self) -> float:
        return 0.0


def test_a_row_has_its_number_of_questions_and_percentiles_of_both_clocks() -> None:
    asked = [Question("rare", ("a",))] * 7

    rows = [
        warm(Answering(), asked, True, seconds=1).row(),  # type: ignore[arg-type]
        cold(Answering(), asked[0], asked, True, seconds=1).row(),  # type: ignore[arg-type]
    ]

    for row in rows:
        assert row["n"] == 7
        assert set(row) == {"n", "cpu_ms", "wall_ms"}
        assert set(row["cpu_ms"]) == set(row["wall_ms"]) == {"p50", "p95", "p99"}


def test_percentiles_fall_between_neighbours() -> None:
    assert percentiles([float(each) for each in range(101)]) == {"p50": 50.0, "p95": 95.0, "p99": 99.0}


def test_reading_is_counted_apart() -> None:
    reading = Reading([1, 2, 3])

    assert list(reading) == [1, 2, 3]
    assert reading.count == 3
    assert reading.wall >= 0


def test_sizes_may_be_written_in_thousands() -> None:
    assert [number("10000"), number("300k")] == [10_000, 300_000]


def test_a_run_gathers_rows_indexing_memory_and_what_was_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = {"p50": 1.0, "p95": 2.0, "p99": 3.0}
    row = {"shape": "rare", "facets": True, "state": "warm", "n": 5, "cpu_ms": times, "wall_ms": times}
    parts: dict[str, dict[str, Any]] = {
        "build": {"docs_per_cpu_s": 10.0, "docs_per_wall_s": 9.0, "bytes_per_doc": 100, "peak_mb": 50.0},
        "ask": {"rows": [row], "totals": {"rare": [1]}},
        "memory": {"memory_mb": 20.0, "before_mb": 10.0, "open": {"cpu_ms": 1.0, "first_cpu_ms": 2.0}},
    }
    monkeypatch.setattr(Run, "part", lambda self, part, folder, name, *arguments: parts[part])
    run = Run(argparse.Namespace(corpus="generated", shapes=["rare"], seconds=1.0), tmp_path)

    assert run.build(tmp_path, "sqlite", 1000)
    run.ask(tmp_path, "sqlite", 1000, "rare")
    run.look(tmp_path, "sqlite", 1000)
    assert not run.build(tmp_path, "haystack", 100_001)

    assert run.figures["rows"] == [{"engine": "sqlite", "size": 1000, **row}]
    assert run.figures["indexing"][0] == {"engine": "sqlite", "size": 1000, "processes": 1, **parts["build"]}
    assert run.figures["memory_mb"] == {"sqlite": {"1000": 20.0}}
    assert [skipped["engine"] for skipped in run.figures["skipped"]] == ["haystack"]
    assert "rare" in tables.size(run.figures, ["archive", "sqlite"], 1000)


def test_a_page_of_an_engine_has_total_snippets_and_counts(tmp_path: Path) -> None:
    from bench.corpus import generated
    from bench.vocabulary import Vocabulary

    engine = Adapter(tmp_path)
    engine.build(generated(30), 1)
    engine.open()

    page = engine.ask(Question("common", (Vocabulary(1).words[0],)), True)
    bare = engine.ask(Question("all", newest=True), False)
    engine.close()

    assert 20 <= page.total <= 30
    assert len(page.snippets) == 20
    assert sum(page.counts["agency"].values()) == page.total
    assert (bare.total, len(bare.snippets), bare.counts) == (30, 20, {})


def test_relevance_is_one_for_the_best_order_and_less_for_others() -> None:
    grades = {"a": 3, "b": 1, "c": 0}

    assert relevance.average_precision(["a", "b", "c"], grades) == 1.0
    assert relevance.ndcg(["a", "b"], grades) == 1.0
    assert relevance.recall(["c", "b"], grades) == 0.5
    assert relevance.average_precision(["c", "a", "b"], grades) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert relevance.ndcg(["b", "a"], grades) < 1.0
