"""Killed while it writes: at random moments and at each named point, a process whose changes others have seen.

One archive lives through all trials. After each the outbox is worked through once, then every document of the index is
compared with the database, and every acknowledged change is looked for.
"""

import random
import signal
import time
from pathlib import Path

from django.conf import settings

from articles.models import Article
from articles.search import lifecycle
from bench.faults import changes, checking, processes
from bench.faults.changes import Ledger, States, Writer
from bench.faults.figure import Figure, Size, Tally
from bench.faults.points import POINTS, Point, arm

AT_POINTS: dict[Size, int] = {"small": 3, "full": 60}
"""Trials at each point."""
AT_RANDOM: dict[Size, int] = {"small": 20, "full": 399}
ROUNDS = 40
"""Changes after which a process that nobody killed gives up."""
LONGEST = 0.6
"""Seconds after which, at most, a process is killed at random."""
MANY = 1_000
RECOVERY = 5.0
BAR = "0 differ, 0 lost, 0 unreadable; recovery ≤ 5 s per 1,000 rows"


def kill(seed: int, size: Size) -> Figure:
    """Every trial is one process killed; the last leaves a thousand rows behind."""
    rng, tally, slowest = random.Random(seed), Tally("kill"), 0.0
    lifecycle.rebuild()
    trials: list[Point | None] = [point for point in POINTS for _ in range(AT_POINTS[size])]
    trials += [None] * AT_RANDOM[size]
    rng.shuffle(trials)
    states: States = {}
    for number, point in enumerate(trials):
        wrong, states, seconds = _trial(point, f"trial-{number}", rng, states)
        tally.trial(wrong)
        slowest = max(slowest, seconds)
    wrong, seconds = _many(rng)
    tally.trial(wrong)
    slowest = max(slowest, seconds)
    return tally.figure(f"recovery {slowest:.2f} s per 1,000 rows", BAR, in_time=slowest <= RECOVERY)


def _trial(point: Point | None, name: str, rng: random.Random, states: States) -> tuple[list[str], States, float]:
    """What is wrong after one process was killed, what the articles are then, and the seconds of recovery."""
    path = Path(settings.DATA_DIR) / "ledger"
    path.unlink(missing_ok=True)
    seed = rng.randrange(2**32)
    pid = processes.fork(lambda: _work(point, name, random.Random(seed), path, states))
    if point is None:
        time.sleep(rng.uniform(0, LONGEST))
        processes.kill(pid)
    ended = processes.wait(pid)
    place = point.name if point else "at random"
    wrong = [] if ended == -signal.SIGKILL else [f"ended with {ended} instead of being killed"]
    wrong += checking.readable()
    expected, tried = changes.acknowledged(path, states)
    wrong += changes.lost(expected, tried)
    differing, seconds, rows = checking.drained()
    now = {slug: state for slug, state in changes.held(expected.keys() | tried.keys()).items() if state}
    told = [f"{place}: {each}" for each in (*wrong, *differing)]
    return told, now, seconds * 1000 / max(rows, 1000)


def _work(point: Point | None, name: str, rng: random.Random, path: Path, states: States) -> None:
    """Change and follow until killed; a process that is killed at random also makes the index anew now and then."""
    if point:
        arm(point, rng.randint(1, 3))
    writer = Writer(name, rng, Ledger(path), states)
    for _ in range(ROUNDS if point else 10_000):
        for _ in range(rng.randint(1, 3)):
            writer.step()
        if point.rebuilding if point else rng.random() < 0.2:
            lifecycle.rebuild()
        else:
            lifecycle.drain()


def _many(rng: random.Random) -> tuple[list[str], float]:
    """A thousand changed articles are waiting when the process that follows them is killed."""
    articles = [Article(slug=f"many-{number}", status="published", published="2025-10-23") for number in range(MANY)]
    Article.objects.bulk_create(articles)
    lifecycle.drain()
    headline = f"Changed {rng.randrange(10**6)}"
    Article.objects.filter(slug__startswith="many-").update(headline=headline)
    point = next(point for point in POINTS if point.name == "before rows leave the outbox")

    def follow() -> None:
        arm(point, 1)
        lifecycle.drain()

    ended = processes.wait(processes.fork(follow))
    wrong = [] if ended == -signal.SIGKILL else [f"ended with {ended} instead of being killed"]
    differing, seconds, rows = checking.drained()
    return wrong + differing, seconds * 1000 / max(rows, MANY)
