"""Events by their keys, known to be public, with what is told of them: whole, as lines of a chronicle, as visits."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length

from articles.models import Membership, Participation, PartnershipEvent, Passage
from articles.models.among import Among
from articles.models.kept import Kept, Slot, give
from articles.models.moments import Moment
from articles.relating.dating import keep_quoted, keep_told, with_less
from articles.relating.ledger import LINE

QUOTED = tuple(column for column in LINE if column.startswith("passage__"))
"""Of a passage, its text and its article, what a quotation shows."""
NAMED = (
    *("event", "side", "role", "title_as_printed"),
    *("person__name", "person__slug", "person__country", "organization__name", "organization__slug"),
    *("membership__id", "membership__post__label"),
)
"""Of those who took part, what a line shows."""


def whole(keys: Iterable[int], at: Moment | None, *, counted: bool = False) -> list[PartnershipEvent]:
    """With evidence and those who took part, in no order; agencies of passages are still to be asked for (`signed()`).

    Nothing is asked of the events again, since they are visible ones. `counted` ones say how many parts and reports
    they have, as a line of a chronicle shows it.
    """
    chosen = set(keys)
    rows = list(_WHOLE(counted, at=at, keys=chosen))
    passages = _evidence_of(chosen, at)
    participations: dict[int, list[Participation]] = {}
    for participation in _NAMED(at=at, keys=chosen):
        if not participation.is_post_shown:
            participation.membership = None
        participations.setdefault(participation.event_id, []).append(participation)
    for row in rows:
        give(row, "passages", passages.get(row.pk, []))
        give(row, "participations", participations.get(row.pk, []))
    keep_quoted(rows, at)
    return rows


def _evidence_of(keys: Iterable[int], at: Moment | None) -> dict[int, list[Passage]]:
    """The passages of events by their keys; in order."""
    found: dict[int, list[Passage]] = {}
    for tie in _EVIDENCE(at=at, keys=keys):
        found.setdefault(tie.partnershipevent_id, []).append(tie.passage)
    return found


def lines(keys: Iterable[int], at: Moment | None) -> list[PartnershipEvent]:
    """With what a line of a chronicle shows, and its passages, the latest first; agencies are still to be asked for."""
    rows = counted(keys, at)
    quote_events(rows, at)
    keep_quoted(rows, at)
    return rows


def counted(keys: Iterable[int], at: Moment | None = None) -> list[PartnershipEvent]:
    """With what a line of a chronicle shows, the latest first."""
    return list(_LINES(at=at, keys=keys))


def quote_events(rows: Iterable[PartnershipEvent], at: Moment | None) -> None:
    """Give events at hand their passages; agencies are still to be asked for."""
    held = list(rows)
    passages = _evidence_of([row.pk for row in held], at) if held else {}
    for row in held:
        give(row, "passages", passages.get(row.pk, []))


def visited(keys: Iterable[int], at: Moment | None) -> list[PartnershipEvent]:
    """Visits with what tells which way they went, the latest first."""
    chosen = set(keys)
    rows = list(_VISITS(at=at, keys=chosen))
    keep_told(rows, at)
    participations: dict[int, list[Participation]] = {}
    for participation in _SIDES(at=at, keys=chosen):
        participations.setdefault(participation.event_id, []).append(participation)
    for row in rows:
        give(row, "participations", participations.get(row.pk, []))
    return rows


def _of_keys() -> Any:
    return PartnershipEvent.objects.filter(Among("pk", Slot("keys")))


def _whole(at: Moment, counted: bool) -> Any:
    rows = with_less(_of_keys().select_related("place", "instrument", "level_from", "level_to"), at)
    return (rows.counted(at) if counted else rows).order_by()


def _evidence(at: Moment) -> Any:
    """Passages of events, the first report first, its fullest words first."""
    ties = PartnershipEvent.passages.through._default_manager.filter(Among("partnershipevent", Slot("keys")))
    seen = Passage.objects.visible(at).filter(pk=OuterRef("passage"))
    rows = ties.filter(Exists(seen)).select_related("passage__version__article").only("partnershipevent", *QUOTED)
    reported = F("passage__version__article__published_earliest").asc(nulls_last=True)
    return rows.order_by(reported, -Length("passage__exact"), "passage_id")


def _named(at: Moment) -> Any:
    seen = Passage.objects.visible(at).filter(pk=OuterRef("passage"))
    posts = Exists(Membership.objects.visible(at).filter(pk=OuterRef("membership")))
    rows = Participation.objects.filter(Q(passage=None) | Q(Exists(seen)), Among("event", Slot("keys")))
    rows = rows.select_related("person", "organization", "membership__post").annotate(is_post_shown=posts)
    return rows.only(*NAMED).order_by("side__name", "pk")


def _lines(at: Moment) -> Any:
    return with_less(_of_keys().lined().counted(at).newest_first(), at)


def _visits(at: Moment) -> Any:
    return with_less(_of_keys().select_related("place").newest_first(), at)


def _sides(at: Moment) -> Any:
    return Participation.objects.filter(Among("event", Slot("keys"))).visible(at).order_by("pk")


_WHOLE, _EVIDENCE, _NAMED = Kept(_whole), Kept(_evidence), Kept(_named)
_LINES, _VISITS, _SIDES = Kept(_lines), Kept(_visits), Kept(_sides)
