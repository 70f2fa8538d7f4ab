"""Instruments of two countries, and how far each had come on a day: named, proposed, adopted, signed, in force."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from articles.dates import Span
from articles.models import Instrument, PartnershipEvent, Passage
from articles.models.events import EventQuerySet
from articles.models.moments import Moment
from articles.vocabulary import InstrumentStatus

MOST = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """An instrument as it stood on a day; `since` is the date of that, None where no source gives one.

    `is_sure` is false where the day lies inside the date.
    """

    instrument: Instrument
    status: InstrumentStatus
    since: Span | None
    is_sure: bool = True


def instruments(
    one: str,
    other: str,
    events: EventQuerySet,
    until: date | None = None,
    at: Moment | None = None,
    *,
    quoted: bool = True,
) -> list[Standing]:
    """What the two are parties to, or what came of their events; without what surely came after the day.

    `events` are those of the two, whatever their day. What has no date counts as known on every day. With
    passages where they are to be `quoted`; their agencies are still to be asked for (`signed()`).
    """
    mine = Instrument.objects.filter(parties=one).filter(parties=other).values("pk")
    came = events.exclude(instrument=None).order_by().values("instrument")
    passages = Passage.objects.visible(at).quoted()
    rows = Instrument.objects.visible(at).filter(Q(pk__in=mine) | Q(pk__in=came))
    if until is not None:
        rows = rows.exclude(pk__in=Instrument.objects.filter(_came_after(until, at)).values("pk"))
    if quoted:
        rows = rows.prefetch_related(Prefetch("passages", passages))
    return [standing(row, until) for row in rows[:MOST]]


def standing(instrument: Instrument, day: date | None = None) -> Standing:
    """The furthest it had come by the end of a day; of what has no date, what is told of it at all."""
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
        return Standing(instrument, told, None)
    return Standing(instrument, InstrumentStatus.NAMED, None)


def _came_after(day: date, at: Moment | None) -> Q:
    events = PartnershipEvent.objects.visible(at).filter(instrument__isnull=False)
    later, by_then = events.filter(start_earliest__gt=day), events.dated(None, day)
    undated = Q(adopted_earliest=None, signed_earliest=None)
    return (
        Q(adopted_earliest__gt=day)
        | Q(adopted_earliest=None, signed_earliest__gt=day)
        | undated & Q(events__in=later) & ~Q(events__in=by_then)
    )
