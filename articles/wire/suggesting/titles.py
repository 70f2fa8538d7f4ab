"""Titles as printed, before a name and behind it: Bulgarian President …; …, Speaker of the National Assembly,."""

from collections.abc import Mapping

from articles.wire.gazetteer import PERSON
from articles.wire.suggesting.hits import ADJECTIVE, OFFICE, Hit
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import CALENDAR, CONNECTORS, HONORIFICS, OPENERS, PORTFOLIOS, QUALIFIERS

REACH = 16
"""Words that a title may have."""
_CLOSING = (",", ".", ";", "")
"""What stands behind a name in apposition; nothing at the end of a paragraph."""
_SPACES = (" ", "\u00a0", "’", "'", "-", "–")


def title_before(paragraph: Paragraph, name: int, taken: Mapping[int, Hit]) -> tuple[int, str]:
    """Where the title before the word `name` begins, and the title; `name` itself and nothing where there is none."""
    start = name
    while start > 0 and name - start < REACH and _belongs(paragraph, start, name, taken):
        start -= 1
    office = next((index for index in range(start, name) if _is_office(taken, index)), None)
    if office is None:
        return name, ""
    first = office
    while first > start and _qualifies(paragraph, first - 1, taken):
        first -= 1
    last = name
    while last > first and paragraph.words[last - 1] in HONORIFICS:
        last -= 1
    return first, paragraph.printed(first, last)


def beginning(paragraph: Paragraph, office: int, taken: Mapping[int, Hit]) -> int:
    """Where a title begins whose office stands at a word, with a comma behind: the Vietnamese trade minister, …."""
    start = office
    while start > 0 and paragraph.words[start - 1] not in CONNECTORS and _belongs(paragraph, start, office, taken):
        start -= 1
    return start


def title_after(paragraph: Paragraph, last: int, taken: Mapping[int, Hit]) -> tuple[int, str]:
    """Where the title behind a name ends, and the title: between commas, with an office in its first words."""
    if last >= len(paragraph.words) or paragraph.gap(last) != ", ":
        return last, ""
    first = last + 1 if paragraph.words[last] in ("the", "a", "then") else last
    if not any(_is_office(taken, index) for index in range(first, min(first + 3, len(paragraph.words)))):
        return last, ""
    end = first + 1
    while end < len(paragraph.words) and end - first < REACH and paragraph.gap(end) in _SPACES:
        if not (paragraph.capital(end) or paragraph.words[end] in CONNECTORS or end in taken):
            break
        end += 1
    closing = paragraph.text[paragraph.ends[end - 1] : paragraph.ends[end - 1] + 1]
    return (end, paragraph.printed(first, end)) if closing in (",", ".", ")", ";") else (last, "")


def after_title(paragraph: Paragraph, first: int, taken: Mapping[int, Hit]) -> int | None:
    """Where an unknown name that begins right behind an office ends; None where no name follows."""
    index, count = first, len(paragraph.words)
    while index < count and paragraph.words[index] in HONORIFICS and "," not in paragraph.gap(index):
        index += 1
    start = index
    while index < count and index - start < 5 and _is_part(paragraph, index, taken, index == first):
        index += 1
    return index if index > start else None


def end_of_title(paragraph: Paragraph, last: int, taken: Mapping[int, Hit]) -> int:
    """Where a title that begins with an office ends: Vice Chairwoman of the National Assembly of Viet Nam."""
    index, end = last, last
    while index < len(paragraph.words) and index - last < REACH and paragraph.gaps[index] == " ":
        if index in taken or paragraph.words[index] in PORTFOLIOS:
            end = index + 1
        elif not (paragraph.words[index] in CONNECTORS and (index > last or paragraph.words[index] != "and")):
            break
        index += 1
    return end if end > last and paragraph.words[last] in ("of", "for") else last


def name_before(paragraph: Paragraph, office: int, taken: Mapping[int, Hit]) -> tuple[int, int] | None:
    """The words of an unknown name with a comma and a title behind it; None where no such name stands there."""
    comma = next((at for at in range(office, max(office - 4, 0), -1) if paragraph.gaps[at] == ", "), None)
    if comma is None or paragraph.words[comma] == "and":
        return None
    first = comma
    while first > 0 and comma - first < 5 and _is_part(paragraph, first - 1, taken, first=False):
        first -= 1
        if paragraph.gap(first) not in _SPACES or paragraph.words[first] in HONORIFICS:
            break  # at the Presidency Mr …
    while first < comma and paragraph.words[first] in HONORIFICS:
        first += 1
    other = first > 0 and paragraph.words[first - 1] in ("of", "the")  # the Attorney General, the Secretary of …
    return (first, comma) if comma - first >= 2 and not other else None


