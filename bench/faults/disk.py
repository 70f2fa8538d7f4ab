"""A disk that is full or broken, and one that forgets what was not synced when the machine stops, at every operation.

A work is done again and again, each time from the same archive, while its n-th write, fsync or rename meets the fault:
for every n, until it comes through. Afterwards the old state is there or the new one, and what was acknowledged is.
"""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import connections

from articles.durable import digest_of
from articles.keeping import backups, originals
from articles.keeping.manifests import BackupError
from articles.models import Article, ArticleVersion
from articles.search import lifecycle
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.snapshot import snapshots
from bench.faults import checking, processes
from bench.faults.figure import Figure, Size, Tally
from bench.faults.storage import BROKEN, FULL, Failing, Forgetting, watched

STORIES: dict[Size, int] = {"small": 12, "full": 400}
ORIGINAL = bytes(range(256)) * 1200
CAME_THROUGH, STRUCK, UNEXPECTED = 7, 8, 9
"""How a process ends: the fault came too late, or it came; or an error that no disk explains."""
BAR = "old or new state only, the next drain mends"
FAULTS = ("the disk is full", "an operation fails", "nothing unsynced remains", "names remain, unsynced bytes do not")


@dataclass(frozen=True, slots=True)
class Work:
    """What is done, in which folder of the archive, and what is wrong after it.

    `wrong` is told whether the work said that it was done.
    """

    name: str
    folder: str
    do: Callable[[], object]
    wrong: Callable[[bool], list[str]]


def disk(seed: int, size: Size) -> Figure:
    """Every trial is one work that met one fault."""
    tally = Tally("disk")
    base = _base(random.Random(seed), STORIES[size])
    old = _state()
    works = [
        *(_on_index(name, do, base, old) for name, do in (("drain", lifecycle.drain), ("rebuild", lifecycle.rebuild))),
        Work("keeping an original", originals.FOLDER, lambda: originals.keep(ORIGINAL), _original),
        Work("a backup", "backups", lambda: backups.make(_backups(), _unwatched), _backup),
    ]
    most = 0
    for work in works:
        for fault in FAULTS:
            number, is_through = 0, False
            while not is_through:
                number += 1
                wrong, is_through = _trial(work, fault, number, base)
                tally.trial(f"{work.name}, {fault}, operation {number}: {each}" for each in wrong)
            most = max(most, number - 1)
    return tally.figure(f"up to {most} operations a work", BAR)


def _trial(work: Work, fault: str, number: int, base: Path) -> tuple[list[str], bool]:
    """What is wrong, and whether the work came through."""
    _restore(base)
    folder, image = _data() / work.folder, _data() / "image"
    pid = processes.fork(lambda: _struck(work, fault, number, folder, image))
    code = processes.wait(pid)
    if image.exists():  # the machine has stopped
        shutil.rmtree(folder)
        image.rename(folder)
    wrong = [] if code in (CAME_THROUGH, STRUCK) else [f"ended with {code}"]
    return wrong + work.wrong(code == CAME_THROUGH), code != STRUCK


def _struck(work: Work, fault: str, number: int, folder: Path, image: Path) -> None:
    if fault in FAULTS[:2]:
        watch = Failing(number, FULL if fault == FAULTS[0] else BROKEN, forever=fault == FAULTS[0])
        try:
            with watched(folder, watch):
                work.do()
        except (OSError, IndexUnavailable, BackupError):
            os._exit(STRUCK if watch.struck else UNEXPECTED)
        os._exit(STRUCK if watch.struck else CAME_THROUGH)

    def end(storage: Forgetting, code: int = STRUCK) -> None:
        storage.remains(image, names=fault == FAULTS[3])
        os._exit(code)

    storage = Forgetting(folder, number, end)
    with watched(folder, storage):
        work.do()
    end(storage, CAME_THROUGH)


def _base(rng: random.Random, stories: int) -> Path:
    """An archive with an index of several segments, and changes that it has still to follow; a copy of it."""
    lifecycle.rebuild()
    for number in range(8):  # one more makes a merge
        _story(number, rng)
        lifecycle.drain()
    for number in range(8, 8 + stories):
        _story(number, rng)
    Article.objects.filter(slug="story-1").update(headline="Changed")
    Article.objects.filter(slug="story-2").delete()
    for name in (originals.FOLDER, "backups"):
        (_data() / name).mkdir(mode=0o700, exist_ok=True)
    originals.keep(b"An original that was there before.")
    connections.close_all()
    base = _data().parent / "base"
    shutil.copytree(_data(), base)
    return base


def _story(number: int, rng: random.Random) -> None:
    article = Article.objects.create(
        slug=f"story-{number}", headline=f"Story {number}", status="published", published="2025-10-23"
    )
    ArticleVersion.objects.append(article, " ".join(f"word{rng.randrange(500)}" for _ in range(60)))


def _restore(base: Path) -> None:
    """Have the archive be what it was."""
    connections.close_all()
    snapshots.forget()
    for path in _data().iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    shutil.copytree(base, _data(), dirs_exist_ok=True)


def _on_index(name: str, do: Callable[[], object], base: Path, old: str) -> Work:
    """A work on the index, whose new state is what it leaves when nothing happens."""
    _restore(base)
    do()
    new = _state()

    def wrong(is_done: bool) -> list[str]:
        found = checking.readable() or ([] if _state() in ((new,) if is_done else (old, new)) else ["a third state"])
        return found + checking.drained()[0]

    return Work(name, "index", do, wrong)


def _state() -> str:
    """All that the index has stored of its documents."""
    snapshots.forget()
    found = []
    for leaf in snapshots.current(Path(settings.INDEX_DIR)).leaves:
        alive = range(leaf.doc_count) if leaf.live is None else np.flatnonzero(leaf.live).tolist()
        found += [str(sorted(leaf.documents.stored_fields(doc).items())) for doc in alive]
    return "\n".join(sorted(found))


def _original(is_done: bool) -> list[str]:
    """It is there whole or not at all, and can be kept again; nothing else was touched."""
    wrong = []
    found = {digest: digest_of(path) for path, digest in originals.files() if digest}
    wrong += [f"{digest} is not what it was" for digest, actual in found.items() if digest != actual]
    if len(found) < 1 + is_done:
        wrong.append(f"{len(found)} originals are there")
    if originals.read(originals.keep(ORIGINAL)) != ORIGINAL:
        wrong.append("it cannot be kept again")
    return wrong


def _backup(is_done: bool) -> list[str]:
    """What has a backup's name is whole; where there is none, one can be made."""
    made = [path for path in _backups().glob("2*") if path.is_dir()]
    wrong = [f"{path.name}: {each}" for path in made for each in _findings(path)]
    if is_done and not made:
        wrong.append("the backup is not there")
    if not made:
        wrong += _findings(backups.make(_backups(), _unwatched))
    return wrong


def _findings(path: Path) -> list[str]:
    try:
        return list(backups.check(path, _unwatched))
    except BackupError as error:
        return [str(error)]


def _backups() -> Path:
    return _data() / "backups"


def _data() -> Path:
    return Path(settings.DATA_DIR)


def _unwatched(name: str, total: int) -> Callable[[int], object]:
    return lambda step: None
