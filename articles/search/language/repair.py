"""What to offer where a text cannot be read: the nearest text that can."""

import difflib
import re
from collections.abc import Iterator

from articles.search.language.operators import EXAMPLE, FIELDS, MAX_LENGTH, MAX_TERMS
from articles.search.language.parser import bare, parse
from articles.search.language.tokens import Unreadable

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")


def suggestion(text: str, position: int) -> str:
    """A query that can be read and is near to `text`, whose fault lies at `position`."""
    for candidate in _candidates(text, position):
        candidate = " ".join(candidate.split())
        if len(candidate) <= MAX_LENGTH and _readable(candidate):
            return candidate
    return EXAMPLE


def _readable(text: str) -> bool:
    try:
        return parse(text)[0] is not None
    except Unreadable:
        return False


def _candidates(text: str, position: int) -> Iterator[str]:
    """Texts that may be what was meant, the nearest first; the last is nothing but the words."""
    before, rest = text[:position], text[position:]
    if rest[:1] in '"“”„‟«»':
        yield text if not rest[1:].strip() else f'{text.rstrip()}"'
        yield before + rest[1:]
    if rest[:1] == "(":
        yield f"{text})"
    if rest[:1] in ("(", ")", "*"):
        yield before + rest[1:]
    field = _FIELD.match(rest)
    if field is not None:
        near = difflib.get_close_matches(field[1].lower(), FIELDS, n=1)
        if near:
            yield f"{before}{near[0]}:{rest[field.end() :]}"
        yield f"{before}{field[1]} {rest[field.end() :]}"
    start = position - len(re.split(r"[\s()]", before)[-1])  # the faulty term, from its field or first letter
    faulty = re.match(r'[^\s()"]*(?:"[^"]*"(?:~\w*)?)?', text[start:])
    length = faulty.end() if faulty else 0
    if "~" in text[start : start + length]:
        yield f"{text[:start]}{text[start : start + length].partition('~')[0]}~{text[start + length :]}"
    core = " ".join(filter(None, map(bare, text[start : start + length].split())))
    yield f"{text[:start]}{core.lower() if core in ('AND', 'OR', 'NOT') else core}{text[start + length :]}"
    yield f"{text[:start]} {text[start + length :]}"
    words = [word for word in re.findall(r"\w+", text) if any(map(str.isalnum, word))]
    plain = [bare(word).lower() if word in ("AND", "OR", "NOT") else bare(word) for word in words[:MAX_TERMS]]
    while plain and len(" ".join(plain)) > MAX_LENGTH:
        plain.pop()
    yield " ".join(plain)
