"""Clauses of another time: what a report recalls, or announces with a date of its own, and so does not report.

“Radev received Stubb on Thursday and recalled Tô Lâm’s visit in 2019” tells of Stubb in Sofia, and not of Tô Lâm. A
clause is of another time where it recalls or meets, and a word or a date in it says when, and no weekday says that it
is the news. English; years count in any language. Where it is not certain the clause is taken for the news.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

NEAR = 8
"""Days between a report and a date in it, at most, for that to be of the same visit."""
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = "(?P<{}>" + "|".join(month.capitalize() for month in _MONTHS) + ")"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|few)"
_UNITS = "(?:week|month|year|decade)s?"
_OCCASION = r"(?:visits?|trips?|tours?|stays?|talks|meetings?|summits?)"
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[^\W\d_a-zа-я“\"])")
_CLAUSE = re.compile(
    r"[,;:()]| (?=[—–-] )"
    r"| (?=(?:recall|remember)(?:s|ed|ing)?\b|look(?:s|ed|ing)? back\b)"
    r"| (?=(?:who|whom|whose|which|that|when|where|since|after|before|following) )"
    r"| (?=(?:and|but) [a-z]+(?:ed|s) )"
)
_ADVERBIAL = re.compile(
    rf"(?:(?:during|on|in|at|after|before|since|following|upon|when|while|last|earlier)\s|{_COUNT} {_UNITS} ago\b)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?<!last )\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b[Tt](?:oday|omorrow)\b|\b[Yy]esterday\b"
)
_RECALLING = re.compile(r"(?:recall|remember)(?:s|ed|ing)?\b|\blook(?:s|ed|ing)? back\b", re.IGNORECASE)
_MEETING = re.compile(
    rf"\b(?:{_OCCASION}|visited|visiting|came|come|went|go|met|meets?|received?|receives|host(?:s|ed)?|welcom(?:es?|ed)"
    r"|arriv(?:es?|ed)|land(?:s|ed)|spoke|spent|stayed|been|held|toured|travel(?:s|led)?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?:last|previous|next) (?:week|month|year|decade|spring|summer|autumn|winter|{'|'.join(_MONTHS)})"
    rf"|(?:earlier|later) this (?:month|year)|{_COUNT} {_UNITS} (?:ago|earlier|before)|in the past"
    rf"|(?:previous|earlier|past|former) (?:\w+ )?{_OCCASION})\b",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(rf"\b(?:the|his|her|their|its) (?P<year>(?:19|20)\d\d) (?:\w+ ){{0,2}}{_OCCASION}\b")
_WHOSE_YEAR = re.compile(r"[’']s? (?:19|20)\d\d ")
_SOMEONES = re.compile(
    r"\b(?:[^\W\d_a-zа-я][\w-]{0,30}[ -]){0,4}[^\W\d_]\w{0,30}(?:[’']s|s[’'])"
    rf" (?P<year>(?:19|20)\d\d) (?:\w+ ){{0,2}}{_OCCASION}\b"
)
"""A name with a visit of a year: Tô Lâm’s 2019 state visit."""
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}}) {_MONTH.format('month')}\b(?:,? (?P<year>(?:19|20)\d\d))?")
_MONTH_FIRST = re.compile(rf"\b{_MONTH.format('month')} (?P<day>\d{{1,2}})\b(?!\d)(?:,? (?P<year>(?:19|20)\d\d))?")
_IN_MONTH = re.compile(rf"\b(?:in|of|early|late|mid-?) ?{_MONTH.format('month')}\b(?:,? (?P<year>(?:19|20)\d\d))?")
_IN_YEAR = re.compile(r"\b(?:[Ii]n|of|[Dd]uring|в|през|năm) (?P<year>(?:19|20)\d\d)\b")
_SIGN = re.compile(
    r"\d|[Rr]ecall|[Rr]emember|\b[Ll]ook|[Ll]ast |[Pp]revious |[Nn]ext |[Ee]arlier |[Ll]ater this| ago\b| before\b"
    r"| past|[Ff]ormer |\b(?:[Ii]n|[Oo]f|[Ee]arly|[Ll]ate|[Mm]id-?) ?" + _MONTH.format("month")
)
"""Without any of these nothing is of another time."""


def present(text: str, day: date | None) -> str:
    """A paragraph without its clauses of another time than `day`; of a text without a date, those that say so in words.

    The text comes back as it is where there is no such clause.
    """
    if not _SIGN.search(text):
        return text
    return " ".join(_present(sentence, day) for sentence in _SENTENCE.split(text))


def _present(sentence: str, day: date | None) -> str:
    if not _SIGN.search(sentence):
        return sentence
    bare = sentence
    if _WHOSE_YEAR.search(sentence):
        bare = _SOMEONES.sub(lambda found: "" if _is_other(found, day) else found[0], sentence)
    clauses = list(_clauses(bare))
    kept = [clause for clause in clauses if not _is_of_another_time(clause, day)]
    return bare if len(kept) == len(clauses) else " ".join(kept)


def _clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence; what it opens with (“During his visit in 2019, …”) belongs to the one behind."""
    parts = [part.strip() for part in _CLAUSE.split(sentence) if not part.isspace() and part]
    if len(parts) > 1 and _ADVERBIAL.match(parts[0]):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    yield from parts


def _is_of_another_time(clause: str, day: date | None) -> bool:
    if _WEEKDAY.search(clause):
        return False
    if _RECALLING.search(clause) or any(_is_other(found, day) for found in _OF_A_YEAR.finditer(clause)):
        return True
    return bool(_MEETING.search(clause)) and (bool(_RELATIVE.search(clause)) or _has_other_date(clause, day))


def _is_other(found: re.Match[str], day: date | None) -> bool:
    return day is None or int(found["year"]) != day.year


def _has_other_date(clause: str, day: date | None) -> bool:
    """Whether a clause names days, and all of them are further from `day` than a visit lasts."""
    spans = list(_spans(clause, day)) if day is not None else []
    return bool(spans) and all(day is not None and _apart(span, day) > NEAR for span in spans)


def _apart(span: tuple[date, date], day: date) -> int:
    """Days from a day to the nearest of a span."""
    return max((span[0] - day).days, (day - span[1]).days, 0)


def _spans(clause: str, day: date) -> Iterator[tuple[date, date]]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(clause):
            exact = _date(int(found["year"] or day.year), _number(found["month"]), int(found["day"]))
            if exact is not None:
                yield exact, exact
    for found in _IN_MONTH.finditer(clause):
        first = date(int(found["year"] or day.year), _number(found["month"]), 1)
        yield first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    for found in _IN_YEAR.finditer(clause):
        yield date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31)


def _number(month: str) -> int:
    return _MONTHS.index(month.casefold()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
