"""The first step of reading: a text cut into tokens, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.search.language.operators import FIELDS

Kind = Literal["word", "phrase", "field", "(", ")", "AND", "OR", "NOT"]

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")
_WORD = re.compile(r'[^\s"()]+')
_NEARNESS = re.compile(r"~(\w*)")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


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
    text = text.translate(_QUOTES)
    place = 0
    while place < len(text):
        character = text[place]
        if character.isspace():
            place += 1
        elif character == '"':
            token, place = _phrase(text, place)
            yield token
        elif character in "()":
            yield Token("(" if character == "(" else ")", character, place)
            place += 1
        elif character == "-" and place + 1 < len(text) and (text[place + 1] in '"(-' or _speaks(text, place + 1)):
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


def looks_like_field(text: str) -> bool:
    """Whether a word, standing alone, would be read as a field with its value."""
    return _FIELD.match(text) is not None


def _speaks(text: str, place: int) -> bool:
    """Whether the word that begins here has a letter or a digit."""
    word = _WORD.match(text, place)
    return word is not None and any(character.isalnum() for character in word[0])


def _phrase(text: str, start: int) -> tuple[Token, int]:
    end = text.find('"', start + 1)
    if end < 0:
        raise Unreadable("This quotation mark has no partner: close it, or leave it out.", start)
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
