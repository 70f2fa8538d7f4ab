"""Plain wire text: an optional line with the date, a dateline, paragraphs, a sign-off.

    date 2025-10-23
    SOFIA — First paragraph.

    Second paragraph. — VNA/VNS

Everything but the paragraphs may be missing; the date may be glued to the dateline. There is no standard for this
form; the shapes read here are those that agencies of the region send, and docs/wire-formats.md lists them. What the
archive writes in this form is marked where the form would not say what it means (`articles.wire.marks`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.dates import Span
from articles.folding import normalise
from articles.vocabulary import TextBasis
from articles.wire import datelines, days, headers, mails, marks, signing
from articles.wire.cleaning import shows
from articles.wire.records import Story, WireError

SUMMARY = "Archive summary, not the agency’s words"
"""A first line by which the archive says that what follows is no agency's copy; `SUMMARY_OF` names whose report."""
SUMMARY_OF = "Archive summary of a report by {}, not the agency’s words"
_SUMMARY = re.compile(SUMMARY_OF.replace(" of a report by {}", "(?: of a report by (?P<agencies>[^\n]{1,600}))?"))
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BYLINE = re.compile(r"(?:by|By|BY)\s+(?P<who>[^\W\d_][^\n]{1,98}?)\.?")
_CYRILLIC = re.compile("[а-я]")
_LANGUAGES = {"vi": frozenset(["của", "và", "các", "trong", "với", "đã", "được", "cho", "về"])}
NO_NEWS = (
    "a text that nothing marks as news: no date, dateline, agency, byline or weekday",
    "wire copy with one of them; or, if it is news, the file given by its own path, or --format wire",
)
"""Why a text that was only found in a folder or an archive does not come in."""
_OF_A_MAIL = "the headers of a mail were taken off: its subject is the headline where none is, its day{} is no date"
HEADLINE = 200
"""Characters: a first line that is longer is a paragraph."""


def is_news(text: str, stories: Sequence[Story]) -> bool:
    """Whether anything of a text says that it is copy, and no licence or note that lies beside some: a date, dateline,
    agency or byline, a weekday in the lead, or marks of this archive.
    """
    return f"{marks.MARK} " in text or any(
        story.published
        or story.dateline
        or story.agencies
        or story.byline
        or story.text_basis != TextBasis.PRINTED
        or any(day.paragraph <= days.LEAD for day in story.weekdays)
        for story in stories
    )


def read(text: str) -> Story:
    """The story that plain wire text holds; `WireError` where it has no paragraph."""
    return read_clean(normalise(text))


def read_clean(text: str) -> Story:
    """The same of a text that is normalised already."""
    mail = mails.opened(text.strip())
    header = headers.taken_off((mail.text if mail else text).strip())
    published, warnings = header.published, header.warnings
    blocks = _blocks(header.rest)
    basis, credited, blocks = _summary(blocks)
    if not blocks:
        raise WireError("no text", "a paragraph of text, after a dateline such as “SOFIA —” or without one", 1)
    told = marks.unmarked(blocks)
    story = _marked(told, published) if told else _by_its_form(blocks, published)
    if mail is not None:
        warnings = (*warnings, _OF_A_MAIL.format(f", {mail.sent[:60]}," if mail.sent else ""))
    weekdays = days.mentions(story.paragraphs, story.published)
    return replace(
        story,
        headline=story.headline or (mail.subject[:HEADLINE] if mail else ""),
        language=language_of(story.paragraphs),
        agencies=credited or story.agencies,
        text_basis=basis,
        weekdays=weekdays,
        warnings=(*warnings, *days.contradictions(weekdays, story.published)),
    )


def _marked(told: marks.Framed, published: Span | None) -> Story:
    """The story of a marked text: nothing but the place of its dateline is looked for in it."""
    opening = datelines.opening(f"{told.dateline} — T") if told.dateline else None
    return Story(
        paragraphs=told.paragraphs,
        headline=told.headline,
        published=published,
        dateline=told.dateline,
        place=opening.place if opening else "",
        agencies=told.agencies,
    )


