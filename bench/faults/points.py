"""Places in the program at which a process is killed, found by their names: the program knows nothing of them."""

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from bench.faults import processes

WHOOSH = "articles.search.engines.whoosh"


@dataclass(frozen=True, slots=True)
class Point:
    """A place before or after a function; `rebuilding` where only a new generation comes past it."""

    name: str
    module: str
    function: str
    when: Literal["before", "after"] = "before"
    rebuilding: bool = False


POINTS = (
    Point("after the commit of the database", "articles.search.lifecycle", "drain"),
    Point("before the commit of the index", f"{WHOOSH}.segments.writer", "ArrayWriter.commit"),
    Point("between segment and table of contents", f"{WHOOSH}.segments.contents", "write"),
    Point("between the table's bytes and its name", f"{WHOOSH}.segments.contents", "write_durably", "after"),
    Point("before the segments before are removed", f"{WHOOSH}.segments.writer", "clean_files"),
    Point("before rows leave the outbox", "articles.search.outbox", "remove"),
    Point("before a new generation is read back", f"{WHOOSH}.writing", "_check", rebuilding=True),
    Point("before the switch", f"{WHOOSH}.generations", "Generations.switch", rebuilding=True),
    Point("during the switch", f"{WHOOSH}.generations", "replace_durably", rebuilding=True),
    Point("after the pointer", f"{WHOOSH}.generations", "replace_durably", "after", rebuilding=True),
)


def arm(point: Point, call: int, strike: Callable[[], object] | None = None) -> None:
    """Have this process killed (or struck otherwise) when the function is called for the so-manieth time."""
    strike = strike or (lambda: processes.kill(os.getpid()))
    owner, name, function = found(point)
    calls = 0

    @functools.wraps(function)
    def struck(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if point.when == "before" and calls == call:
            strike()
        answer = function(*args, **kwargs)
        if point.when == "after" and calls == call:
            strike()
        return answer

    setattr(owner, name, struck)


def found(point: Point) -> tuple[Any, str, Callable[..., Any]]:
    """Where the function of a point stands, its name there, and the function."""
    owner: Any = import_module(point.module)
    *path, name = point.function.split(".")
    for part in path:
        owner = getattr(owner, part)
    return owner, name, getattr(owner, name)
