"""Instruments of two countries, and how far each had come on a day: named, proposed, adopted, signed, in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.dates import OLDEST, Span, years_from
from articles.models import Instrument, PartnershipEvent
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import AsKnown, Moment
from articles.models.public import Shown
from articles.relating.dating import keep_stages
from articles.relating.pairs import SeenPair
from articles.vocabulary import InstrumentStatus

TOLD = "is_told_by_then"
"""What instruments seen from a day have been annotated with: whether anything had surely told of them by it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An instrument as it stood on a day; `since` is the date of that, None where no source gives one.

    `is_sure` is false where the day lies inside the date; and without a date, before anything tells of it.
    """

    instrument: Instrument
    status: InstrumentStatus
    since: Span | None
    is_sure: bool = True


def instruments(pair: SeenPair) -> list[Standing]:
    """What the two are parties to, or what came of their events; without what surely came after the day.

    What has no date may have been before anything told of it, though not ages before (`OLDEST`); for certain it is
    only from the first report or event that it is of. In the order of their titles.
    """
    return instruments_of([pair])[0]


def instruments_of(pairs: Sequence[SeenPair]) -> list[list[Standing]]:
    """The same of several pairs seen from the same day: when each came how far is asked of all at once."""
    held = [_held_by(pair) for pair in pairs]
    keep_stages([row for rows in held for row in rows], pairs[0].at)
    return [
        [standing(row, pair.until, getattr(row, TOLD, True)) for row in rows]
        for pair, rows in zip(pairs, held, strict=True)
    ]


def _held_by(pair: SeenPair) -> list[Instrument]:
    came = {row.instrument for row in pair.known if row.instrument}
    # What came of later events, or of very early ones, may be older.
    is_early = pair.until is not None or pair.is_cut
    reached = years_from(pair.until, OLDEST) if pair.until else None
    is_old = reached is not None and reached < timezone.localdate()
    days = {"until": pair.until, "reached": reached}
    return list(_HELD(is_early, pair.until is not None, is_old, at=pair.at, came=came, **days, **pair.codes))


def _held(at: Moment, is_early: bool, by_then: bool, is_old: bool) -> Any:
    came: Any = Q(Among("pk", Slot("came")))
    if is_early:  # looked for in what came of events, which is little
        events = PartnershipEvent.objects.filter(instrument__gt=0)
        for name in ("one", "other"):
            ties = PartnershipEvent.parties.through._default_manager.filter(partnershipevent=OuterRef("pk"))
            events = events.filter(Exists(ties.filter(country=Slot(name))))
        came = Q(pk__in=events.visible(at).order_by().values("instrument"))
    mine = Instrument.objects.between(Slot("one"), Slot("other")).order_by().values("pk")
    rows = Instrument.objects.filter(Q(pk__in=mine) | came).visible(at)
    if not by_then:
        return rows
    if is_old:
        undated = Q(adopted_earliest=None, signed_earliest=None, in_force_earliest=None)
        rows = rows.exclude(undated & ~_told_by(Slot("reached"), at))
    return rows.exclude(_came_after(Slot("until"), at)).annotate(**{TOLD: _told_by(Slot("until"), at)})


_HELD = Kept(_held)


def standing(instrument: Instrument, day: date | None = None, is_told: bool = True) -> Standing:
    """The furthest it had come by the end of a day; of what has no date, what is told of it at all.

    `is_told` is whether it had surely been told of by then.
    """
    dated = (
        (InstrumentStatus.IN_FORCE, instrument.in_force),
        (InstrumentStatus.SIGNED, instrument.signed),
        (InstrumentStatus.ADOPTED, instrument.adopted),
    )
    told = InstrumentStatus(instrument.status)
    for status, span in dated:
        if span is not None and (day is None or span.touches(None, day)):
            sure = day is None or (span.latest is not None and span.latest <= day)
            return Standing(instrument, status, span, sure)
    if day is None or all(span is None for _, span in dated):
        return Standing(instrument, told, None, is_told)
    return Standing(instrument, InstrumentStatus.NAMED, None, is_told)


def _told_by(day: Slot, at: Moment) -> Q:
    """Whether a report surely published by a day tells of it, or it came of an event that surely began by then."""
    events = PartnershipEvent.objects.filter(instrument=OuterRef("pk"), start_latest__lte=day).visible(at)
    return Q(Shown("instrument", AsKnown(day))) | Q(Exists(events))  # type: ignore[arg-type]


def _came_after(day: date | Slot, at: Moment | None) -> Q:
    events = PartnershipEvent.objects.filter(instrument=OuterRef("pk")).visible(at)
    later, by_then = events.filter(start_earliest__gt=day), events.dated(None, day)
    undated = Q(adopted_earliest=None, signed_earliest=None)
    return (
        Q(adopted_earliest__isnull=False, adopted_earliest__gt=day)
        | Q(adopted_earliest=None, signed_earliest__isnull=False, signed_earliest__gt=day)
        | undated & Q(Exists(later)) & ~Q(Exists(by_then))
    )
