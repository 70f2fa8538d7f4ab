"""Weekdays in wire copy: which day "on Friday" means, by the header's date or by another article of the same visit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from articles.dates import Span
from articles.vocabulary import Basis, Precision
from articles.wire.outlook import is_ahead
from articles.wire.records import Story, Weekday

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MENTION = re.compile(r"\b(?:(last|next|coming)\s+)?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_AHEAD = frozenset(("next", "coming"))
LEAD = 2
"""Paragraphs that tell the news itself: their weekday is that of the event reported."""
FRESH = 3
"""Days. Wire copy that names a weekday in its lead was written within so many days of it."""


def resolve(word: str, header: Span, *, ahead: bool = False) -> date | None:
    """The day that a weekday means in copy with this header: the nearest at or before it, within the week.

    The nearest at or after it where it is told of what is to come. None for a word that is no weekday (English,
    whatever case), and where the header is not one day.
    """
    number = _number(word)
    if number is None or header.earliest is None or header.earliest != header.latest:
        return None
    if ahead:
        return header.earliest + timedelta(days=(number - header.earliest.weekday()) % 7)
    return header.earliest - timedelta(days=(header.earliest.weekday() - number) % 7)


def mentions(paragraphs: Sequence[str], header: Span | None) -> tuple[Weekday, ...]:
    """The weekdays that paragraphs name, in order, each with its day where the header tells it."""
    return tuple(
        Weekday(number, word, _meant(word, before, header, ahead=ahead), ahead)
        for number, text in enumerate(paragraphs, 1)
        for before, word, ahead in _found(text)
    )


def contradictions(weekdays: Sequence[Weekday], header: Span | None) -> tuple[str, ...]:
    """What an editor is told where the lead's weekday does not go with the header's date. Both are kept.

    A weekday that is still to come may be any day behind the header's.
    """
    if header is None or header.earliest is None or header.earliest != header.latest:
        return ()
    leading = (day for day in weekdays if day.paragraph <= LEAD and day.day is not None and not day.ahead)
    lead = next(leading, None)
    if lead is None or lead.day is None or (header.earliest - lead.day).days <= FRESH:
        return ()
    weekday, before = NAMES[header.earliest.weekday()].capitalize(), Span(lead.day, lead.day).words
    return (
        f"paragraph {lead.paragraph} says {lead.word}, and the header’s date, {header.words}, is a {weekday}: "
        f"the {lead.word} before it is {before}",
    )


def nearest(word: str, anchor: date) -> date | None:
    """The day of that weekday that is nearest to a day: at most three days before or after it."""
    number = _number(word)
    if number is None:
        return None
    ahead = (number - anchor.weekday()) % 7
    return anchor + timedelta(days=ahead if ahead <= FRESH else ahead - 7)


def infer(story: Story, anchor: date) -> Story:
    """A story without a header's date, dated by its first weekday as the one nearest to `anchor`.

    `anchor` is the day of the nearest dated article on the same visit. The story comes back as it is where it has a
    date, or names no weekday.
    """
    first = next((day for day in story.weekdays if _number(day.word) is not None), None)
    day = nearest(first.word, anchor) if first and story.published is None else None
    if first is None or day is None:
        return story
    span = Span(day, day, Precision.DAY, Basis.INFERRED)
    note = f"inferred from “{first.word}” and the article of {Span(anchor, anchor).words} on the same visit"
    known = tuple(replace(each, day=each.day or resolve(each.word, span, ahead=each.ahead)) for each in story.weekdays)
    return replace(story, published=span, published_note=note, weekdays=known)


def _number(word: str) -> int | None:
    folded = word.casefold()
    return NAMES.index(folded) if folded in NAMES else None


def _found(text: str) -> Iterator[tuple[str, str, bool]]:
    """What stands before a weekday (last, next), the weekday as printed, and whether it is still to come."""
    if "day" not in text.lower():
        return  # most paragraphs name none, and to look for all seven costs more than all the rest of reading
    for match in _MENTION.finditer(text):
        before = (match[1] or "").casefold()
        yield before, match[0].split()[-1], before != "last" and is_ahead(text, *match.span())


def _meant(word: str, before: str, header: Span | None, *, ahead: bool) -> date | None:
    if header is None or before in _AHEAD:
        return None
    day = resolve(word, header, ahead=ahead)
    return day - timedelta(days=7) if day is not None and before == "last" and day == header.earliest else day