def name_between_commas(paragraph: Paragraph, first: int, taken: Mapping[int, Hit]) -> int | None:
    """Where an unknown name ends that stands between commas behind a title: Việt Nam's ambassador, Jane Doe, …."""
    if first >= len(paragraph.words) or paragraph.gap(first) != ", " or not _is_name(paragraph, first, taken):
        return None
    index = first + 1
    while index < len(paragraph.words) and index - first < 5 and _is_part(paragraph, index, taken, first=False):
        index += 1
    return index if index - first >= 2 and paragraph.gaps[index][:1] in _CLOSING else None


def names_behind(paragraph: Paragraph, first: int, taken: Mapping[int, Hit]) -> tuple[tuple[int, int], ...]:
    """The words of two unknown names behind the plural of an office: the two ministers, Jane Doe and Vũ Thị Anh."""
    found = []
    for joint in ("", "and"):
        if joint and paragraph.words[first : first + 1] != [joint]:
            return ()
        first += bool(joint)
        if first >= len(paragraph.words) or not _is_name(paragraph, first, taken):
            return ()
        last = first + 1
        while last < len(paragraph.words) and last - first < 5 and _is_part(paragraph, last, taken, first=False):
            last += 1
        if last - first < 2:
            return ()
        found.append((first, last))
        first = last
    return tuple(found)


def _is_name(paragraph: Paragraph, index: int, taken: Mapping[int, Hit]) -> bool:
    word = paragraph.words[index]
    return index not in taken and paragraph.capital(index) and word not in CALENDAR and not _opens(paragraph, index)


def _belongs(paragraph: Paragraph, start: int, name: int, taken: Mapping[int, Hit]) -> bool:
    """Whether the word before `start` may be part of a title that goes on there."""
    before = start - 1
    if paragraph.gaps[start] not in _SPACES and paragraph.words[before] not in HONORIFICS:
        return False
    hit = taken.get(before)
    if hit is not None:
        return hit.kind != PERSON
    word = paragraph.words[before]
    if word == "and" and any(_is_office(taken, index) for index in range(start, name)):
        return _is_office(taken, before - 1)  # General Secretary and President, but not Smith and President
    return (paragraph.capital(before) or word in CONNECTORS or word in QUALIFIERS) and word not in CALENDAR


def _qualifies(paragraph: Paragraph, index: int, taken: Mapping[int, Hit]) -> bool:
    """Whether a word before an office belongs to it: Bulgarian, Deputy, Foreign."""
    hit = taken.get(index)
    if hit is not None:
        return hit.kind in (ADJECTIVE, OFFICE, "country")
    word = paragraph.words[index]
    if word in QUALIFIERS:
        return True
    return paragraph.capital(index) and word not in OPENERS and word not in CALENDAR and word not in CONNECTORS


def _is_office(taken: Mapping[int, Hit], index: int) -> bool:
    return index in taken and taken[index].kind == OFFICE


def _is_part(paragraph: Paragraph, index: int, taken: Mapping[int, Hit], first: bool) -> bool:
    """Whether a word goes on with a name: capitalised, of nothing else, and not parted from the word before."""
    gap = paragraph.gaps[index]
    initial = gap == ". " and paragraph.ends[index - 1] - paragraph.starts[index - 1] == 1
    if not (gap in (" ", "\u00a0", "-", "’", "'") or initial or (first and gap == ". ")):
        return False
    word = paragraph.words[index]
    hit = taken.get(index)
    if hit is not None and not (hit.kind == PERSON and hit.alias):
        return False
    return paragraph.capital(index) and word not in CALENDAR and not _opens(paragraph, index)


def _opens(paragraph: Paragraph, index: int) -> bool:
    """Whether a word is one that sentences begin with; Tô is folded like one, and is a name."""
    is_plain = paragraph.text[paragraph.starts[index] : paragraph.ends[index]].isascii()
    return is_plain and paragraph.words[index] in OPENERS
