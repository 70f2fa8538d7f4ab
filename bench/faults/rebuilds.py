"""Four readers while the index is made anew again and again: every answer is whole, and comes from the index."""

import json
import time
from pathlib import Path

from django.conf import settings

from articles.models import Article, ArticleVersion
from articles.search import Query, lifecycle, search
from bench.faults import processes
from bench.faults.figure import Figure, Size, Tally

READERS = 4
REBUILDS: dict[Size, int] = {"small": 4, "full": 20}
STORIES: dict[Size, int] = {"small": 200, "full": 1_000}
QUESTIONS = ("trade", '"joint statement"', "trad*", "seafood OR visit", "")
BAR = "0 errors, 0 short answers"


def rebuilds(seed: int, size: Size) -> Figure:
    """Every trial is one answer, given while the index was made anew."""
    count = STORIES[size]
    stories = [
        Article(slug=f"story-{number}", headline=f"Trade {seed + number}", status="published", published="2025-10-23")
        for number in range(count)
    ]
    Article.objects.bulk_create(stories)
    for story in Article.objects.iterator():
        ArticleVersion.objects.append(story, "A joint statement on trade and seafood was adopted after the visit.")
    lifecycle.rebuild()
    end = Path(settings.DATA_DIR) / "end"
    pids = [processes.fork(lambda number=number: _read(number, count, end)) for number in range(READERS)]
    for _ in range(REBUILDS[size]):
        lifecycle.rebuild()
    end.touch()
    ended = [processes.wait(pid) for pid in pids]
    tally, errors, short = Tally("rebuilds"), 0, 0
    for number, code in enumerate(ended):
        told = json.loads(_told(number).read_text()) if _told(number).exists() else {"n": 0, "wrong": []}
        wrong = told["wrong"] + ([f"reader {number} ended with {code}"] if code else [])
        errors += sum(kind == "error" for kind, _ in told["wrong"])
        short += sum(kind == "short" for kind, _ in told["wrong"])
        for each in wrong:
            tally.trial([str(each)])
        for _ in range(told["n"] - len(told["wrong"])):
            tally.trial()
    worst = f"{errors} errors, {short} short in {REBUILDS[size]} rebuilds"
    if tally.n <= REBUILDS[size] * READERS:
        tally.trial(["too few answers to tell"])
    return tally.figure(worst, BAR)


def _read(number: int, count: int, end: Path) -> None:
    """Ask until the end, and tell how often and what was wrong."""
    asked, wrong = 0, []
    while not end.exists():
        for text in QUESTIONS:
            asked += 1
            try:
                results = search(Query(text=text))
            except Exception as error:  # noqa: BLE001 - whatever it is, a reader sees an error
                wrong.append(("error", f"{text!r}: {type(error).__name__}: {error}"))
                continue
            if results.total != count or results.mode != "index":
                wrong.append(("short", f"{text!r}: {results.total} of {count}, {results.mode}"))
        time.sleep(0.005)
    _told(number).write_text(json.dumps({"n": asked, "wrong": wrong}))


def _told(number: int) -> Path:
    return Path(settings.DATA_DIR) / f"reader-{number}"
