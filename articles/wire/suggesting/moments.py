"""Dates in a sentence: weekdays by the header, days, months and years as written."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from articles.dates import DateError, Span
from articles.vocabulary import Precision
from articles.wire import days
from articles.wire.outlook import is_ahead
from articles.wire.records import Story
from articles.wire.suggesting.text import Paragraph

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join([*_MONTHS, *(rf"{month[:3]}\." for month in _MONTHS), r"Sept\."])
_SPOKEN = {"today": 0, "yesterday": 1}
_UNTIL = re.compile(r"\b(?:by|before|until|end|half|middle|beginning) (?:the |end |of )*$", re.IGNORECASE)
_BEFORE = 20
"""Before a date it makes that a term: by the end of 2034."""
_DIGIT = re.compile(r"\d")
_HINTS = frozenset(map(str.lower, _MONTHS))
# What a date begins with is looked for first: at most places none does, and the forms need not be tried.
_DATES = re.compile(
    r"(?=[\dJFMASOND]|[Ii]n |[Ss]ince |of |from |early |late )(?:"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: ?(?:to|and|–|-) ?\d{1,2}(?:st|nd|rd|th)?)?"
    rf" (?P<month>{_MONTH})(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:, ?(?P<year2>\d{{4}}))?"
    rf"|(?P<month3>{_MONTH}) (?:of )?(?P<year3>\d{{4}})"
    rf"|\b(?:in|In) (?P<month4>{'|'.join(_MONTHS)})\b(?!,? (?:of )?\d)"
    r"|\b(?:in|In|since|Since|of|from|early|late) (?P<year4>(?:19|20)\d{2})\b)"
)


class Calendar:
    """The dates of a story: weekdays where they stand, and what a date without a year means."""

    def __init__(self, story: Story) -> None:
        self.header = story.published.earliest if story.published else None
        self.whole = story.published is not None and story.published.precision == Precision.DAY
        self.weekdays: dict[int, list[tuple[int, str]]] = {}
        self._written: dict[tuple[int, int], list[tuple[int, str]]] = {}
        self._ahead: set[tuple[int, int]] = set()
        reached: dict[int, int] = {}
        for each in story.weekdays:
            if not 0 < each.paragraph <= len(story.paragraphs):
                continue
            place = story.paragraphs[each.paragraph - 1].find(each.word, reached.get(each.paragraph, 0))
            if place >= 0:
                reached[each.paragraph] = place + len(each.word)
                if each.day is not None:
                    self.weekdays.setdefault(each.paragraph, []).append((place, each.day.isoformat()))
                    if each.ahead:
                        self._ahead.add((each.paragraph, place))
        self.doubtful = bool(days.contradictions(story.weekdays, story.published))

    def moments(
        self, paragraph: Paragraph, sentence: tuple[int, int], *, weekdays: bool = True, ahead: bool = False
    ) -> list[tuple[int, str]]:
        """The dates that a sentence names, each with where it stands in the text, in the form of `articles.dates`.

        Weekdays are left out on request, and where the lead's contradicts the header. `ahead`: of something that is to
        come, which no day before the header's is of. Of what was, no day is that its clause says is yet to come.
        """
        start, end = paragraph.starts[sentence[0]], paragraph.ends[sentence[1] - 1]
        key = (paragraph.number, start)
        if key not in self._written:
            self._written[key] = self._dates(paragraph, sentence, start, end)
        found = self._written[key]
        if weekdays and not self.doubtful:
            found = sorted([*found, *self._spoken(paragraph, sentence)])
            own = self.weekdays.get(paragraph.number, [])
            if ahead:
                own = [each for each in own if (paragraph.number, each[0]) in self._ahead]
            own = [each for each in own if not _is_term(paragraph.text, each[0], start)]
            found = sorted([*found, *own[bisect_left(own, (start, "")) : bisect_left(own, (end, ""))]])
        if ahead:
            return [(place, day) for place, day in found if self.header is None or _reaches(day, self.header)]
        return [each for each in found if (paragraph.number, each[0]) not in self._ahead]

    def _spoken(self, paragraph: Paragraph, sentence: tuple[int, int]) -> Iterator[tuple[int, str]]:
        """Today and yesterday, by the header; what people say themselves in quotation marks has another today."""
        words, header = paragraph.words, self.header
        if header is None or not self.whole or _SPOKEN.keys().isdisjoint(words[sentence[0] : sentence[1]]):
            return
        for index in range(*sentence):
            if words[index] in _SPOKEN and not _is_quoted(paragraph, index):
                day = header - timedelta(days=_SPOKEN[words[index]])
                yield paragraph.starts[index], day.isoformat()

    def _dates(self, paragraph: Paragraph, sentence: tuple[int, int], start: int, end: int) -> list[tuple[int, str]]:
        """The dates that a sentence names in numbers."""
        hinted = not _HINTS.isdisjoint(paragraph.words[sentence[0] : sentence[1]])
        if not hinted and not _DIGIT.search(paragraph.text, start, end):
            return []
        found = _DATES.finditer(paragraph.text, start, end)
        days = (
            (match.start(), self._day(paragraph, match))
            for match in found
            if not _is_term(paragraph.text, match.start(), start)
        )
        return [(place, day) for place, day in days if day is not None]

    def _day(self, paragraph: Paragraph, match: re.Match[str]) -> str | None:
        """The text form of a date, by the tense that it is told in where its year is not printed."""
        printed = any(value for name, value in match.groupdict().items() if name.startswith("year"))
        ahead = not printed and self.header is not None and is_ahead(paragraph.text, *match.span())
        if ahead:
            self._ahead.add((paragraph.number, match.start()))
        return _day(match, self.header, ahead=ahead)


def nearest(found: list[tuple[int, str]], position: int) -> str:
    """The date that stands nearest to a place in the text; empty where there is none."""
    return min(found, key=lambda each: abs(each[0] - position))[1] if found else ""


def _reaches(day: str, header: date) -> bool:
    """Whether a day, month or year is not over before the header's day."""
    return day >= str(header)[: len(day)]


def _day(match: re.Match[str], header: date | None, *, ahead: bool) -> str | None:
    """The text form of a date; one without a year is the last such day before the header, or not told.

    `ahead`: the first such day from the header on, or the header's own month.
    """
    parts = match.groupdict()
    month = next((value for name, value in parts.items() if name.startswith("month") and value), "")
    year = next((value for name, value in parts.items() if name.startswith("year") and value), "")
    day = parts["day"] or parts["day2"]
    number = next((index for index, name in enumerate(_MONTHS, 1) if month and name.startswith(month[:3])), 0)
    if not year:
        if header is None:
            return None
        own = header.month, header.day
        past = header.year - ((number, int(day or 1)) > own)
        year = str(header.year + ((number, int(day or 31)) < own) if ahead else past)
    return _spelt("-".join([year, *([f"{number:02}"] if number else []), *([f"{int(day):02}"] if day else [])]))


@lru_cache(maxsize=1 << 12)
def _spelt(text: str) -> str | None:
    """A date in the form of `articles.dates`, if there is such a day."""
    try:
        return str(Span.parse(text))
    except DateError:
        return None


def _is_term(text: str, place: int, start: int) -> bool:
    """Whether a date is one by or until which something is to be: by Friday, before the end of 2034."""
    return _UNTIL.search(text[max(start, place - _BEFORE) : place]) is not None


def _is_quoted(paragraph: Paragraph, index: int) -> bool:
    """Whether a word stands in quotation marks."""
    return paragraph.text.count("“", 0, paragraph.starts[index]) > paragraph.text.count("”", 0, paragraph.starts[index])
