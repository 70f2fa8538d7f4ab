"""The clock: each address asked for as a reader without a name does, with what the answer took."""

import gc
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from django.db import connection
from django.test import Client


@dataclass(slots=True)
class Taken:
    """What answers of one kind took: milliseconds of this process's CPU and of the wall clock, and queries."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    slowest: str = ""
    failed: list[str] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """`n`, `cpu_ms` and `wall_ms` with p50 and p95, `queries` the most, `slowest` the address."""
        return {
            "n": len(self.cpu),
            "cpu_ms": percentiles(self.cpu),
            "wall_ms": percentiles(self.wall),
            "queries": max(self.queries, default=0),
            "bytes": max(self.bytes, default=0),
            "slowest": self.slowest,
            "failed": self.failed[:5],
        }


def ask(addresses: Iterable[str]) -> Taken:
    """Ask for each address once, after the first has been asked to warm the process up."""
    client, taken = Client(headers={"host": "localhost"}), Taken()
    wanted = list(addresses)
    client.get(wanted[0])
    for address in wanted:
        gc.collect()
        counted = _Counted()
        with connection.execute_wrapper(counted):
            wall, cpu = time.perf_counter(), time.process_time()
            answer = client.get(address)
            length = len(answer.getvalue())  # what is streamed is made now
            spent = (time.process_time() - cpu) * 1000
            waited = (time.perf_counter() - wall) * 1000
        if answer.status_code != 200:
            taken.failed.append(f"{answer.status_code} {address}")
            continue
        if spent >= max(taken.cpu, default=0):
            taken.slowest = address
        taken.cpu.append(spent)
        taken.wall.append(waited)
        taken.queries.append(counted.number)
        taken.bytes.append(length)
    return taken


def percentiles(times: list[float]) -> dict[str, float]:
    """p50 and p95, between neighbours where they fall between two."""
    if len(times) < 2:
        return {"p50": round(sum(times), 1), "p95": round(sum(times), 1)}
    cuts = quantiles(times, n=100, method="inclusive")
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1)}


class _Counted:
    """Counts the queries of a connection."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.number += 1
        return execute(sql, params, many, context)
