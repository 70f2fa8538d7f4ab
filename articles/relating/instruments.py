"""Instruments of two countries, and how far each had come on a day: named, proposed, adopted, signed, in force."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.dates import Span
from articles.models import Instrument, PartnershipEvent
from articles.models.moments import Moment
from articles.relating.pairs import SeenPair
from articles.vocabulary import InstrumentStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """An instrument as it stood on a day; `since` is the date of that, None where no source gives one.

    `is_sure` is false where the day lies inside the date.
    """

    instrument: Instrument
    status: InstrumentStatus
    since: Span | None
    is_sure: bool = True


def instruments(pair: SeenPair) -> list[Standing]:
    """What the two are parties to, or what came of their events; without what surely came after the day.

    What has no date counts as known on every day. In the order of their titles.
    """
    mine = Instrument.objects.between(pair.one, pair.other).order_by().values("pk")
    came: Any = {row.instrument for row in pair.known if row.instrument}
    if pair.until is not None or pair.is_cut:  # what came of later events, or of very early ones, may be older
        came = _of_all_events(pair)
    held = Q(pk__in=mine)
    rows = Instrument.objects.filter(held if came == set() else held | Q(pk__in=came)).visible(pair.at)
    if pair.until is not None:
        rows = rows.exclude(pk__in=Instrument.objects.filter(_came_after(pair.until, pair.at)).values("pk"))
    return [standing(row, pair.until) for row in rows]


def _of_all_events(pair: SeenPair) -> Any:
    """The primary keys of what came of any event of the two: looked for in what came of events, which is little."""
    events = PartnershipEvent.objects.filter(instrument__gt=0)
    for code in (pair.one, pair.other):
        ties = PartnershipEvent.parties.through._default_manager.filter(country=code, partnershipevent=OuterRef("pk"))
        events = events.filter(Exists(ties))
    return events.visible(pair.at).order_by().values("instrument")


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
