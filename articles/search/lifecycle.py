"""How the index follows the database: what the outbox names is looked at again, by one process at a time.

What is true is read from the database then, so that neither order nor repetition of the outbox rows matters, and a
process that dies leaves nothing behind but rows to be worked through.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.models import Outbox
from articles.models.among import Among
from articles.search import outbox, triggers
from articles.search.documents import MODELS, keys
from articles.search.engines.whoosh import IndexUnavailable, verification, writing
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.schema import identifier
from articles.search.engines.whoosh.snapshot import snapshots
from articles.search.engines.whoosh.verification import Stage, Verdict, unwatched
from articles.search.follower import follower
from articles.search.locking import writing as writing_alone
from articles.search.outbox import due
from articles.search.triggers import EVERYTHING

logger = logging.getLogger(__name__)
BATCH = 5000
"""Outbox rows worked through at a time."""
SETTLING = 5.0
"""Seconds to wait, at most, for others to follow what was committed while index and database were compared."""
LOOKING = 0.5
"""Seconds between two looks at the outbox while the index is made anew."""
Progress = Callable[[int], object]


def wake() -> None:
    """Have the index follow what has just been committed: at once, in the background, or not (`INDEX_DRAIN`)."""
    match settings.INDEX_DRAIN:
        case "background":
            follower.wake(_complain, _look)
        case "inline":
            drain()


def watch_until(stop: Callable[[], object]) -> None:
    """Have this process follow what is committed, and embargoes that end, until `stop` returns."""
    follower.start(_complain, _look)
    try:
        stop()
    finally:
        follower.stop()


def watch() -> None:
    """Have this process follow what others commit, and embargoes that end, from now on (`INDEX_DRAIN` background)."""
    if settings.INDEX_DRAIN == "background":
        follower.start(_complain, _look)


def look() -> None:
    """`IndexUnavailable` where there is no index that can be read."""
    snapshots.current(_root())


def pending() -> bool:
    return due().exists()


def drain() -> int:
    """Work through the outbox, answer how many rows; `IndexUnavailable` leaves them where they are."""
    done = 0
    with writing_alone():
        while batch := list(due()[:BATCH]):
            if _is_rebuilding_cheaper(len(batch)):
                done += _rebuild()[1]
                continue
            changes = outbox.affected(batch)
            if changes:
                writing.follow(_root(), changes)
            outbox.remove([row.pk for row in batch])
            done += len(batch)
    return done


def rebuild(progress: Progress = lambda count: None, processes: int = 1) -> int:
    """Make the whole index anew beside the old one, switch to it, and answer how many documents it has."""
    with writing_alone():
        count, _ = _rebuild(progress, processes)
        drain()
    return count


def bring_up_to_date(progress: Progress = lambda count: None) -> int | None:
    """Rebuild an index that is missing, foreign or damaged (answers its documents), else only drain (None)."""
    try:
        look()
        drain()
    except IndexUnavailable:
        return rebuild(progress)
    return None


def withdraw() -> None:
    """Take the index out of use: searches answer from the database until the next rebuild."""
    with writing_alone():
        Generations(_root()).withdraw()


@dataclass(frozen=True, slots=True)
class Status:
    """How index and database stand to each other.

    `unavailable` says why the index cannot be read, `unseen` what is wrong with the triggers that it follows.
    """

    documents: int = 0
    pending: int = 0
    waiting: int = 0
    missing: int = 0
    surplus: int = 0
    unavailable: str | None = None
    unseen: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not (self.unavailable or self.unseen or self.pending or self.missing or self.surplus)


def status() -> Status:
    """Compare which documents the index has with which everybody may read."""
    pending = due().count()
    waiting = Outbox.objects.filter(due__gt=timezone.now()).count()
    unseen = tuple(triggers.findings())
    try:
        held = snapshots.current(_root()).held()
    except IndexUnavailable as error:
        return Status(pending=pending, waiting=waiting, unavailable=str(error), unseen=unseen)
    public = {identifier(kind, pk) for kind in MODELS for pk in keys(kind)}
    return Status(len(held), pending, waiting, len(public - held), len(held - public), unseen=unseen)


def verify(sample: int | None = None, stage: Stage = unwatched) -> Verdict:
    """Read the index through, compare it with the database, and keep what was found for `last_verify`."""
    verdict = verification.verify(_root(), sample, stage)
    if verdict.differences:  # what was committed meanwhile may have differed then only
        _settle()
        verdict = verification.look_again(_root(), verdict)
    verification.record(_root(), verdict)
    return verdict


def last_verify() -> dict[str, Any] | None:
    """What `verify` found last: at, clean, generation, sample, documents; None where it has not been asked yet."""
    return verification.last(_root())


def repair(stage: Stage = unwatched) -> Verdict:
    """Have the index look again at whatever `verify` finds to differ: by the outbox, without a hand on the index.

    Where the index cannot be read the outbox asks for a new one.
    """
    verdict = verify(stage=stage)
    if verdict.damage:
        outbox.enqueue_everything()
    else:
        outbox.enqueue(difference.key for difference in verdict.differences)
    return verdict


def _settle() -> None:
    """Wait until the outbox has been worked through, where some process does that by itself."""
    end = time.monotonic() + SETTLING
    while settings.INDEX_DRAIN == "background" and pending() and time.monotonic() < end:
        time.sleep(0.1)


def _rebuild(progress: Progress = lambda count: None, processes: int = 1) -> tuple[int, int]:
    """Build, and remove the outbox rows that were followed by that; answer the documents and how many rows."""
    followed = set(due().values_list("pk", flat=True))
    old = _InUse(max(followed, default=0))

    def on(count: int) -> None:
        progress(count)
        old.follow()

    def meanwhile() -> writing.Changes:
        fresh = [pk for pk in due().values_list("pk", flat=True) if pk not in followed]
        rows = list(Outbox.objects.filter(Among("pk", fresh)).exclude(model=EVERYTHING))
        followed.update(row.pk for row in rows)
        return outbox.affected(rows)

    with connection.cursor() as cursor:  # after a bulk load the database's own plans are fifty times slower without
        cursor.execute("ANALYZE")
    count = writing.build(_root(), on, processes, meanwhile)
    outbox.enqueue_embargoes()
    outbox.remove(sorted(followed))
    return count, len(followed)


class _InUse:
    """The index that is read while another is made: it goes on following what is committed after row `last`.

    The rows stay in the outbox, for the one that is made.
    """

    def __init__(self, last: int) -> None:
        self.last = last
        self.looked = time.monotonic()

    def follow(self) -> None:
        """Bring it up to date, if that has not been done a moment ago."""
        if time.monotonic() - self.looked < LOOKING:
            return
        rows = list(due().filter(pk__gt=self.last).exclude(model=EVERYTHING)[:BATCH])
        with suppress(IndexUnavailable):  # there is none, and that is why another is made
            writing.follow(_root(), outbox.affected(rows))
        self.last = max((row.pk for row in rows), default=self.last)
        self.looked = time.monotonic()


def _is_rebuilding_cheaper(rows: int) -> bool:
    """Whether to make the index anew: where a row asks for it, or where more rows wait than it has documents.

    So many (a fixture was loaded, everything was updated at once) name most documents, and many of them several times.
    """
    if outbox.asks_for_everything():
        return True
    return rows == BATCH and due().count() > len(snapshots.current(_root()).held())


def _look() -> None:
    if pending():
        drain()


def _complain() -> None:
    """Say in the log that changes pass by unseen."""
    if unseen := next(triggers.findings(), None):
        logger.error("The index does not follow every change. %s Run: manage.py migrate", unseen)


def _root() -> Path:
    return Path(settings.INDEX_DIR)
