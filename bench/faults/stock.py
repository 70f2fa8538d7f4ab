"""The stock stack under the same faults: Haystack's own Whoosh backend, unmodified, with realtime signals, on SQLite.

Its rows are those of `bench.engines.stock_site`. It is a baseline, which has no bar to meet; figures that it has no
counterpart for are left out.
"""

import json
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

from bench.faults import processes
from bench.faults.figure import Figure, Size, Tally, percentile

KILLS: dict[Size, int] = {"small": 10, "full": 100}
CHANGES: dict[Size, int] = {"small": 30, "full": 300}
REBUILDS: dict[Size, int] = {"small": 2, "full": 5}
STORIES = 60
WRITERS = READERS = 4
LONGEST = 0.6
_folder = Path()


def start(folder: Path) -> None:
    """Make this process an ordinary project with stock Haystack, in a folder."""
    global _folder
    _folder = folder
    engine = "haystack.backends.whoosh_backend.WhooshEngine"
    settings.configure(
        INSTALLED_APPS=["haystack", "bench.engines.stock_site"],
        HAYSTACK_CONNECTIONS={"default": {"ENGINE": engine, "PATH": str(folder / "index")}},
        HAYSTACK_SIGNAL_PROCESSOR="haystack.signals.RealtimeSignalProcessor",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "stock.sqlite3")}},
        LOGGING_CONFIG=None,
        USE_TZ=True,
    )
    django.setup()
    from django.db import connection

    from bench.engines.stock_site.models import Report

    Report.codes = {}
    with connection.schema_editor() as editor:
        editor.create_model(Report)


def kill(seed: int, size: Size) -> Figure:
    """Killed at random while it saves and deletes: what index and database differ in afterwards."""
    rng, tally = random.Random(seed), Tally("kill")
    for number in range(KILLS[size]):
        pid = processes.fork(lambda number=number: _write(random.Random(f"{seed} {number}"), 10_000, f"kill-{number}"))
        time.sleep(rng.uniform(0.05, LONGEST))
        processes.kill(pid)
        processes.wait(pid, 600)
        missing, surplus = _differences()
        tally.trial([f"{missing} missing, {surplus} surplus"] if missing or surplus else [])
        if missing or surplus:
            _make_anew()
    return tally.figure("what is lost is lost until a rebuild", "")


def writers(seed: int, size: Size) -> Figure:
    """Four processes that save and delete at once; what a rebuild would mend is counted as one failure."""
    tally, seconds = Tally("writers"), []
    pids = [
        processes.fork(
            lambda number=number: _write(random.Random(f"{seed} {number}"), CHANGES[size], f"writer-{number}")
        )
        for number in range(WRITERS)
    ]
    for pid in pids:
        processes.wait(pid, 600)
    for number in range(WRITERS):
        for line in (_folder / f"writer-{number}").read_text().splitlines():
            took, error = json.loads(line)
            seconds.append(took)
            tally.trial([error] if error else [])
    missing, surplus = _differences()
    worst = f"p99 {percentile(seconds, 0.99) * 1000:.0f} ms; {missing} missing, {surplus} surplus afterwards"
    return tally.figure(worst, "")


def rebuilds(seed: int, size: Size) -> Figure:
    """Four readers during `rebuild_index`: answers that are short, or none."""
    tally, short = Tally("rebuilds"), 0
    _fill(STORIES)
    end = _folder / "end"
    pids = [processes.fork(lambda number=number: _read(number, end)) for number in range(READERS)]
    for _ in range(REBUILDS[size]):
        _make_anew()
    end.touch()
    for number, pid in enumerate(pids):
        processes.wait(pid, 600)
        for error in json.loads((_folder / f"reader-{number}").read_text()):
            short += error.startswith("short")
            tally.trial([error] if error else [])
    return tally.figure(f"{short} short in {REBUILDS[size]} rebuilds", "")


FIGURES: dict[str, Callable[[int, Size], Figure]] = {"kill": kill, "writers": writers, "rebuilds": rebuilds}


def _write(rng: random.Random, count: int, name: str) -> None:
    """Save and delete, and tell how long each took and what it raised."""
    from bench.engines.stock_site.models import Report

    with (_folder / name).open("w", buffering=1) as told:
        for number in range(count):
            error, began = "", time.perf_counter()
            try:
                reports = list(Report.objects.filter(title__startswith=name))
                if len(reports) > 20 or (reports and rng.random() < 0.4):
                    rng.choice(reports).delete()
                else:
                    Report.objects.create(title=f"{name} {number}", dateline="SOFIA", body="They spoke of trade.")
            except Exception as found:  # noqa: BLE001 - whatever it is, the editor sees an error
                error = f"{type(found).__name__}: {found}"
            told.write(json.dumps([time.perf_counter() - began, error]) + "\n")


def _read(number: int, end: Path) -> None:
    """Ask until the end."""
    from haystack import connections
    from haystack.query import SearchQuerySet

    told = []
    while not end.exists():
        connections.reload("default")
        try:
            found = SearchQuerySet().filter(content="trade").count()
            told.append("" if found == STORIES else f"short: {found} of {STORIES}")
        except Exception as error:  # noqa: BLE001 - whatever it is, a reader sees an error
            told.append(f"{type(error).__name__}: {error}")
    (_folder / f"reader-{number}").write_text(json.dumps(told))


def _fill(count: int) -> None:
    from bench.engines.stock_site.models import Report

    rows = [Report(title=f"Story {number}", dateline="SOFIA", body="They spoke of trade.") for number in range(count)]
    Report.objects.bulk_create(rows)
    _make_anew()


def _make_anew() -> None:
    from django.core.management import call_command

    call_command("rebuild_index", interactive=False, verbosity=0)


def _differences() -> tuple[int, int]:
    """Rows that the index has not, and documents that the database has not."""
    from whoosh.index import open_dir

    with sqlite3.connect(_folder / "stock.sqlite3") as database:
        rows = {str(pk) for (pk,) in database.execute("SELECT id FROM stock_site_report")}
    try:
        with open_dir(_folder / "index").searcher() as searcher:
            held = {fields["django_id"] for fields in searcher.documents()}
    except Exception:  # noqa: BLE001 - an index that cannot be read holds nothing
        held = set()
    return len(rows - held), len(held - rows)
