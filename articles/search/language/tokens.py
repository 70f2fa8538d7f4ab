"""The first step of reading: a text cut into tokens, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.search.language.operators import FIELDS

Kind = Literal["word", "phrase", "field", "(", ")", "AND", "OR", "NOT"]

QUOTES = '"“”„‟«»'
_CLOSING = {'"': '"', "“": "”“", "”": "”", "„": "“”", "‟": "”‟", "«": "»«", "»": "«»"}
"""What closes a quotation that is opened so, as languages have it; others may stand within."""
NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))
"""Quotation marks within a quotation are no part of its words."""
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")
_WORD = re.compile(rf"[^\s{QUOTES}()]+")
_NEARNESS = re.compile(r"~(\w*)")
# Telephones and word processors make these of a hyphen; copied dates and slugs have them too.
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


class Unreadable(Exception):
    """What is wrong with a text, and where."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: its kind, what it says, where it begins, and what stands behind a closing quote (~5)."""

    kind: Kind
    text: str
    position: int
    nearness: str | None = None


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order; `Unreadable` where a quote is not closed or a field is not known."""
    text = with_hyphens(text)
    place = 0
    while place < len(text):
        character = text[place]
        if character.isspace():
            place += 1
        elif character in QUOTES:
            token, place = _phrase(text, place)
            yield token
        elif character in "()":
            yield Token("(" if character == "(" else ")", character, place)
            place += 1
        elif character == "-" and _excludes(text, place):
            if text[place + 1] != "-":  # two hyphens are a dash, which leaves out as one does
                yield Token("NOT", "-", place)
            place += 1
        elif (field := _FIELD.match(text, place)) is not None:
            yield _field(field)
            place = field.end()
        else:
            word = _WORD.match(text, place)
            assert word is not None
            yield _word(word)
            place = word.end()


def with_hyphens(text: str) -> str:
    """The text, of the same length, with a hyphen for every dash."""
    return text.translate(_DASHES)


def looks_like_field(text: str) -> bool:
    """Whether a word, standing alone, would be read as a field with its value."""
    return _FIELD.match(text) is not None


def _excludes(text: str, place: int) -> bool:
    """Whether something stands right behind the hyphens here: a word with a letter or a digit, a quotation, a group."""
    while text[place : place + 1] == "-":
        place += 1
    word = _WORD.match(text, place)
    if word is None:
        return text[place : place + 1] not in ("", ")") and not text[place].isspace()
    return any(character.isalnum() for character in word[0])


def _phrase(text: str, start: int) -> tuple[Token, int]:
    for closing in (_CLOSING[text[start]], QUOTES):
        ends = [end for sign in closing if (end := text.find(sign, start + 1)) >= 0]
        if ends:
            break
    else:
        raise Unreadable("This quotation mark has no partner: close it, or leave it out.", start)
    end = min(ends)
    nearness = _NEARNESS.match(text, end + 1)
    token = Token("phrase", text[start + 1 : end], start, nearness[1] if nearness else None)
    return token, nearness.end() if nearness else end + 1


def _field(match: re.Match[str]) -> Token:
    name = match[1].lower()
    if name not in FIELDS:
        known = ", ".join(f"{field}:" for field in FIELDS)
        raise Unreadable(f"There is no field “{match[1]}:”. The fields are {known}.", match.start())
    return Token("field", name, match.start())


def _word(match: re.Match[str]) -> Token:
    match match[0]:
        case "AND" | "OR" | "NOT" as operator:
            return Token(operator, operator, match.start())
        case word:
            return Token("word", word, match.start())
