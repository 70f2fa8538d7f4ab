"""Plain wire text: an optional line with the date, a dateline, paragraphs, a sign-off.

    date 2025-10-23
    SOFIA — First paragraph.

    Second paragraph. — VNA/VNS

Everything but the paragraphs may be missing; the date may be glued to the dateline. There is no standard for this
form; the shapes read here are those that agencies of the region send, and docs/wire-formats.md lists them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.dates import DateError, Span
from articles.folding import normalise
from articles.vocabulary import Basis
from articles.wire import days
from articles.wire.cleaning import shows
from articles.wire.records import Story, WireError

DASHES = "—–―‒-"
_HEADER = re.compile(r"date:?[ \t]+(\d{4}(?:-\d{1,2}){0,2})(?!\S)[ \t]*\n?", re.IGNORECASE | re.ASCII)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
# PLACE[, PLACE][, Oct. 23[, 2025]][ (AGENCY)] and a dash with spaces, within the first 90 characters.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n()—–―:;!?\"“”]{0,59}?)"
    r"(?:,\s*(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:,\s*(?P<year>\d{4}))?)?"
    r"\s*(?:\((?P<agency>[^\W\d_][\w /]{1,20})\))?"
    rf"(?:\s+[{DASHES}]{{1,2}}\s+|\s*[—–]\s*)(?=\S)"
)
_SIGN_OFF = re.compile(
    rf"(?:(?:^|\s)(?:[{DASHES}]{{1,2}}\s*|\()|(?<=[.!?”\"])\s+)"
    r"(?P<agencies>[A-Z][A-Za-z]{1,11}(?:\s*/\s*[A-Z][A-Za-z]{1,11}){0,4})\)?\.?\s*$"
)
_ALONE = re.compile(r"(?P<agencies>[A-Z]{2,8}(?:\s*/\s*[A-Z]{2,8}){0,4})\.?")
_END_MARK = re.compile(r"\s*(?:\./\.|\.?/\.|###|-30-)\s*$")
_BYLINE = re.compile(r"(?:by|By|BY)\s+(?P<who>[^\W\d_][^\n]{1,98}?)\.?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CYRILLIC = re.compile("[а-я]")
_LANGUAGES = {"vi": frozenset(["của", "và", "các", "trong", "với", "đã", "được", "cho", "về"])}
_ZONES = frozenset(["EDT", "EST", "CDT", "CST", "PDT", "PST", "GMT", "UTC", "CET", "CEST", "EET", "EEST", "ICT", "BST"])
"""Time zones stand at the end of transcripts, and sign nothing."""
HEADLINE = 200
"""Characters: a first line that is longer is a paragraph."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the first paragraph begins with, and the rest of it."""

    dateline: str
    place: str
    agency: str
    published: Span | None
    rest: str


def read(text: str) -> Story:
    """The story that plain wire text holds; `WireError` where it has no paragraph."""
    text, published, warnings = _header(normalise(text).strip())
    blocks = _blocks(text)
    if not blocks:
        raise WireError("no text", "a paragraph of text, after a dateline such as “SOFIA —” or without one", 1)
    headline, byline, blocks = _head(blocks)
    blocks, agencies = _sign_off(blocks)
    opening = _opening(blocks[0]) if blocks else None
    if opening is not None:
        blocks = [opening.rest, *blocks[1:]]
        agencies = agencies or (opening.agency,) * bool(opening.agency)
        published = published or opening.published
    if not blocks:
        raise WireError("a sign-off without text", "at least one paragraph before it", 1)
    weekdays = days.mentions(blocks, published)
    return Story(
        paragraphs=tuple(blocks),
        headline=headline,
        language=language_of(blocks),
        published=published,
        dateline=opening.dateline if opening else "",
        place=opening.place if opening else "",
        agencies=agencies,
        byline=byline,
        weekdays=weekdays,
        warnings=(*warnings, *days.contradictions(weekdays, published)),
    )


def dated(story: Story) -> Story:
    """The story with its weekdays found and resolved by its date: for formats that carry both apart."""
    weekdays = days.mentions(story.paragraphs, story.published)
    warnings = (*story.warnings, *days.contradictions(weekdays, story.published))
    return replace(story, weekdays=weekdays, warnings=warnings)


def framed(story: Story) -> Story:
    """The story of another format with the dateline and the sign-off that its text still carries taken off it.

    What the format says of place and date stays; the agencies of a printed sign-off come before those it names.
    """
    blocks, agencies = _sign_off(list(story.paragraphs))
    opening = _opening(blocks[0]) if blocks else None
    if not blocks or (opening is None and not agencies):
        return story
    if opening is not None:
        blocks = [opening.rest, *blocks[1:]]
        agencies = agencies or story.agencies or (opening.agency,) * bool(opening.agency)
    return replace(
        story,
        paragraphs=tuple(blocks),
        dateline=story.dateline or (opening.dateline if opening else ""),
        place=story.place or (opening.place if opening else ""),
        published=story.published or (opening.published if opening else None),
        agencies=agencies or story.agencies,
    )


def _header(text: str) -> tuple[str, Span | None, tuple[str, ...]]:
    """The text behind the line with the date, the date, and what to tell the editor."""
    match = _HEADER.match(text)
    if match is None:
        return text, None, ()
    rest = text[match.end() :].lstrip()
    try:
        return rest, Span.parse(match[1], Basis.STATED), ()
    except DateError as error:
        return rest, None, (f"the header’s date was left out: {error}",)


