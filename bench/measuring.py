"""The clock: questions put to an engine, warm and cold, and what an index costs to build."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any, Generic, TypeVar

from bench.engines import Engine
from bench.questions import Question

Thing = TypeVar("Thing")
LEAST = 2
"""Questions of a row, however slow they are."""


class Times:
    """CPU and wall time of each question, in milliseconds."""

    def __init__(self) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []

    def take(self, engine: Engine, ask: Callable[[], Any]) -> None:
        cpu, wall = engine.cpu(), time.perf_counter()
        ask()
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((engine.cpu() - cpu) * 1000)

    def row(self) -> dict[str, Any]:
        """`n`, `cpu_ms` and `wall_ms` with p50, p95 and p99."""
        return {"n": len(self.cpu), "cpu_ms": percentiles(self.cpu), "wall_ms": percentiles(self.wall)}


def percentiles(times: list[float]) -> dict[str, float]:
    """p50, p95 and p99, between neighbours where they fall between two."""
    cuts = quantiles(times, n=100, method="inclusive")
    return {f"p{part}": round(cuts[part - 1], 4) for part in (50, 95, 99)}


def warm(engine: Engine, questions: list[Question], facets: bool, seconds: float) -> Times:
    """Each question after a round of all of them, as many as can be asked in so many seconds."""
    engine.open()
    rounds = Times()
    for asked in within(seconds, questions):
        rounds.take(engine, lambda asked=asked: engine.ask(asked, facets))  # type: ignore[misc]
    times = Times()
    for asked in questions[: len(rounds.cpu)]:
        times.take(engine, lambda asked=asked: engine.ask(asked, facets))  # type: ignore[misc]
    return times


def cold(engine: Engine, unrelated: Question, questions: list[Question], facets: bool, seconds: float) -> Times:
    """Each question put to a new reader, in which nothing of its words is decoded or kept.

    Each reader is asked the unrelated question first, so that opening its files is not counted to the other.
    """
    times = Times()
    for asked in within(seconds, questions):
        engine.open()
        engine.ask(unrelated, facets)
        times.take(engine, lambda asked=asked: engine.ask(asked, facets))  # type: ignore[misc]
    return times


def within(seconds: float, questions: list[Question]) -> Iterator[Question]:
    """As many of the questions as there is time for, and a few if there is none."""
    end = time.perf_counter() + seconds
    for number, question in enumerate(questions):
        if number >= LEAST and time.perf_counter() > end:
            return
        yield question


class Reading(Generic[Thing]):
    """Things handed over one by one; `cpu` and `wall` are the seconds that getting them took."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things = iter(things)
        self.cpu = self.wall = 0.0
        self.count = 0

    def __iter__(self) -> Iterator[Thing]:
        return self

    def __next__(self) -> Thing:
        cpu, wall = time.thread_time(), time.perf_counter()  # other threads may be indexing meanwhile
        try:
            thing = next(self.things)
        finally:
            self.cpu += time.thread_time() - cpu
            self.wall += time.perf_counter() - wall
        self.count += 1
        return thing


def resident() -> float:
    """Megabytes of this process in memory."""
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
