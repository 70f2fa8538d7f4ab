"""What may have been meant by a value that a field cannot take."""

import difflib
import re
from collections.abc import Iterator

from articles.dates import DateError, bounds
from articles.search.fields import TYPES

_FIELD = re.compile(r"([a-z][a-z-]*):\s*", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_POINT = "|".join(
    (
        r"\d{8}",
        r"\d{4}[-./]\d{1,2}[-./]\d{1,2}",
        r"\d{1,2}[-./]\d{1,2}[-./]\d{4}",
        r"(?:\d{1,2}\s+)?[A-Za-z]{3,9}\s+\d{4}",
        r"\d{4}[-./]\d{1,2}(?!\d)",
        r"\d{1,2}[-./]\d{4}",
        r"\d{4}",
    )
)
_BETWEEN = r"\s*(?:-+|/|\.{2,}|…|\bto\b|\buntil\b)\s*"
_OPENING, _CLOSING = "[\"“„«'‘]?", "[\"”“»'’]?"
_DATES = re.compile(
    rf"{_OPENING}([<>=≥≤]*)\s*({_POINT})(?:{_BETWEEN}({_POINT}))?(?:T[\d:.Z]*)?{_CLOSING}[.,;]*(?![-./]*\w)"
)
_LAST = re.compile(rf"{_OPENING}(\d*)\s*([dwmy])[a-z]*{_CLOSING}(?!\w)", re.IGNORECASE)
_SEVERAL = re.compile(r"\(?\s*([\w-]+(?:\s*(?:\bOR\b|[,;/|+])\s*[\w-]+)+)\s*\)?")
_TYPE = re.compile(rf"{_OPENING}(\w+){_CLOSING}")
_QUOTED = re.compile(r"""["“”„«'‘’]([^"“”„«»'‘’]+)["”“»'‘’](?:~\w*)?""")
_ONE = re.compile(r"[^\s()\"“”„«»]+")


def mended(text: str) -> Iterator[tuple[str, int]]:
    """For a text that begins with a field: what may stand there instead, and for how much of it (code points)."""
    field = _FIELD.match(text)
    if field is None:
        return
    name, value = field[1].lower(), text[field.end() :]
    for meant, length in _meant(name, value):
        yield meant, field.end() + length


def _meant(name: str, value: str) -> Iterator[tuple[str, int]]:
    one = _ONE.match(value)
    if name in ("date", "event-date"):
        if found := _DATES.match(value):
            yield from ((f"{name}:{dates}", found.end()) for dates in _dates(found[1], found[2], found[3]))
    elif name == "last":
        if found := _LAST.match(value):
            yield f"last:{int(found[1] or 1)}{found[2].lower()}", found.end()
    elif name == "type":
        yield from _several(name, value)
        if found := _TYPE.match(value):
            near = difflib.get_close_matches(found[1].lower(), TYPES, n=1, cutoff=0.5)
            yield from ((f"type:{kind}", found.end()) for kind in near)
    elif name in ("title", "text"):
        if one:
            yield f"{name}:{one[0]}", len(one[0])
    else:
        yield from _codes(name, value)


def _codes(name: str, value: str) -> Iterator[tuple[str, int]]:
    """Several codes, a name in marks that do not quote, a code behind a blank, a name without its marks."""
    yield from _several(name, value)
    if quoted := _QUOTED.match(value):
        yield f'{name}:"{quoted[1]}"', quoted.end()
    if one := _ONE.match(value):
        yield f"{name}:{one[0]}", len(one[0])
        yield f'{name}:"{one[0]}"', len(one[0])


def _several(name: str, value: str) -> Iterator[tuple[str, int]]:
    if several := _SEVERAL.match(value):
        codes = re.split(r"\s*(?:\bOR\b|[,;/|+])\s*", several[1])
        yield f"({' OR '.join(f'{name}:{code}' for code in codes)})", several.end()
        yield "({})".format(" OR ".join(f'{name}:"{code}"' for code in codes)), several.end()


def _dates(sign: str, first: str, last: str | None) -> Iterator[str]:
    """The dates as the language takes them, the earlier first; months and days that there are not go."""
    points = [point for text in (first, last) if text and (point := _point(text))]
    if len(points) == 2:
        start, end = sorted(points, key=lambda point: bounds(point)[0])
        yield f"{start}..{end}"
    elif points:
        side = ">=" if sign[:1] in (">", "≥") else "<=" if sign[:1] in ("<", "≤") else ""
        yield from (f"{side}{point}" for point in (points[0], points[0][:7], points[0][:4]))


def date_of(text: str) -> str | None:
    """The day or month that a word is, as somebody wrote it; None for other words, and for years, which are numbers."""
    is_year = text.isdecimal() and len(text) == 4
    return _point(text) if re.fullmatch(_POINT, text) and not is_year else None


def _point(text: str) -> str | None:
    """A date as somebody wrote it (23.10.2025, 10/2025, 23 October 2025) as far as there is one; days before months."""
    if len(text) == 8 and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    parts = re.findall(r"\d+|[A-Za-z]+", text)
    if len(parts[0]) < 4 or parts[0].isalpha():
        parts.reverse()
    numbers = [_MONTHS.index(part[:3].lower()) + 1 if part[:3].lower() in _MONTHS else part for part in parts]
    if not all(str(number).isdigit() for number in numbers):
        return None
    year, *rest = map(int, numbers)
    if len(rest) == 2 and rest[0] > 12 >= rest[1]:
        rest.reverse()
    while True:
        point = "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])
        try:
            bounds(point)
        except DateError:
            if not rest:
                return None
            rest.pop()
        else:
            return point
