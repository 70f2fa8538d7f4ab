"""Which dates reports tell that had been published by a day; others were not known to whoever looks from then.

What an event or an instrument holds of dates comes of all reports together. With those of a day, a date counts where
one of them tells it: in words or figures, by a weekday near its own day, or as that day. Of what is told to have
happened without a day it is known that it had, by the day of the first report.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from articles.dates import Span
from articles.folding import fold
from articles.models import Instrument, PartnershipEvent, Passage
from articles.models.among import Among
from articles.models.events import EventQuerySet
from articles.models.kept import Kept, Slot
from articles.models.moments import AsKnown, Moment
from articles.models.public import Shown
from articles.models.spans import PARTS, span_of
from articles.vocabulary import Basis, EventStatus, Precision

NEAR = timedelta(days=7)
"""A weekday is one of those so near to the day of the report."""
LESS = "rests_on_less"
"""What an event has been annotated with that says whether some of its passages may not be read."""
STAGES = ("adopted", "signed", "in_force")
_WORD = re.compile(r"\w+")


class Words(NamedTuple):
    """What a report says, and when it was published."""

    text: str
    published: Span | None


def keep_told(events: Sequence[PartnershipEvent], at: Moment | None) -> None:
    """Take from events, in place, the dates that nothing tells which may be read at a moment.

    Asks nothing where one looks from now. What rests only on passages that may be read keeps its dates: where events
    come with that (`with_less()`), nothing is asked of those either.
    """
    for row, words in _of_less([row for row in events if getattr(row, LESS, True)], at, _SAID):
        _keep(row, words)


def keep_quoted(events: Iterable[PartnershipEvent], at: Moment | None) -> None:
    """The same of events `with_less()` that have at hand all their passages which may be read: asks nothing."""
    if isinstance(at, AsKnown):
        for row in events:
            if getattr(row, LESS):
                passages = row.passages.all()
                _keep(row, [Words(passage.exact, passage.version.article.published) for passage in passages])


def with_less(events: EventQuerySet, at: Moment) -> EventQuerySet:
    """Events that say whether some of their passages may not be read, where one looks with the copy of a day."""
    if not isinstance(at, AsKnown):
        return events
    ties = PartnershipEvent.passages.through._default_manager.filter(partnershipevent=OuterRef("pk"))
    seen = Passage.objects.visible(at).filter(pk=OuterRef("passage"))
    rows: EventQuerySet = events.annotate(**{LESS: Exists(ties.filter(~Exists(seen)))})
    return rows


def _of_less(rows: Sequence[Any], at: Moment | None, asked: Kept) -> list[tuple[Any, list[Words]]]:
    """Of some rows those with passages that may not be read at a moment, each with what the others say."""
    if not isinstance(at, AsKnown) or not rows:
        return []
    found: dict[int, list[Words]] = {}
    less: set[int] = set()
    for key, text, *published, is_shown in asked(at=at, keys=[row.pk for row in rows]):
        if is_shown:
            found.setdefault(key, []).append(Words(text, span_of(*published)))
        else:
            less.add(key)
    return [(row, found.get(row.pk, [])) for row in rows if row.pk in less]


def _keep(row: PartnershipEvent, words: list[Words]) -> None:
    start: Span | None = row.start
    if start and not is_told(start, words, on_the_day=True):
        days = [said.published.latest for said in words if said.published and said.published.latest]
        happened = days and row.status == EventStatus.OCCURRED
        row.start = Span(None, min(days), Precision.DAY, Basis.REPORTED) if happened else None
    if "end_earliest" not in row.get_deferred_fields() and row.end and not is_told(row.end, words):
        row.end = None
    row.date_note = ""  # it weighs all reports, later ones too


def keep_stages(instruments: Sequence[Instrument], at: Moment | None) -> None:
    """The same of when instruments were adopted, signed and in force, by their own passages and those of events."""
    for row, words in _of_less(instruments, at, _SAID_OF):
        for stage in STAGES:
            span = getattr(row, stage)
            if span and not is_told(span, words, on_the_day=True):
                setattr(row, stage, None)


def is_told(span: Span, words: Iterable[Words], *, on_the_day: bool = False) -> bool:
    """Whether one of some passages tells a date; with `on_the_day`, whether one is of that day at least."""
    return any(_tells(said, span, on_the_day) for said in words)


def _tells(said: Words, span: Span, on_the_day: bool) -> bool:
    days = [day for day in (span.earliest, span.latest) if day]
    published = said.published.latest if said.published else None
    if on_the_day and published and span.touches(published, published):
        return True
    words = set(_WORD.findall(fold(said.text)))
    named = all(_names(words, day, span.precision, published) for day in days)
    return named or bool(published and all(_is_near(words, day, published) for day in days))


def _names(words: set[str], day: date, precision: Precision, published: date | None) -> bool:
    """Whether words name a day, month or year; the year may be that of the report, unsaid."""
    if str(day.year) not in words and (precision is Precision.YEAR or published is None or published.year != day.year):
        return False
    if precision is Precision.YEAR:
        return True
    month = {calendar.month_name[day.month].lower(), calendar.month_abbr[day.month].lower()}
    figures = {str(day.month), f"{day.month:02}"}
    if precision is Precision.MONTH:
        return bool(words & (month | figures))
    is_day = bool(words & {str(day.day), f"{day.day:02}"})
    return is_day and bool(words & (month | (figures - {str(day.day), f"{day.day:02}"})))


def _is_near(words: set[str], day: date, published: date) -> bool:
    return abs(day - published) < NEAR and calendar.day_name[day.weekday()].lower() in words


def _said(at: Moment) -> Any:
    return _quoted(PartnershipEvent.passages.through._default_manager, "partnershipevent", at)


def _said_of(at: Moment) -> Any:
    """What is said of instruments, and of the events that they came of."""
    own = _quoted(Instrument.passages.through._default_manager, "instrument", at)
    return own.union(_quoted(PartnershipEvent.passages.through._default_manager, "partnershipevent__instrument", at))


def _quoted(ties: Any, of: str, at: Moment) -> Any:
    article = "passage__version__article"
    published = (f"{article}__published_{part}" for part in PARTS)
    rows = ties.filter(Among(of, Slot("keys"))).order_by()
    return rows.values_list(of, "passage__exact", *published, Shown("article", at, article))


_SAID, _SAID_OF = Kept(_said), Kept(_said_of)
