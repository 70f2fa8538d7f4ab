"""The date that plain wire text may begin with, on a line of its own or glued to the dateline.

    date 2025-10-23
    date 2025-10-23SOFIA — First paragraph.
    Thursday, October 23, 2025

A year, a month or a day, in ISO 8601 or in English, Bulgarian or Vietnamese words. A day in figures with the year last
is read where day and month cannot change places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.dates import DateError, Span
from articles.wire import datelines, days, marks
from articles.wire.signing import DASHES

_BEGIN = re.compile(
    rf"(?:(?P<label>date|(?P<day_first>дата|ngày))[ \t]*:?[ \t]+)?(?:(?P<weekday>{'|'.join(days.NAMES)}),?[ \t]+)?",
    re.IGNORECASE,
)
_NUMBER, _YEAR, _GAP = "[0-9]{1,2}", "(?P<year>[0-9]{4})", r",?[ \t]+"
_NTH = rf"(?P<day>{_NUMBER})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<word>(?:{'|'.join(datelines.MONTHS)})[^\W\d_]{{0,6}})\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:(?P<sign>[-/])(?P<month>{_NUMBER})(?:(?P=sign)(?P<day>{_NUMBER}))?)?",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
        rf"(?:{_NTH}{_GAP})?{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}{_NTH}{_GAP}{_YEAR}",
        rf"(?:(?P<day>{_NUMBER})[ \t]+)?tháng[ \t]+(?P<month>{_NUMBER}){_GAP}(?:năm[ \t]+)?{_YEAR}",
        rf"(?P<one>{_NUMBER})(?P<sign>[/.-])(?P<other>{_NUMBER})(?P=sign){_YEAR}",
        r"(?P<unread>[0-9]+(?P<sign>[/.-])[0-9]+(?:[/.-][0-9]+)*)",
    )
)
_ZONE = "(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})"
_TIME = rf"(?:T|[ \t]+)(?P<time>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:[ \t]?{_ZONE})?)(?![\w:])"
_END = re.compile(rf"(?![\d/]|[.-]\d)(?:{_TIME})?(?:[ \t]*г\.)?[ \t]*[.,;]?(?P<line>[ \t]*(?:\n|\Z))?\s*")
_HINGE = re.compile(rf"\A[{DASHES}]{{1,2}}\s*(?=\S)")
"""The dash of a dateline without a place."""
_UNDATED = re.compile(rf"{marks.UNDATED}$\s*", re.IGNORECASE | re.MULTILINE)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Header:
    """The text behind the date that another began with, the date, and what to tell an editor of it."""

    rest: str
    published: Span | None = None
    warnings: tuple[str, ...] = ()


def taken_off(text: str) -> Header:
    """The date that a text begins with, taken off it; the whole text where it begins with none."""
    if undated := _UNDATED.match(text):
        return Header(text[undated.end() :])
    begin = _BEGIN.match(text)
    assert begin is not None  # all of it is optional
    for form in _FORMS:
        found = form.match(text, begin.end(), begin.end() + _LONGEST)
        behind = _END.match(text, found.end()) if found else None
        if found is not None and behind is not None:
            rest, parts = _HINGE.sub("", text[behind.end() :], count=1), found.groupdict()
            if begin["label"] is None:
                return _bare(text, rest, begin.groupdict() | parts | behind.groupdict())
            # “Date May 2025 remains open” is a sentence, as is “Ngày 24/10/2025, tại Hà Nội, …”.
            is_iso = parts.get("sign") == "-" and parts.get("month") is not None and begin["day_first"] is None
            if is_iso or behind["line"] is not None or datelines.opening(rest):
                return _told(rest, begin.groupdict() | parts | behind.groupdict())
    return Header(text)


def _bare(text: str, rest: str, parts: dict[str, str | None]) -> Header:
    """Without a word before it only a day that is a line before others, and is a day, is a date."""
    told = _told(rest, parts)
    is_line = rest and parts["line"] is not None and told.published is not None and told.published.is_one_day
    return told if is_line else Header(text)


def _told(rest: str, parts: dict[str, str | None]) -> Header:
    try:
        published = Span.parse(_iso(parts))
    except DateError as error:
        return Header(rest, None, (f"the header’s date was left out: {error}",))
    return Header(rest, published, tuple(_warnings(parts, published)))


def _iso(parts: dict[str, str | None]) -> str:
    """A date as `Span.parse` reads it; `DateError` where its figures may mean two days."""
    if unread := parts.get("unread"):
        return unread
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if word := parts.get("word"):
        month = str(datelines.month(word))
    one, other = parts.get("one"), parts.get("other")
    if one and other:
        day, month = (other, one) if int(other) > 12 else (one, other)
        if int(one) <= 12 and int(other) <= 12 and one != other and parts["sign"] != "." and not parts["day_first"]:
            printed = str(parts["sign"]).join((one, other, str(year)))
            either = f"{year}-{other:0>2}-{one:0>2} or {year}-{one:0>2}-{other:0>2}"
            raise DateError(f"“{printed}” may be two days: write {either}.")
    return "-".join(part.rjust(2, "0") for part in (year, month, day) if part)


def _warnings(parts: dict[str, str | None], published: Span) -> Iterator[str]:
    if time := parts["time"]:
        yield f"the header’s time, {time}, was left out: an article has a day"
    weekday, day = parts["weekday"], published.earliest
    if weekday and day is not None and published.is_one_day and days.NAMES[day.weekday()] != weekday.lower():
        yield f"the header says {weekday}, and {published.words} is a {days.NAMES[day.weekday()].capitalize()}"
