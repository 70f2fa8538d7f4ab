"""A process that takes many files in: it holds more of the database in memory, and looks for garbage more seldom."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_YOUNG = 50_000
"""New objects after which garbage is looked for. At Python's 700 it takes a tenth of the time of an import, which makes
thousands of objects a file, and hardly a circle among them."""
_PRAGMAS = {"cache_size": -32_000, "wal_autocheckpoint": 8_000}
"""Kilobytes of pages in memory (SQLite has 2,000), and pages written before they are carried into the database (1,000):
the indexes of digests are written all over, so each file touches pages that files before have touched."""


@contextmanager
def in_bulk() -> Iterator[None]:
    """Whatever is written meanwhile is as durable as ever: neither changes when the disk has it."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_YOUNG, *thresholds[1:])
    before = _set(_PRAGMAS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        _set(before)


def _set(pragmas: dict[str, int]) -> dict[str, int]:
    """Set these of SQLite's pragmas for the connection; answers what they were. Other databases have none."""
    if connection.vendor != "sqlite":
        return {}
    before = {}
    with connection.cursor() as cursor:
        for name, value in pragmas.items():
            before[name] = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            cursor.execute(f"PRAGMA {name}={value}")
    return before
