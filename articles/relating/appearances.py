"""Where someone appears: the events attended, those to come and those only mentioned in, titles, and whom they met.

Bounded however much is told of somebody: what is counted is counted over all, what is shown is the latest of it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef

from articles.dates import Span, occasion
from articles.models import Membership, Participation, PartnershipEvent, Person
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating.occasions import quote_events
from articles.vocabulary import EventKind, EventStatus, Precision, Role

# Where being there means facing one another; a visit names hosts who may never have been seen.
MEETINGS = (
    EventKind.TALKS,
    EventKind.MEETING,
    EventKind.PRESS_BRIEFING,
    EventKind.CEREMONY,
    EventKind.SIGNING,
)
LOOKED_THROUGH = 100
"""Of the meetings of somebody, so many of the latest are looked through for who else was there."""


class Appearance(NamedTuple):
    """One role of a person in one event."""

    event: int
    kind: str
    status: str
    role: str
    title: str
    earliest: date | None
    latest: date | None
    precision: str

    @property
    def when(self) -> Span | None:
        """When the event began."""
        if self.earliest is None and self.latest is None:
            return None
        return Span(self.earliest, self.latest, Precision(self.precision))

    @property
    def took_place(self) -> bool:
        """Whether the event is told of as having happened; an invitation has, though what it invites to has not."""
        if self.kind == EventKind.INVITATION:
            return self.status != EventStatus.PLANNED
        return self.status == EventStatus.OCCURRED

    @property
    def was_there(self) -> bool:
        return self.is_named_present and self.took_place

    @property
    def is_named_present(self) -> bool:
        """Whether the role is that of somebody who was there, or is to be."""
        return self.role != Role.MENTIONED_ABSENT


class Parted(NamedTuple):
    """The events of somebody by presence: been at, planned or invited to, and only mentioned in."""

    attended: list[int]
    ahead: list[int]
    mentioned: list[int]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: how often, and from when to when."""

    words: str
    count: int
    first: Span | None
    last: Span | None

    @property
    def when(self) -> str:
        """From when to when in words, as what lasted is told; of dates of which one lies in the other, the wider."""
        first, last = self.first, self.last
        if first and last and first.earliest and last.earliest and last.earliest <= first.earliest:
            return last.words
        return occasion(first, last)


@dataclass(frozen=True, slots=True)
class Encounter:
    """Someone of another side at the same meetings: how many, and the latest of them, each with the role there."""

    person: Person
    count: int
    meetings: tuple[tuple[PartnershipEvent, Participation], ...]


def appearances(person: Person, day: date | None = None) -> list[Appearance]:
    """All that everybody may read of where somebody appears, until the end of a day, the latest first; one query."""
    return [Appearance(*row) for row in _APPEARING(day is not None, person=person.pk, day=day)]


def _appearing(at: Moment, by_then: bool) -> Any:
    rows = Participation.objects.visible(at).filter(person=Slot("person"))
    if by_then:
        rows = rows.exclude(event__start_earliest__gt=Slot("day")).exclude(
            event__start_earliest__isnull=True, event__start_latest__isnull=True
        )
    return rows.order_by(
        F("event__start_earliest").desc(nulls_last=True), F("event__start_latest").desc(nulls_last=True), "event__slug"
    ).values_list(
        "event",
        "event__kind",
        "event__status",
        "role",
        "title_as_printed",
        "event__start_earliest",
        "event__start_latest",
        "event__start_precision",
    )


def titles(rows: Iterable[Appearance]) -> list[Title]:
    """The titles printed, the most frequent first; an event counts once a title."""
    spans: dict[str, dict[int, Span | None]] = {}
    for row in rows:
        if row.title:
            spans.setdefault(row.title, {})[row.event] = row.when
    found = []
    for words, by_event in spans.items():
        known = sorted((span for span in by_event.values() if span), key=_until)
        found.append(Title(words, len(by_event), known[0] if known else None, known[-1] if known else None))
    return sorted(found, key=lambda title: (-title.count, title.words))


def _until(span: Span) -> date:
    return span.latest or span.earliest or date.max


def parted(rows: Iterable[Appearance]) -> Parted:
    """Each event once, by presence, in the order of the rows."""
    took_place: dict[int, bool] = {}
    present = set()
    for row in rows:
        took_place[row.event] = row.took_place
        if row.is_named_present:
            present.add(row.event)
    return Parted(
        [event for event, did in took_place.items() if event in present and did],
        [event for event, did in took_place.items() if event in present and not did],
        [event for event in took_place if event not in present],
    )


def encounters(person: Person, rows: Iterable[Appearance], most: int, meetings: int) -> list[Encounter]:
    """Those met most often at the latest meetings, `most` of them, each with so many `meetings`; two queries."""
    there = dict.fromkeys(row.event for row in rows if row.was_there and row.kind in MEETINGS)
    looked = list(there)[:LOOKED_THROUGH]
    present = list(_PRESENT(keys=looked)) if looked else []
    own: dict[int, set[str | None]] = {}
    for event, who, side, _ in present:
        if who == person.pk:
            own.setdefault(event, set()).add(side)
    met: dict[int, dict[int, int]] = {}
    for event, who, side, pk in present:
        if who != person.pk and side not in own.get(event, set()):
            met.setdefault(who, {})[event] = pk
    place = {event: number for number, event in enumerate(looked)}
    chosen = [who for who, _ in Counter({who: len(events) for who, events in met.items()}).most_common(most)]
    shown = {who: sorted(met[who], key=place.__getitem__)[:meetings] for who in chosen}
    keys = [met[who][event] for who, events in shown.items() for event in events]
    held: dict[int, Any] = {row.pk: row for row in _MET(keys=keys)} if keys else {}
    for row in held.values():
        if not row.is_post_shown:
            row.membership = None
    return [
        Encounter(
            held[met[who][events[0]]].person,
            len(met[who]),
            tuple((held[met[who][event]].event, held[met[who][event]]) for event in events),
        )
        for who, events in shown.items()
    ]


def conveyed(person: Person, day: date | None, most: int) -> list[Participation]:
    """What somebody conveyed for somebody else, the latest first, each with its event and the passage that says so.

    The agencies of passages are not asked for.
    """
    rows = list(_CONVEYED(day is not None, most, person=person.pk, day=day))
    quote_events((row.event for row in rows if row.passage is None), None)
    return rows


def _present(at: Moment) -> Any:
    rows = Participation.objects.visible(at).attended().filter(Among("event", Slot("keys")), person__isnull=False)
    return rows.values_list("event", "person", "side", "pk")


def _met(at: Moment) -> Any:
    """Participations with the capacity where everybody may read of it."""
    posts = Exists(Membership.objects.visible(at).filter(pk=OuterRef("membership")))
    rows = Participation.objects.filter(Among("pk", Slot("keys"))).annotate(is_post_shown=posts)
    return rows.select_related("person", "event", "membership__post").order_by()


def _conveyed(at: Moment, by_then: bool, most: int) -> Any:
    """With the passages that say so: a participation that everybody may read of has none that not everybody may."""
    rows = Participation.objects.visible(at).filter(person=Slot("person"), role=Role.CONVEYOR)
    if by_then:
        rows = rows.exclude(event__start_earliest__gt=Slot("day"))
    rows = rows.select_related("event", "passage__version__article").defer("passage__version__body")
    return rows.order_by("-event__start_earliest", "pk")[:most]


_APPEARING, _PRESENT, _MET, _CONVEYED = Kept(_appearing), Kept(_present), Kept(_met), Kept(_conveyed)
