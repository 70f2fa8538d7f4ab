"""What became of quoted words in later versions of their text: they stand, moved, were reworded, or are gone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from articles.models import ArticleVersion, Passage
from articles.models.evidence import CONTEXT

LONGEST = 3
"""What stands between the old neighbours counts as reworded up to so many times the length of the words, and a bit."""
SURE = 12
"""So many characters of a neighbour, at least, are needed to know the place by it alone; a nearer edge of the paragraph
is a neighbour too, but then the words must be alike as well."""
ALIKE = 0.6
"""From this ratio of `difflib`, counted in words, two wordings are alike."""
COMPARED = 400
"""Words of a wording that are compared at most: each is held against each of the other's."""
# One sign of the end and no run of them: a line of dots would be gone through anew from each of its dots.
SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…][”’\"')\]]*(?=\s)|$)", re.MULTILINE)

Span = tuple[int, int]
"""Where words begin and end in a body: code points, end excluded."""


class Fate(StrEnum):
    STANDS = "stands"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stood before and after a quotation in its paragraph, and how long what stands there now may be."""

    before: str
    after: str
    longest: int

    @property
    def sure(self) -> bool:
        """Whether the place is known by them alone."""
        return min(len(self.before), len(self.after)) >= SURE


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
        paragraph = version.body[: between[0]].count("\n\n") + 1
        return Trace(version, Fate.REWORDED, paragraph, _words(version.body, between))
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


def _between(passage: Passage, body: str) -> Span | None:
    """What stands between the old neighbours, within one paragraph; None where they are not to be found, or where
    more than one wording, old or new, could be meant.
    """
    old = passage.version.body
    neighbours = Neighbours(
        passage.prefix.rpartition("\n\n")[2].lstrip("\n"),
        passage.suffix.partition("\n\n")[0].rstrip("\n"),
        LONGEST * len(passage.exact) + CONTEXT,
    )
    was, now = list(_spans(neighbours, old)), list(_spans(neighbours, body))
    known, held = {_words(old, span) for span in was}, {_words(body, span) for span in now}
    fresh = [span for span in now if _words(body, span) not in known]
    if neighbours.sure:
        return fresh[0] if len(fresh) == 1 and known - held == {passage.exact} else None
    fresh = [span for span in fresh if _alike(passage.exact, _words(body, span))]
    if len(fresh) != 1:
        return None
    words, place = _words(body, fresh[0]), (passage.start, passage.end)
    if words in old or _rivalled(passage.exact, body, fresh[0], old) or _rivalled(words, old, place, body):
        return None
    return fresh[0]


def _spans(neighbours: Neighbours, body: str) -> Iterator[Span]:
    """Whatever stands between such neighbours, or between one and the edge of its paragraph."""
    offset = 0
    for text in body.split("\n\n"):
        for begin in _begins(neighbours.before, text):
            end = _end(neighbours, text, begin)
            if 0 <= end - begin <= neighbours.longest and text[begin:end].strip():
                yield offset + begin, offset + end
        offset += len(text) + 2


def _begins(before: str, text: str) -> Iterator[int]:
    if len(before) < SURE:
        if text.startswith(before):
            yield len(before)
        return
    at = text.find(before)
    while at >= 0:
        yield at + len(before)
        at = text.find(before, at + 1)


def _end(neighbours: Neighbours, text: str, begin: int) -> int:
    after = neighbours.after
    if len(after) < SURE:
        return len(text) - len(after) if text.endswith(after) else -1
    return text.find(after, begin, begin + neighbours.longest + len(after))


def _rivalled(words: str, body: str, place: Span, other: str) -> bool:
    """Whether another sentence or paragraph of a body is like the words as well: one that the other body has not."""
    elsewhere = {other[begin:end] for begin, end in _units(other)}
    return any(
        (end <= place[0] or begin >= place[1]) and body[begin:end] not in elsewhere and _alike(words, body[begin:end])
        for begin, end in _units(body)
    )


def _units(body: str) -> Iterator[Span]:
    """The sentences and the paragraphs of a body."""
    yield from (found.span() for found in SENTENCE.finditer(body))
    offset = 0
    for text in body.split("\n\n"):
        yield offset, offset + len(text)
        offset += len(text) + 2


def _alike(one: str, other: str) -> bool:
    """Whether most words of two wordings are the same, in the same order; very long ones are not said to be."""
    ours, theirs = one.split(None, COMPARED), other.split(None, COMPARED)
    if max(len(ours), len(theirs)) > COMPARED:
        return False
    pair = SequenceMatcher(None, ours, theirs, autojunk=False)
    return pair.real_quick_ratio() >= ALIKE and pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE


def _words(body: str, span: Span) -> str:
    return body[span[0] : span[1]].strip()