def _by_its_form(blocks: list[str], published: Span | None) -> Story:
    headline, byline, blocks = _head(blocks)
    blocks, agencies = signing.taken_off(blocks)
    opening = datelines.opening(blocks[0]) if blocks else None
    if opening is not None:
        blocks = [opening.rest, *blocks[1:]]
    if not blocks:
        raise WireError("a sign-off without text", "at least one paragraph before it", 1)
    if len(blocks) == 1 and datelines.is_alone(blocks[0]):
        raise WireError("a dateline without text", "a paragraph of text behind it", 1)
    return Story(
        paragraphs=tuple(blocks),
        headline=headline,
        published=published or (opening.published if opening else None),
        dateline=opening.dateline if opening else "",
        place=opening.place if opening else "",
        agencies=agencies or (opening.agencies if opening else ()),
        byline=byline,
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
    blocks, agencies = signing.taken_off(story.paragraphs)
    opening = datelines.opening(blocks[0]) if blocks else None
    if not blocks or (opening is None and not agencies):
        return story
    if opening is not None:
        blocks = [opening.rest, *blocks[1:]]
        agencies = agencies or story.agencies or opening.agencies
    return replace(
        story,
        paragraphs=tuple(blocks),
        dateline=story.dateline or (opening.dateline if opening else ""),
        place=story.place or (opening.place if opening else ""),
        published=story.published or (opening.published if opening else None),
        agencies=agencies or story.agencies,
    )


def _blocks(text: str) -> list[str]:
    """Paragraphs: parted by blank lines, or by line ends where there is no blank line."""
    if not _BLANK.search(text):
        parts = text.split("\n")
    else:
        first, *others = _BLANK.split(text)
        parts = [*_opening_lines(first), *others]
    return [block for part in parts if shows(block := " ".join(part.split()))]


def _opening_lines(block: str) -> list[str]:
    """A first block with its headline and its byline apart, where they stand on lines of their own right before it.

    What is only broken into lines stays whole: a headline is known by the byline, or the place in capitals, below it.
    """
    lines = [" ".join(line.split()) for line in block.split("\n")]
    apart = 0
    if len(lines) > 1 and _may_head(lines[0]) and (_is_byline(lines[1]) or _is_in_capitals(lines[1])):
        apart = 1
    if len(lines) > 1 and _is_byline(lines[apart]):
        apart += 1
    return [*lines[:apart], " ".join(lines[apart:])] if apart else [block]


def _is_byline(line: str) -> bool:
    return line[:2] in ("By", "BY") and _BYLINE.fullmatch(line) is not None


def _is_in_capitals(line: str) -> bool:
    opening = datelines.opening(line)
    return opening is not None and line[: len(opening.place)].isupper()


def _summary(blocks: list[str]) -> tuple[TextBasis, tuple[str, ...], list[str]]:
    """Whose words these are: the archive's, where its own first line says so, and then of whose report."""
    match = _SUMMARY.fullmatch(blocks[0]) if blocks else None
    if match is None:
        return TextBasis.PRINTED, (), blocks
    agencies = (part.strip() for part in (match["agencies"] or "").split("/"))
    return TextBasis.SUMMARY, tuple(filter(None, agencies)), blocks[1:]


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
    """A line that may be one, before something that is a paragraph."""
    return _may_head(first) and bool(
        datelines.opening(second) or _BYLINE.fullmatch(second) or second[-1] in '.!?…”"' or len(second) > len(first)
    )


def _may_head(line: str) -> bool:
    """A short line without a full stop, a dateline or a byline."""
    return (
        0 < len(line) <= HEADLINE
        and line[-1] not in '.!…:;,”"'
        and datelines.opening(line) is None
        and _BYLINE.fullmatch(line) is None
    )


def language_of(blocks: Sequence[str]) -> str:
    """English, unless letters or the commonest words say Bulgarian or Vietnamese."""
    sample = " ".join(blocks)[:2000].casefold()
    words = sample.split()
    if _CYRILLIC.search(sample) and len(_CYRILLIC.findall(sample)) * 2 > sum(map(len, words)):
        return "bg"
    told = ((code, common) for code, common in _LANGUAGES.items() if not common.isdisjoint(words))
    counts = ((code, sum(map(common.__contains__, words))) for code, common in told)
    return next((code for code, count in counts if count * 12 > len(words)), "en")
