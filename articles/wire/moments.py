"""Dates and times as formats write them: a calendar day in the zone that is written, or a moment."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from articles.dates import DateError, Span
from articles.vocabulary import Basis

# ISO 8601, extended as in XML and JSON, or basic as in NITF (20251023T142530+0200).
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
# A date as `articles.dates` writes it, with bounds and without a time.
_SPAN = re.compile(r"(?:\d{4}(?:-\d{2}){0,2}|\.\.)(?:/(?:\d{4}(?:-\d{2}){0,2}|\.\.))?", re.ASCII)
_FORMS = "2025-10-23, 2025-10-23T14:30:00+03:00 or Thu, 23 Oct 2025 14:30:00 +0300"
_LONGEST = 64


class MomentError(ValueError):
    """A text that is no date of the forms that formats use; the message says which are."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with or without a time: `day` is that of the zone written; `at` is None for a day without a time.

    A time without a zone counts as UTC; `zone` is then `no zone stated`, else `UTC`, `UTC+03:00`.
    """

    day: date
    at: datetime | None
    zone: str


def moment(text: str) -> Moment:
    """A date or time in ISO 8601 (also the basic form of NITF) or RFC 5322; `MomentError` on anything else."""
    text = " ".join(text.split())
    match = _ISO.fullmatch(text)
    try:
        if match is not None:
            return _from_iso(match)
        if len(text) <= _LONGEST and text[:1].isalnum() and ":" in text and not text[:4].isdigit():
            found = parsedate_to_datetime(text)
            return Moment(found.date(), _aware(found), _zone(found))
    except (ValueError, OverflowError, TypeError, IndexError) as error:
        raise MomentError(f"“{text[:_LONGEST]}” does not exist; write {_FORMS}") from error
    raise MomentError(f"“{text[:_LONGEST]}” is no date; write {_FORMS}")


def published(text: str, basis: Basis = Basis.STATED) -> tuple[Span, str]:
    """The span that a date of publication names, and a note with the zone where it had a time."""
    text = text.strip()
    if _SPAN.fullmatch(text):
        try:
            return Span.parse(text, basis), ""
        except DateError as error:
            raise MomentError(str(error)) from error
    found = moment(text)
    span = Span(found.day, found.day, basis=basis)
    if found.at is None:
        return span, ""
    return span, f"{text}: the day in {found.zone}" if found.zone.startswith("UTC") else f"{text}: {found.zone}"


def embargo(text: str) -> datetime:
    """The moment until which a story is embargoed, with its zone; a day without a time begins in UTC."""
    found = moment(text)
    return found.at or datetime(found.day.year, found.day.month, found.day.day, tzinfo=UTC)


def _from_iso(match: re.Match[str]) -> Moment:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if match[4] is None:
        return Moment(date(year, month, day), None, "")
    second, micros = min(59, int(match[6] or 0)), int((match[7] or "").ljust(6, "0")[:6])
    naive = datetime(year, month, day, int(match[4]), int(match[5]), second, micros)
    if match[8] is None:
        return Moment(naive.date(), naive.replace(tzinfo=UTC), "no zone stated")
    found = naive.replace(tzinfo=_offset(match[8]))
    found.astimezone(UTC)  # a moment that no clock reaches (year 1 or 9999 in its zone) is an OverflowError
    return Moment(found.date(), found, _zone(found))


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _aware(found: datetime) -> datetime:
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    aware.astimezone(UTC)
    return aware


def _zone(found: datetime) -> str:
    offset = found.utcoffset()
    if offset is None:
        return "no zone stated"
    minutes = int(offset.total_seconds() // 60)
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
