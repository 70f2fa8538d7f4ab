"""How the index follows the database: what the outbox names is looked at again, by one process at a time.

What is true is read from the database then, so that neither order nor repetition of the outbox rows matters, and a
process that dies leaves nothing behind but rows to be worked through.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Outbox
from articles.search import outbox
from articles.search.documents import MODELS, keys
from articles.search.engines.whoosh import IndexUnavailable, writing
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.schema import identifier
from articles.search.engines.whoosh.snapshot import snapshots
from articles.search.follower import follower
from articles.search.locking import writing as writing_alone
from articles.search.results import DocumentType

BATCH = 1000
Progress = Callable[[int], object]
_TYPES: dict[str, DocumentType] = {model: kind for kind, model in MODELS.items()}


def wake() -> None:
    """Have the index follow what has just been committed: at once, in the background, or not (`INDEX_DRAIN`)."""
    match settings.INDEX_DRAIN:
        case "background":
            follower.wake(pending, drain)
        case "inline":
            drain()


def watch() -> None:
    """Have this process follow what others commit, and embargoes that end, from now on (`INDEX_DRAIN` background)."""
    if settings.INDEX_DRAIN == "background":
        follower.start(pending, drain)


def due() -> QuerySet[Outbox]:
    """The outbox rows to be worked through now, oldest first."""
    return Outbox.objects.filter(due__lte=timezone.now()).order_by("pk")


def pending() -> bool:
    return due().exists()


def drain() -> int:
    """Work through the outbox, answer how many rows; `IndexUnavailable` leaves them where they are."""
    done = 0
    with writing_alone():
        while batch := list(due()[:BATCH]):
            if any(row.model == outbox.EVERYTHING for row in batch):
                done += _rebuild()[1]
                continue
            changes = _changes(batch)
            if changes:
                writing.follow(_root(), changes)
            done += _remove(row.pk for row in batch)
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
        snapshots.current(_root())
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
    """How index and database stand to each other; `unavailable` says why the index cannot be read."""

    documents: int = 0
    pending: int = 0
    waiting: int = 0
    missing: int = 0
    surplus: int = 0
    unavailable: str | None = None

    @property
    def is_clean(self) -> bool:
        return not (self.unavailable or self.pending or self.missing or self.surplus)


def status() -> Status:
    """Compare which documents the index has with which everybody may read."""
    pending = due().count()
    waiting = Outbox.objects.filter(due__gt=timezone.now()).count()
    try:
        held = snapshots.current(_root()).held()
    except IndexUnavailable as error:
        return Status(pending=pending, waiting=waiting, unavailable=str(error))
    public = {identifier(kind, pk) for kind in MODELS for pk in keys(kind)}
    return Status(len(held), pending, waiting, len(public - held), len(held - public))


def _rebuild(progress: Progress = lambda count: None, processes: int = 1) -> tuple[int, int]:
    """Build, and remove the outbox rows that were there before; answer both counts."""
    before = list(due().values_list("pk", flat=True))
    with connection.cursor() as cursor:  # after a bulk load the database's own plans are fifty times slower without
        cursor.execute("ANALYZE")
    count = writing.build(_root(), progress, processes)
    outbox.enqueue_embargoes()
    return count, _remove(before)


def _changes(batch: Iterable[Outbox]) -> dict[DocumentType, set[int]]:
    """The documents that the rows name, each once; rows that name nothing known are passed over."""
    changes: dict[DocumentType, set[int]] = defaultdict(set)
    for kind, pk in _keys(batch):
        changes[kind].add(pk)
    return changes


def _keys(batch: Iterable[Outbox]) -> Iterator[outbox.Key]:
    for row in batch:
        if row.model == outbox.EMBARGO:
            yield from outbox.ended_embargo(row.object_id)
        elif row.model in _TYPES:
            yield _TYPES[row.model], row.object_id


def _remove(pks: Iterable[int]) -> int:
    wanted = list(pks)
    for start in range(0, len(wanted), BATCH):
        Outbox.objects.filter(pk__in=wanted[start : start + BATCH]).delete()
    return len(wanted)


def _root() -> Path:
    return Path(settings.INDEX_DIR)
