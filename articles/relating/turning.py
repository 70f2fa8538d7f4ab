"""The events that changed what two countries are to each other, with the levels that they led from and to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from articles.models import PartnershipEvent, PartnershipLevel
from articles.models.among import Among
from articles.models.events import EventQuerySet
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating.dating import keep_told, with_less
from articles.vocabulary import EventKind, EventStatus

TURNS = (EventKind.LEVEL_CHANGE, EventKind.RELATIONS_ESTABLISHED)
TOLD = (
    *("kind", "status", "partnership", "level_from", "level_to"),
    *(f"start_{part}" for part in ("earliest", "latest", "precision", "basis")),
)
"""Of an event, what the history of a pair is told by."""


def turns(at: Moment | None = None) -> EventQuerySet:
    """The events that changed what two countries are to each other and that everybody may read of, oldest first."""
    events = PartnershipEvent.objects.visible(at).of_kind(*TURNS).filter(status=EventStatus.OCCURRED)
    related = (f"{level}__{of}" for level in ("level_from", "level_to") for of in ("owner", "sector"))
    return events.select_related("instrument", "place", *related).oldest_first()


def turns_of(pairs: Iterable[int], at: Moment | None = None, columns: Sequence[str] = ()) -> list[PartnershipEvent]:
    """The turns of some pairs, by their primary keys, oldest first; with their levels, each made once, and no more.

    `columns`, where given, are all that is read of the events: `TOLD` is what a history is told by.
    """
    rows = list(_TURNS(tuple(columns), at=at, keys=pairs))
    levels = PartnershipLevel.objects.select_related("owner", "sector").in_bulk(_levels_of(rows))
    _give_levels(rows, levels)
    keep_told(rows, at)
    return rows


class Turned(NamedTuple):
    """Turns of pairs, and the levels that their ladders are drawn among: all those of the owners of their levels that
    everybody may read of.
    """

    turns: list[PartnershipEvent]
    levels: list[PartnershipLevel]


def turned(pairs: Iterable[int], at: Moment | None = None) -> Turned:
    """`turns_of()` some pairs with the levels beside them."""
    rows = list(_TURNS((), at=at, keys=pairs))
    keys = _levels_of(rows)
    levels = {row.pk: row for row in _LEVELS(at=at, keys=keys)} if keys else {}
    _give_levels(rows, levels)
    keep_told(rows, at)
    return Turned(rows, [row for row in levels.values() if row.is_shown])


def _levels_of(rows: Iterable[PartnershipEvent]) -> set[int]:
    return {key for row in rows for key in (row.level_from_id, row.level_to_id) if key}


def _give_levels(rows: Iterable[PartnershipEvent], levels: Mapping[int | None, PartnershipLevel]) -> None:
    for row in rows:
        row.level_from, row.level_to = levels.get(row.level_from_id), levels.get(row.level_to_id)


def _turns(at: Moment, columns: tuple[str, ...]) -> EventQuerySet:
    events = PartnershipEvent.objects.filter(Among("partnership", Slot("keys")), kind__in=TURNS)
    rows: EventQuerySet = with_less(events.filter(status=EventStatus.OCCURRED).visible(at).oldest_first(), at)
    return rows.only(*columns) if columns else rows


def _levels(at: Moment) -> Any:
    """All levels of the owners of some, and whether everybody may read of each."""
    owners = PartnershipLevel.objects.filter(Among("pk", Slot("keys"))).order_by().values("owner")
    seen = PartnershipLevel.objects.visible(at).filter(pk=OuterRef("pk"))
    rows = PartnershipLevel.objects.filter(owner__in=owners).annotate(is_shown=Exists(seen))
    return rows.select_related("owner", "sector").order_by()


_TURNS, _LEVELS = Kept(_turns), Kept(_levels)
