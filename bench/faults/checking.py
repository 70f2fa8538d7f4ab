"""What has to hold once the outbox has been worked through: the index can be read, and says what the database says."""

import time
from pathlib import Path

from django.conf import settings

from articles.search import lifecycle, outbox
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.snapshot import snapshots

TOLD = 3
"""Differences that are named."""


def readable() -> list[str]:
    """Why the index cannot be read, in words; nothing where it can."""
    try:
        snapshots.current(Path(settings.INDEX_DIR)).held()
    except IndexUnavailable as error:
        return [str(error)]
    return []


def drained() -> tuple[list[str], float, int]:
    """What is wrong after one drain, the seconds that it took, and how many rows of the outbox it found.

    What is wrong is put right, so that the next trial begins with an index that is.
    """
    rows, began = outbox.due().count(), time.perf_counter()
    wrong = []
    try:
        lifecycle.drain()
    except (IndexUnavailable, OSError) as error:
        wrong.append(f"the drain failed: {error}")
    seconds = time.perf_counter() - began
    wrong += differences()
    if wrong:
        lifecycle.rebuild()
    return wrong, seconds, rows


def differences() -> list[str]:
    """In what index and database differ, in words, to the last posting; and what still waits to be followed."""
    verdict = lifecycle.verify()
    told = [*verdict.damage, *map(str, verdict.differences[:TOLD])]
    if len(verdict.differences) > TOLD:
        told.append(f"{len(verdict.differences)} documents differ")
    if waiting := outbox.due().count():
        told.append(f"{waiting} rows still wait")
    return told
