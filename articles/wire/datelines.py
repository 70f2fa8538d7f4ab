"""Datelines of wire copy: the place, at times day and agency, that a first paragraph begins with."""

import re
from dataclasses import dataclass

from articles.dates import DateError, Span
from articles.folding import fold
from articles.wire.capitals import CAPITALS
from articles.wire.signing import DASHES

_MONTH = r"[^\W\d_]{3,9}"
# PLACE[, PLACE][, Oct. 23[, 2025] | , 23 Oct.[ 2025]][ (AGENCY)] and a dash with spaces, in the first 100 characters.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n()—–―:;!?\"“”¶]{0,59}?)"
    rf"(?:,\s*(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:,\s*(?P<year>\d{{4}}))?"
    rf"|(?P<day_first>\d{{1,2}})\s+(?P<its_month>{_MONTH})\.?(?:,?\s+(?P<its_year>\d{{4}}))?))?"
    r"\s*(?:\((?P<agency>[^\W\d_][\w /+-]{1,30})\)|/(?P<slashed>[^\W\d_][\w+-]{1,14})/)?"
    rf"(?:\s+[{DASHES}]{{1,2}}\s+|\s*[—–]\s*)(?=\S)"
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BULGARIAN = ("яну", "фев", "мар", "апр", "май", "юни", "юли", "авг", "сеп", "окт", "ное", "дек")
MONTHS = {month: number for year in (_ENGLISH, _BULGARIAN) for number, month in enumerate(year, 1)}
"""The first three letters of months, and their numbers."""
_SIGNED = re.compile(r"\((?P<agency>[^\W\d_][\w /+-]{1,30})\)\s+(?=[^\W\d_])")
"""Agencies in brackets before the place: (VNS) SOFIA —."""
_WORDS = re.compile(r"[^\s/]+")
_LOOKED_AT, _COLON = 130, 40
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
    head = block[:_LOOKED_AT]
    signed = _SIGNED.match(head)
    start = signed.end() if signed else 0
    match = _DATELINE.match(head, start)
    if match is None or not _names_a_place(match):
        return _before_colon(block)
    printed = block[: match.end()].rstrip(f" {DASHES}")
    agencies = _agencies(match["agency"] or match["slashed"] or (signed["agency"] if signed else ""))
    return Opening(printed, _named(match["place"]), agencies, _day(match), block[match.end() :])


def is_alone(block: str) -> bool:
    """Whether a paragraph is a dateline, its dash included, and nothing more."""
    found = opening(f"{block} T") if block[-1:] in DASHES else None
    return found is not None and found.rest == "T"


def _before_colon(block: str) -> Opening | None:
    """A capital before a colon, which nothing but its name tells from other first words: Sofia: The talks ….

    No place is looked for further: what stands before a colon is more often a subject or a speaker. Nor is it a
    dateline where no sentence ends the paragraph, which may be a headline then.
    """
    place, colon, _ = block[:_COLON].partition(": ")
    words, rest = fold(place).split() if colon else [], block[len(place) + 2 :]
    if not words or not place[:1].isupper() or not rest[:1].isupper() or rest[-1] not in '.!?…”"':
        return None
    known = any(last == len(words) for last, _ in CAPITALS.at(words, 0))
    return Opening(place, _named(place), (), None, rest) if known else None


def _names_a_place(match: re.Match[str]) -> bool:
    """Capital letters before any dash; capitalised words before a long dash, or with an agency or a day."""
    if (match["month"] or match["its_month"]) and not _month(match):
        return False
    place, dash = match["place"].strip(), match[0].rstrip()[-1]
    words = [word for word in re.split(r"[\s,.’'-]+", place) if word]
    agency = match["agency"] or match["slashed"]
    if len(words) > 6 or (len(place) < 3 and not agency):
        return False
    if place == place.upper():
        return any(character.isalpha() for character in place)
    if not all(word[0].isupper() for word in words):
        return False
    if agency or _month(match) or match.start():
        return True
    following = match.string[match.end() : match.end() + 1]
    return dash != "-" and not following.islower() and (len(words) <= 3 or _begins_with_a_town(place))


def _begins_with_a_town(place: str) -> bool:
    """Whether what stands before a comma is in capital letters, or a capital: HÀ NỘI, Việt Nam."""
    town, comma, _ = place.partition(",")
    words = fold(town).split()
    return bool(comma) and (town == town.upper() or any(last == len(words) for last, _ in CAPITALS.at(words, 0)))


def _named(place: str) -> str:
    """The place as text names it: SOFIA is Sofia; initials such as HCM stay."""
    parts = place.strip().rstrip(",").split(",")
    return ",".join(_WORDS.sub(_in_small_letters, part) if part == part.upper() else part for part in parts)


def _in_small_letters(match: re.Match[str]) -> str:
    word = match[0]
    return word.capitalize() if set(word) & _VOWELS and "." not in word else word


def _agencies(printed: str) -> tuple[str, ...]:
    """The agencies in brackets, without the day that some print behind them: (TTXVN 23/10)."""
    printed = re.sub(r"\s+\d[\d/ -]*$", "", printed)
    return tuple(name for part in printed.split("/") if (name := " ".join(part.split())))


def month(word: str) -> int:
    """The number of the month that a word names, in English or Bulgarian, whole or shortened; 0 where it names none."""
    return MONTHS.get(word.casefold()[:3], 0)


def _month(match: re.Match[str]) -> int:
    return month(match["month"] or match["its_month"] or "")


def _day(match: re.Match[str]) -> Span | None:
    """The date in a dateline, where it has a year."""
    year, day, month = match["year"] or match["its_year"], match["day"] or match["day_first"], _month(match)
    if not year or not month:
        return None
    try:
        return Span.parse(f"{year}-{month:02}-{int(day):02}")
    except DateError:
        return None
