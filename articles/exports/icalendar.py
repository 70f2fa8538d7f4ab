"""Events as iCalendar (RFC 5545): whole days, stable identities, and what is not known of a date said in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from articles.dates import Span
from articles.models import PartnershipEvent

MEDIA_TYPE = "text/calendar; charset=utf-8"
OCTETS = 75
"""The most of a line, without its end (3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT of whole days, `first` to `last`, both included; `key` identifies it on the site for good."""

    key: str
    summary: str
    first: date
    last: date
    stamp: datetime
    url: str
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = field(default=())


def calendar(entries: Iterable[Entry], *, host: str, name: str) -> bytes:
    """A calendar object: lines ended by CRLF and folded at 75 octets of UTF-8, never inside a character.

    `host` makes identities unique in the world; `name` is what programs call the calendar. There is no METHOD, so the
    stamp of an entry is when it was last revised (3.8.7.2), and the same file comes at every asking.
    """
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//The Partnership Archive//EN", "CALSCALE:GREGORIAN")
    lines = [*head, f"X-WR-CALNAME:{escaped(name)}"]
    for entry in entries:
        lines += _lines(entry, host)
    lines.append("END:VCALENDAR")
    return b"".join(b"\r\n ".join(folded(line)) + b"\r\n" for line in lines)


def escaped(text: str) -> str:
    """TEXT (3.3.11): backslash, semicolon, comma and line ends written with a backslash."""
    return text.translate(_ESCAPED)


def folded(line: str) -> Iterator[bytes]:
    """The parts of a line, the first of at most 75 octets, the others of 74: a space begins them (3.1)."""
    part, most = b"", OCTETS
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > most:
            yield part
            part, most = b"", OCTETS - 1
        part += octets
    yield part


def entry_of(event: PartnershipEvent, url: str) -> Entry | None:
    """An event with its passages at hand, and their articles with all versions; None where neither bound of its date
    is known.
    """
    days = bounds(event.start, event.end)
    if days is None:
        return None
    countries = tuple(country.name for country in event.parties.all())
    return Entry(
        key=f"event-{event.slug}",
        summary=event.title,
        first=days[0],
        last=days[1],
        stamp=_followed(event) or revised(event, days[0]),
        url=url,
        description=_described(event),
        location=_place(event),
        categories=(str(event.get_kind_display()), *countries),
    )


def revised(event: PartnershipEvent, otherwise: date) -> datetime:
    """When the newest of the texts came that the passages at hand stand in; without any, the begin of a day."""
    told = [passage.version.created for passage in event.passages.all()]
    return max(told, default=datetime.combine(otherwise, time.min, UTC))


def _followed(event: PartnershipEvent) -> datetime | None:
    """When the newest version came of an article that tells of it: what is said of its words may have changed then."""
    versions = (version for passage in event.passages.all() for version in passage.version.article.versions.all())
    return max((version.created for version in versions), default=None)


def bounds(start: Span | None, end: Span | None) -> tuple[date, date] | None:
    """The first and the last day that something may have been on; of an open bound, the one that is known."""
    first = (start.earliest or start.latest) if start else None
    last = (end.latest or end.earliest) if end else None
    last = last or ((start.latest or start.earliest) if start else None)
    return (first, max(first, last)) if first and last else None


def _described(event: PartnershipEvent) -> str:
    """The date in words, where it is not known to the day; the first passage, and whose words it is."""
    parts = []
    if event.start and not event.start.is_one_day:
        parts.append(f"The date is not known to the day: {event.occasion}.")
    if event.status != "occurred":
        parts.append(f"Status: {event.get_status_display()}.")
    for passage in event.passages.all()[:1]:
        article = passage.version.article
        agencies = "/".join(row.agency.short_name for row in article.sign_off.all())
        if passage.version.text_basis == "summary":
            whose = f"archive summary of a report by {agencies}" if agencies else "archive summary"
        else:
            whose = f"{agencies}, as printed" if agencies else "as printed"
        dated = f", {article.published.words}" if article.published else ""
        later = ", not in the current version" if passage.is_superseded else ""
        parts.append(f"“{passage.exact}” ({whose}{dated}, ¶ {passage.paragraph}{later})")
    return "\n".join(parts)


def _place(event: PartnershipEvent) -> str:
    if event.place is None:
        return ""
    return ", ".join(filter(None, (event.place.name, event.place.country.name if event.place.country else "")))


def _lines(entry: Entry, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{host}"
    yield f"DTSTAMP:{entry.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
    if entry.last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(entry.last + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    for name, text in (("DESCRIPTION", entry.description), ("LOCATION", entry.location)):
        if text:
            yield f"{name}:{escaped(text)}"
    if entry.categories:
        yield f"CATEGORIES:{','.join(escaped(word) for word in entry.categories)}"
    yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"
