"""What to offer where a text cannot be read: the nearest texts that can."""

import difflib
import re
from collections.abc import Iterator

from articles.search.language.mending import mended
from articles.search.language.operators import EXAMPLE, FIELDS, MAX_LENGTH, MAX_PHRASE, MAX_TERMS, MAX_WITHIN
from articles.search.language.parser import bare, parse
from articles.search.language.tokens import QUOTES, Unreadable, with_hyphens

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")
_PHRASE = re.compile(r'"([^"]*)"(\s*~\s*(\w*))?')
_OPERATORS = ("AND", "OR", "NOT")


def suggestion(text: str, position: int) -> str:
    """A query that can be read and is near to `text`, whose fault lies at `position`."""
    return next(suggestions(text, position), EXAMPLE)


def suggestions(text: str, position: int) -> Iterator[str]:
    """All such queries, each once, the nearest first; the last are nothing but the words."""
    text = with_hyphens(text[:MAX_LENGTH])
    seen = set()
    for candidate in _candidates(text, position):
        candidate = " ".join(candidate.split())
        if candidate not in seen and len(candidate) <= MAX_LENGTH and _readable(candidate):
            yield candidate
        seen.add(candidate)


def _readable(text: str) -> bool:
    try:
        return parse(text)[0] is not None
    except Unreadable:
        return False


def _candidates(text: str, position: int) -> Iterator[str]:
    """Texts that may be what was meant, the nearest first."""
    before, rest = text[:position], text[position:]
    if rest and rest[0] in QUOTES:
        yield text if not rest[1:].strip() else f'{text.rstrip()}"'
        yield before + rest[1:]
    if rest[:1] == "(":
        yield f"{text})"
    yield from _phrases(text)
    if rest[:1] == "*":
        yield f"{before}*{rest[len(re.split(r'[ ()]', rest)[0]) :]}"
    if rest[:1] in ("(", ")", "*"):
        yield before + rest[1:]
    start = position - len(re.split(r"[\s()]", before)[-1])  # the faulty term, from its field or first letter
    start += len(text[start:]) - len(text[start:].lstrip("-"))
    yield from (f"{text[:start]}{meant} {text[start + length :]}" for meant, length in mended(text[start:]))
    yield from _without_field(before, rest)
    yield from _terms(text, start)
    yield from _words(text)


def _phrases(text: str) -> Iterator[str]:
    """Words between quotation marks within the limits, and beyond them where a mark asks for more."""

    def put_right(match: re.Match[str]) -> str:
        words = " ".join(match[1].replace("*", "").replace("~", "").split()[:MAX_PHRASE])
        near = f"~{min(int(match[3]), MAX_WITHIN) or 1}" if (match[3] or "").isdecimal() else "~5" if match[2] else ""
        return f'"{words}"{near}'

    if '"' in text:
        yield _PHRASE.sub(lambda match: match[1] if re.search(r"\w[*~]", match[1]) else match[0], text)
        yield _PHRASE.sub(put_right, text)


def _without_field(before: str, rest: str) -> Iterator[str]:
    """With the field that is nearest to one that is not known, or with its name as a word."""
    field = _FIELD.match(rest)
    if field is not None:
        near = difflib.get_close_matches(field[1].lower(), FIELDS, n=1)
        if near:
            yield f"{before}{near[0]}:{rest[field.end() :]}"
        yield f"{before}{field[1]} {rest[field.end() :]}"
        yield before + rest[field.end() :]


def _terms(text: str, start: int) -> Iterator[str]:
    """With the words of the faulty term, which begins at `start`, and without it."""
    faulty = re.match(r'[^\s()"]*(?:"[^"]*"(?:~\w*)?)?', text[start:])
    length = faulty.end() if faulty else 0
    term, behind = text[start : start + length], text[start + length :]
    if "~" in term:
        yield f"{text[:start]}{term.partition('~')[0]}~{behind}"
    core = " ".join(filter(None, map(bare, term.split())))
    yield f"{text[:start]}{core.lower() if core in _OPERATORS else core}{behind}"
    yield f"{text[:start]} {behind}"


def _words(text: str) -> Iterator[str]:
    """All words of the text, and any of them."""
    words = [word for word in re.findall(r"\w+", text) if any(map(str.isalnum, word))]
    plain = [bare(word).lower() if word in _OPERATORS else bare(word) for word in words[:MAX_TERMS]]
    while plain and len(" ".join(plain)) > MAX_LENGTH:
        plain.pop()
    yield " ".join(plain)
    telling = [word for word in plain if word.lower() not in (*FIELDS, "and", "or", "not")]
    while telling and len(" OR ".join(telling)) > MAX_LENGTH:
        telling.pop()
    yield " OR ".join(dict.fromkeys(telling))
