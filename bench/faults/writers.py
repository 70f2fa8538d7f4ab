"""Four processes that write at once, on SQLite, while the index follows: no error, no lost update, no difference.

Each makes changes of its own, and all count up the same few articles, reading before they write. A change is timed
from its first statement to its commit.
"""

import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from articles.models import Article
from articles.search import lifecycle
from bench.faults import changes, checking, processes
from bench.faults.changes import Ledger, Writer
from bench.faults.figure import Figure, Size, Tally, percentile

WRITERS = 4
CHANGES: dict[Size, int] = {"small": 100, "full": 2_500}
"""Of each writer."""
COUNTERS = 5
COUNTED = 0.2
"""Share of the changes that count."""
WARMING = 10
"""Changes of each writer that are not timed: its first ones open the database, and load what is needed."""
SLOWEST = 0.100
"""Seconds that 99 of 100 saves may take at most."""
BAR = "0 errors, 0 lost updates, 0 differ; p99 of a save ≤ 100 ms"


def writers(seed: int, size: Size) -> Figure:
    """Every trial is one change."""
    lifecycle.rebuild()
    Article.objects.bulk_create(_counter(number) for number in range(COUNTERS))
    pids = [processes.fork(lambda number=number: _write(number, seed, CHANGES[size])) for number in range(WRITERS)]
    ended = [processes.wait(pid, 3600) for pid in pids]
    tally, seconds, counted = Tally("writers"), [], 0
    for number, code in enumerate(ended):
        for place, (took, kind, error) in enumerate(_told(number)):
            tally.trial([error] if error else [])
            if place >= WARMING:
                seconds.append(took)
            counted += kind == "count" and not error
        if code or _told_count(number) < CHANGES[size]:
            tally.trial([f"writer {number} ended with {code}"])
    for wrong in _lost(counted), checking.drained()[0]:
        if wrong:
            tally.trial(wrong)
    slow = percentile(seconds, 0.99)
    worst = f"p99 {slow * 1000:.0f} ms, longest {max(seconds, default=0) * 1000:.0f} ms"
    return tally.figure(worst, BAR, in_time=slow <= SLOWEST)


def _write(number: int, seed: int, count: int) -> None:
    """What one process does, with the index following in the background, as in a site that is served."""
    settings.INDEX_DRAIN = "background"
    rng = random.Random(f"{seed} {number}")
    writer = Writer(f"writer-{number}", rng, Ledger(_ledger(number)))
    with _times(number).open("w", buffering=1) as told:
        for _ in range(count):
            kind, error, began = "count", "", time.perf_counter()
            try:
                if rng.random() < COUNTED:
                    _count(rng.randrange(COUNTERS))
                else:
                    kind = writer.step()
            except DatabaseError as found:
                error = f"{type(found).__name__}: {found}"
            told.write(json.dumps([time.perf_counter() - began, kind, error]) + "\n")
    lifecycle.follower.stop()


def _counter(number: int) -> Article:
    return Article(slug=f"counter-{number}", headline="Counted 0", status="published", published="2025-10-23")


def _count(number: int) -> None:
    """One more, as a form does it that reads a row, changes it, and saves it."""
    with transaction.atomic():
        article = Article.objects.get(slug=f"counter-{number}")
        article.headline = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), article.headline)
        article.save()


def _lost(counted: int) -> list[str]:
    """What was acknowledged and is not there."""
    headlines = Article.objects.filter(slug__startswith="counter-").values_list("headline", flat=True)
    found = sum(int(headline.split()[1]) for headline in headlines)
    wrong = [] if found == counted else [f"{counted} were counted, {found} are there"]
    for number in range(WRITERS):
        wrong += changes.lost(*changes.acknowledged(_ledger(number), {}))
    return wrong


def _told(number: int) -> Iterator[tuple[float, str, str]]:
    with _times(number).open() as lines:
        yield from (tuple(json.loads(line)) for line in lines)


def _told_count(number: int) -> int:
    return sum(1 for _ in _told(number))


def _ledger(number: int) -> Path:
    return Path(settings.DATA_DIR) / f"ledger-{number}"


def _times(number: int) -> Path:
    return Path(settings.DATA_DIR) / f"times-{number}"
