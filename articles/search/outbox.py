"""What the index still has to look at: rows written by triggers (`articles.search.triggers`), or here by hand."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Outbox
from articles.models.among import Among
from articles.models.operations import Reason
from articles.search import reach
from articles.search.documents import MODELS
from articles.search.results import DocumentType
from articles.search.triggers import EVERYTHING

Key = tuple[DocumentType, int]
REMOVED = 10_000
"""Rows removed with one statement."""


def due() -> QuerySet[Outbox]:
    """The rows to be worked through now, oldest first."""
    return Outbox.objects.filter(due__lte=timezone.now()).order_by("pk")


def enqueue(keys: Iterable[Key]) -> None:
    """Have the index look at these documents again, and at no other that shows them."""
    rows = (Outbox(model=MODELS[kind], object_id=pk, reason=Reason.LINKED) for kind, pk in dict.fromkeys(keys))
    Outbox.objects.bulk_create(rows, batch_size=1000)


def enqueue_everything() -> None:
    """Have the whole index made anew."""
    Outbox.objects.create(model=EVERYTHING, object_id=0)


def enqueue_embargoes() -> None:
    """Have every embargo that still runs be followed by the index when it ends, one that was moved unseen too."""
    waiting = set(Outbox.objects.filter(reason=Reason.EMBARGO).values_list("object_id", "due"))
    running = Article.objects.published().filter(visible_from__gt=timezone.now())
    Outbox.objects.bulk_create(
        Outbox(model="article", object_id=pk, reason=Reason.EMBARGO, due=visible_from)
        for pk, visible_from in running.values_list("pk", "visible_from")
        if (str(pk), visible_from) not in waiting
    )


def affected(rows: Iterable[Outbox]) -> dict[DocumentType, set[int]]:
    """The documents that show what the rows name; rows that name nothing known are passed over."""
    return reach.documents((reach.Node(row.model, row.reason), row.object_id) for row in rows)


def asks_for_everything() -> bool:
    """Whether a row that is due asks for the whole index to be made anew."""
    return due().filter(model=EVERYTHING).exists()


def remove(pks: list[int]) -> None:
    """Remove rows that the index has followed. By their keys: one with a lower key may be committed later."""
    for start in range(0, len(pks), REMOVED):
        Outbox.objects.filter(Among("pk", pks[start : start + REMOVED])).delete()
