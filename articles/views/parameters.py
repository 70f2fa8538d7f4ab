"""Parameters of lists and pages: read from the address, or refused with a sentence that says what would work."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone

from articles.dates import DateError, Span, bounds
from articles.search.fields import MAX_VALUES

LONGEST = 40
"""What is quoted back of a value that cannot be read."""
_PAIR = re.compile("([a-z]{2,8})-([a-z]{2,8})")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a reader looks from: as typed and in words; of a month or a year the last day counts."""

    text: str
    day: date
    words: str

    @property
    def picked(self) -> str:
        """The day as a date picker takes it."""
        return self.day.isoformat()

    @property
    def when(self) -> str:
        """As part of a sentence: `on 23 October 2025`, `at the end of 2024`."""
        return f"{'on' if len(self.text) == 10 else 'at'} {self.words}"


def today() -> date:
    return timezone.localdate()


def as_of(request: HttpRequest, name: str = "as_of") -> AsOf | None:
    """The `as_of` of the address, None where there is none; `BadRequest` on what is no date."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    span = _span(text)
    assert span.latest is not None
    return AsOf(text, span.latest, span.words if span.is_one_day else f"the end of {span.words}")


def first_day(request: HttpRequest, name: str) -> date | None:
    """The day that a date of the address begins with."""
    text = request.GET.get(name, "").strip()
    return _span(text).earliest if text else None


def last_day(request: HttpRequest, name: str) -> date | None:
    """The day that a date of the address ends with."""
    text = request.GET.get(name, "").strip()
    return _span(text).latest if text else None


def year(request: HttpRequest) -> int | None:
    """The `year` of the address; `BadRequest` on what is no year."""
    text = request.GET.get("year", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text)):
        raise BadRequest(f"“{_short(text)}” is not a year: write four digits, as in 2025.")
    return int(text)


def one_of(request: HttpRequest, name: str, known: Iterable[str], default: str = "") -> str:
    """The value of a parameter with a fixed vocabulary; `BadRequest` names the words that work."""
    text = request.GET.get(name, "").strip()
    _check(name, text, list(known))
    return text or default


def some_of(request: HttpRequest, name: str, known: Iterable[str]) -> list[str]:
    """The values of a repeated parameter with a fixed vocabulary."""
    words, values = list(known), many(request, name)
    for text in values:
        _check(name, text, words)
    return values


def many(request: HttpRequest, name: str) -> list[str]:
    """The values of a repeated parameter, without empty ones and repetitions, in the order given; `BadRequest` where
    there are more than a question may choose among.
    """
    values = list(dict.fromkeys(text.strip() for text in request.GET.getlist(name) if text.strip()))
    if len(values) > MAX_VALUES:
        raise BadRequest(f"{name} has {len(values)} values: name {MAX_VALUES} at most.")
    return values


def pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """The `partnership` values of the address, in their order, in small letters; `BadRequest` on what is no pair."""
    found = []
    for text in many(request, "partnership"):
        match = _PAIR.fullmatch(text.lower())
        if match is None:
            raise BadRequest(f"“{_short(text)}” is no pair: write the codes of two countries, as in bg-vn.")
        if match[1] == match[2]:
            raise BadRequest(f"“{text}” is one country twice: write the codes of two, as in bg-vn.")
        found.append((match[1], match[2]))
    return list(dict.fromkeys(found))


def _check(name: str, text: str, known: list[str]) -> None:
    if text and text not in known:
        raise BadRequest(f"{name} cannot be “{_short(text)}”: it is one of {', '.join(known)}.")


def _span(text: str) -> Span:
    try:
        return Span(*bounds(text))
    except DateError as error:
        hint = str(error) if len(text) <= LONGEST else f"“{_short(text)}” is not a date: write 2025-10-23."
        raise BadRequest(hint) from error


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