def _blocks(text: str) -> list[str]:
    """Paragraphs: parted by blank lines, or by line ends where there is no blank line."""
    parts = _BLANK.split(text) if _BLANK.search(text) else text.split("\n")
    return [block for part in parts if shows(block := " ".join(part.split()))]


def _head(blocks: list[str]) -> tuple[str, str, list[str]]:
    """Headline and byline, where the first blocks are such, and the blocks behind them."""
    headline = byline = ""
    if len(blocks) > 1 and _is_headline(blocks[0], blocks[1]):
        headline, blocks = blocks[0], blocks[1:]
    match = _BYLINE.fullmatch(blocks[0]) if len(blocks) > 1 else None
    if match is not None:
        byline, blocks = match["who"], blocks[1:]
    return headline, byline, blocks


def _is_headline(first: str, second: str) -> bool:
    """A short line without a full stop and without a dateline, before something that is a paragraph."""
    if len(first) > HEADLINE or first[-1] in '.!…:;,”"' or _opening(first) is not None or _BYLINE.fullmatch(first):
        return False
    return bool(_opening(second) or _BYLINE.fullmatch(second) or second[-1] in '.!?…”"' or len(second) > len(first))


def _opening(block: str) -> _Opening | None:
    """The dateline that a paragraph begins with; None where what stands before a dash is no dateline."""
    match = _DATELINE.match(block[:100])
    if match is None or not _names_a_place(match):
        return None
    printed = block[: match.end()].rstrip(f" {DASHES}")
    return _Opening(printed, _named(match["place"]), match["agency"] or "", _day(match), block[match.end() :])


def _names_a_place(match: re.Match[str]) -> bool:
    """Capital letters before any dash; capitalised words before a long dash, or with an agency."""
    place, dash = match["place"].strip(), match[0].rstrip()[-1]
    words = [word for word in re.split(r"[\s,.’'-]+", place) if word]
    if len(words) > 6 or (len(place) < 3 and not match["agency"]):
        return False
    if place == place.upper():
        return any(character.isalpha() for character in place)
    capitalised = all(word[0].isupper() for word in words)
    following = match.string[match.end() : match.end() + 1]
    return capitalised and (
        bool(match["agency"] or match["month"]) or (dash != "-" and len(words) <= 3 and not following.islower())
    )


def _named(place: str) -> str:
    """The place as text names it: SOFIA is Sofia; initials such as HCM stay."""
    place = place.strip().rstrip(",")
    if place != place.upper():
        return place
    vowels = set("AEIOUYÀÁẢÃẠĂÂÈÉẺẼẸÊÌÍỈĨỊÒÓỎÕỌÔƠÙÚỦŨỤƯỲÝỶỸỴỘỒỐỖỔẦẤẪẨẬẮẰẲẴẶỀẾỂỄỆỚỜỞỠỢỨỪỬỮỰАЕИОУЪЮЯ")
    return " ".join(word.capitalize() if set(word) & vowels and "." not in word else word for word in place.split(" "))


def _day(match: re.Match[str]) -> Span | None:
    """The date in a dateline, where it has a year."""
    month = (match["month"] or "").casefold()[:3]
    if not match["year"] or month not in _MONTHS:
        return None
    try:
        return Span.parse(f"{match['year']}-{_MONTHS.index(month) + 1:02}-{int(match['day']):02}")
    except DateError:
        return None


def _sign_off(blocks: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The blocks without end mark and sign-off, and the agencies in the order printed."""
    blocks = list(blocks)
    agencies: tuple[str, ...] = ()
    while blocks:
        last = _without_mark(blocks[-1])
        match = _SIGN_OFF.search(last, max(0, len(last) - 80)) or _ALONE.fullmatch(last)
        if match is not None and not agencies and _signs(match["agencies"]):
            agencies = tuple(part.strip() for part in match["agencies"].split("/"))
            last = _without_mark(last[: match.start()].rstrip())
        if last == blocks[-1]:
            break
        blocks[-1:] = [last] if last else []
    return blocks, agencies


def _without_mark(block: str) -> str:
    """A block without ./. and its kin, with the full stop that was part of it."""
    match = _END_MARK.search(block, max(0, len(block) - 8))
    if match is None:
        return block
    rest = block[: match.start()].rstrip()
    return f"{rest}." if rest and rest[-1].isalnum() and match[0].lstrip().startswith(".") else rest


def _signs(agencies: str) -> bool:
    """Whether every part looks like an agency's short name: VNS, VnExpress, TTXVN; not Trade."""
    parts = [part.strip() for part in agencies.split("/")]
    return all(sum(letter.isupper() for letter in part) >= 2 and part not in _ZONES for part in parts)


def language_of(blocks: Sequence[str]) -> str:
    """English, unless letters or the commonest words say Bulgarian or Vietnamese."""
    sample = " ".join(blocks)[:2000].casefold()
    if len(_CYRILLIC.findall(sample)) * 2 > len("".join(sample.split())):
        return "bg"
    words = sample.split()
    counts = {code: sum(map(common.__contains__, words)) for code, common in _LANGUAGES.items()}
    return next((code for code, count in counts.items() if count * 12 > len(words) > 0), "en")
