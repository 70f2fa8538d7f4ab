"""What became of quoted words in later versions of their text: they stand, moved, were reworded, or are gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from articles.models import ArticleVersion, Passage
from articles.models.evidence import CONTEXT

LONGEST = 3
"""What stands between the old neighbours counts as reworded up to so many times the length of the words, and a bit."""
SURE = 12
"""So many characters of a neighbour, at least, are needed to know the place by it."""


class Fate(StrEnum):
    STANDS = "stands"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Trace:
    """What a later version has in place of a quotation: where, and in which words; `paragraph` 0 where it is gone."""

    version: ArticleVersion
    fate: Fate
    paragraph: int = 0
    words: str = ""


def traces(passage: Passage, later: Iterable[ArticleVersion]) -> list[Trace]:
    """The words of a passage in later versions, in the order given."""
    return [trace(passage, version) for version in later]


def trace(passage: Passage, version: ArticleVersion) -> Trace:
    """The words of a passage in another version of the same article."""
    start = _place(passage, version.body)
    if start is not None:
        paragraph = version.body[:start].count("\n\n") + 1
        fate = Fate.STANDS if paragraph == passage.paragraph else Fate.MOVED
        return Trace(version, fate, paragraph, passage.exact)
    between = _between(passage, version.body)
    if between is not None:
        begin, end = between
        return Trace(version, Fate.REWORDED, version.body[:begin].count("\n\n") + 1, version.body[begin:end].strip())
    return Trace(version, Fate.GONE)


def _place(passage: Passage, body: str) -> int | None:
    """Where the very words stand: with the neighbours they had where they occur more than once."""
    starts, at = [], body.find(passage.exact)
    while at >= 0:
        starts.append(at)
        at = body.find(passage.exact, at + 1)
    if not starts:
        return None
    return max(starts, key=lambda start: (_likeness(passage, body, start), -start))


def _likeness(passage: Passage, body: str, start: int) -> int:
    """How many of the two neighbours are the same at a place."""
    end = start + len(passage.exact)
    before = body[max(0, start - CONTEXT) : start] == passage.prefix
    return before + (body[end : end + CONTEXT] == passage.suffix)


def _between(passage: Passage, body: str) -> tuple[int, int] | None:
    """What stands between the old neighbours, within one paragraph; None where they are not to be found."""
    prefix, suffix = passage.prefix.rpartition("\n\n")[2], passage.suffix.partition("\n\n")[0]
    if min(len(prefix), len(suffix)) < SURE:
        return None
    begin = body.find(prefix)
    if begin < 0:
        return None
    begin += len(prefix)
    end = body.find(suffix, begin)
    longest = LONGEST * len(passage.exact) + CONTEXT
    if end < 0 or end - begin > longest or "\n\n" in body[begin:end] or not body[begin:end].strip():
        return None
    return begin, end
