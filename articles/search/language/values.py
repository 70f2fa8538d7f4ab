"""What stands behind the colon of a field: codes, names, dates."""

import re
from datetime import timedelta
from typing import get_args

from articles.dates import DateError, bounds
from articles.search.fields import TYPES
from articles.search.language.tokens import NO_QUOTES, Token, Unreadable
from articles.search.language.tree import (
    All,
    Any,
    DateField,
    Dates,
    Fuzzy,
    Node,
    Not,
    Phrase,
    Prefix,
    Recent,
    Unit,
    Value,
    Where,
    Within,
    Word,
)

DAYS: dict[Unit, int] = {"d": 1, "w": 7, "m": 30, "y": 365}
_CODE = re.compile(r"[\w-]{1,160}")
# Telephones and word processors make one sign of several.
_JOINED = str.maketrans({"…": "..", "≥": ">=", "≤": "<="})
_LAST = re.compile(r"([1-9]\d{0,3})([dwmy])", re.ASCII)


def whole_number(text: str, most: int) -> int | None:
    """A number from 1 to `most`, in as many digits as that has at most; None for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if is_number and 1 <= int(text) <= most else None


def value_of(field: str, token: Token) -> Node:
    """The tree of a field and its value; `Unreadable` where the value is none."""
    if token.kind == "phrase" and field in ("date", "event-date", "last", "type"):
        raise Unreadable(f"Write the value of {field}: without quotes.", token.position)
    match field:
        case "date" | "event-date":
            return dates_of(field, token)
        case "last":
            return recent_of(token)
        case "type":
            if token.text.lower() not in TYPES:
                raise Unreadable(f"There are these types: {', '.join(TYPES)}.", token.position)
            return Value("type", token.text.lower())
    if token.kind == "phrase":
        name = " ".join(token.text.translate(NO_QUOTES).split())
        if not any(character.isalnum() for character in name):
            raise Unreadable("There is no name between these quotes.", token.position)
        return Value(field, name, is_name=True)
    code = token.text.rstrip(",;.")
    if not _CODE.fullmatch(code):
        raise Unreadable(f"Write a code or a slug behind {field}:, or a name in quotes.", token.position)
    return Value(field, code.lower())


def dates_of(field: DateField, token: Token) -> Dates:
    text = token.text.translate(_JOINED).replace("...", "..")
    if text.startswith((">=", "<=")):
        first, last = (text[2:], None) if text[0] == ">" else (None, text[2:])
    elif ".." in text:
        start, _, end = text.partition("..")
        first, last = start or None, end or None
    else:
        first, last = text, text
    try:
        spans = [bounds(point) for point in (first, last) if point is not None]
    except DateError as error:
        raise Unreadable(str(error), token.position) from error
    if not spans:
        raise Unreadable("Name a date on one side of the dots: 2025-10-20..2025-10-24.", token.position)
    if spans[0][0] > spans[-1][1]:
        raise Unreadable(f"{first} comes after {last}: put the earlier date first.", token.position)
    return Dates(field, first, last)


def recent_of(token: Token) -> Recent:
    match = _LAST.fullmatch(token.text)
    if match is None or timedelta(days=int(match[1]) * DAYS[match[2]]) > timedelta(days=365 * 1000):  # type: ignore[index]
        units = ", ".join(get_args(Unit))
        raise Unreadable(f"Write a number and one of {units}: last:30d.", token.position)
    return Recent(int(match[1]), match[2])  # type: ignore[arg-type]


def within(where: str, node: Node, position: int) -> Within:
    """What has to stand in the title or in the text: words only."""
    if not _only_words(node):
        raise Unreadable(f"Behind {where}: stand words and phrases only.", position)
    return Within(where, node)  # type: ignore[arg-type]


def _only_words(node: Node) -> bool:
    match node:
        case Word() | Phrase() | Prefix() | Fuzzy():
            return True
        case All(nodes) | Any(nodes):
            return all(map(_only_words, nodes))
        case Not(part):
            return _only_words(part)
        case _:
            return False


__all__ = ["DAYS", "Where", "value_of", "within"]
