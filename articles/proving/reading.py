"""An article as it is read: numbered paragraphs, with what is quoted as evidence, who is named, what was asked for.

Positions are code points of the version's body, end excluded. No HTML: a page decides how a piece looks.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.models import ArticleVersion, Passage, Person

Place = tuple[int, int]
"""First code point, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that looks the same all through."""

    text: str
    cited: bool = False
    marked: bool = False
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its pieces in order, and the passages that begin in it."""

    number: int
    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]


def paragraphs(
    version: ArticleVersion,
    passages: Iterable[Passage] = (),
    names: Mapping[str, Person] | None = None,
    marked: Iterable[Place] = (),
) -> list[Paragraph]:
    """The paragraphs of a version with its passages; each person's first mention by one of `names` is a piece.

    A passage of an earlier version stands where the same words do now, or nowhere.
    """
    placed = [(place, passage) for passage in passages if (place := _place(version, passage))]
    mentions = first_mentions(version.body, names or {})
    marked = list(marked)
    answer, start = [], 0
    for number, text in enumerate(version.paragraphs, 1):
        end = start + len(text)
        pieces = _pieces(version.body, (start, end), [place for place, _ in placed], mentions, marked)
        inside = tuple(passage for (begin, _), passage in placed if start <= begin < end)
        answer.append(Paragraph(number, tuple(pieces), inside))
        start = end + 2
    return answer


def first_mentions(body: str, names: Mapping[str, Person]) -> list[tuple[Place, Person]]:
    """Where each person is first named in a text, as a whole word; of two names at one place the longer counts."""
    if not names:
        return []
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    found: dict[int, tuple[Place, Person]] = {}
    for match in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", body):
        person = names[match[0]]
        found.setdefault(person.pk, (match.span(), person))
    return list(found.values())


def _place(version: ArticleVersion, passage: Passage) -> Place | None:
    if passage.version_id == version.pk:
        return passage.start, passage.end
    start = version.body.find(passage.exact)
    return (start, start + len(passage.exact)) if start >= 0 else None


def _pieces(
    body: str, span: Place, cited: list[Place], mentions: list[tuple[Place, Person]], marked: list[Place]
) -> list[Piece]:
    """The text of a span, cut wherever a passage, a mention or a mark begins or ends."""
    start, end = span
    cuts = {start, end}
    for begin, until in [*cited, *marked, *(place for place, _ in mentions)]:
        cuts |= {min(max(begin, start), end), min(max(until, start), end)}
    bounds = sorted(cuts)
    return [
        Piece(
            body[begin:until],
            cited=_covers(cited, begin),
            marked=_covers(marked, begin),
            person=next((person for place, person in mentions if _covers([place], begin)), None),
        )
        for begin, until in itertools.pairwise(bounds)
    ]


def _covers(places: list[Place], position: int) -> bool:
    return any(begin <= position < until for begin, until in places)
