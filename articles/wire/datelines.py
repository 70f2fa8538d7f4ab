"""Datelines of wire copy: the place, at times day and agency, that a first paragraph begins with."""

import re
from dataclasses import dataclass

from articles.dates import DateError, Span
from articles.wire.signing import DASHES

_MONTH = r"[^\W\d_]{3,9}"
# PLACE[, PLACE][, Oct. 23[, 2025] | , 23 Oct.[ 2025]][ (AGENCY)] and a dash with spaces, in the first 100 characters.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n()—–―:;!?\"“”¶]{0,59}?)"
    rf"(?:,\s*(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:,\s*(?P<year>\d{{4}}))?"
    rf"|(?P<day_first>\d{{1,2}})\s+(?P<its_month>{_MONTH})\.?(?:,?\s+(?P<its_year>\d{{4}}))?))?"
    r"\s*(?:\((?P<agency>[^\W\d_][\w /+-]{1,30})\))?"
    rf"(?:\s+[{DASHES}]{{1,2}}\s+|\s*[—–]\s*)(?=\S)"
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BULGARIAN = ("яну", "фев", "мар", "апр", "май", "юни", "юли", "авг", "сеп", "окт", "ное", "дек")
_MONTHS = {month: number for year in (_ENGLISH, _BULGARIAN) for number, month in enumerate(year, 1)}
_LOOKED_AT = 130
_VOWELS = frozenset("AEIOUYÀÁẢÃẠĂÂÈÉẺẼẸÊÌÍỈĨỊÒÓỎÕỌÔƠÙÚỦŨỤƯỲÝỶỸỴỘỒỐỖỔẦẤẪẨẬẮẰẲẴẶỀẾỂỄỆỚỜỞỠỢỨỪỬỮỰАЕИОУЪЮЯ")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a first paragraph begins with, and the rest of it."""

    dateline: str
    place: str
    agencies: tuple[str, ...]
    published: Span | None
    rest: str


def opening(block: str) -> Opening | None:
    """The dateline that a paragraph begins with; None where what stands before a dash is no dateline."""
    match = _DATELINE.match(block[:_LOOKED_AT])
    if match is None or not _names_a_place(match):
        return None
    printed = block[: match.end()].rstrip(f" {DASHES}")
    return Opening(printed, _named(match["place"]), _agencies(match), _day(match), block[match.end() :])


def _names_a_place(match: re.Match[str]) -> bool:
    """Capital letters before any dash; capitalised words before a long dash, or with an agency or a day."""
    if (match["month"] or match["its_month"]) and not _month(match):
        return False
    place, dash = match["place"].strip(), match[0].rstrip()[-1]
    words = [word for word in re.split(r"[\s,.’'-]+", place) if word]
    if len(words) > 6 or (len(place) < 3 and not match["agency"]):
        return False
    if place == place.upper():
        return any(character.isalpha() for character in place)
    capitalised = all(word[0].isupper() for word in words)
    following = match.string[match.end() : match.end() + 1]
    said = match["agency"] or _month(match)
    return capitalised and (bool(said) or (dash != "-" and len(words) <= 3 and not following.islower()))


def _named(place: str) -> str:
    """The place as text names it: SOFIA is Sofia; initials such as HCM stay."""
    place = place.strip().rstrip(",")
    if place != place.upper():
        return place
    return " ".join(word.capitalize() if set(word) & _VOWELS and "." not in word else word for word in place.split(" "))


def _agencies(match: re.Match[str]) -> tuple[str, ...]:
    """The agencies in brackets, without the day that some print behind them: (TTXVN 23/10)."""
    printed = re.sub(r"\s+\d[\d/ -]*$", "", match["agency"] or "")
    return tuple(name for part in printed.split("/") if (name := " ".join(part.split())))


def _month(match: re.Match[str]) -> int:
    return _MONTHS.get((match["month"] or match["its_month"] or "").casefold()[:3], 0)


def _day(match: re.Match[str]) -> Span | None:
    """The date in a dateline, where it has a year."""
    year, day, month = match["year"] or match["its_year"], match["day"] or match["day_first"], _month(match)
    if not year or not month:
        return None
    try:
        return Span.parse(f"{year}-{month:02}-{int(day):02}")
    except DateError:
        return None
