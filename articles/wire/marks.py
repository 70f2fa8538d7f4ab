"""Pilcrows: how wire text from the archive says where its text begins and ends, where its form alone would not.

    date not stated
    ¶¶ Headline, whatever it looks like.

    SOFIA — ¶ First paragraph.

    Last paragraph. — ¶ VNA/VNS

The text begins behind `— ¶`, or behind a `¶` that begins a paragraph where there is no dateline, and ends before the
last `— ¶`, behind which stand the agencies, or nothing. A paragraph that begins with a pilcrow itself gets one more.
`PARTING` stands on a line of its own between stories. Texts from elsewhere have no such marks: their form tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

MARK = "¶"
PARTING = "¶¶¶"
UNDATED = "date not stated"
_BEGIN = f"{MARK} "
_HEADLINE = f"{MARK}{MARK} "
_HINGE = f" — {MARK}"
_BEHIND = f"{_HINGE} "
_PARTING = re.compile(rf"^[^\S\n]*{PARTING}[^\S\n]*$", re.MULTILINE)
_LONGEST_HEADLINE = 300
_LONGEST_DATELINE = 200


@dataclass(frozen=True, slots=True)
class Framed:
    """What a marked text is made of. Nothing in it but the marks and what they part was looked at."""

    paragraphs: tuple[str, ...]
    headline: str = ""
    dateline: str = ""
    agencies: tuple[str, ...] = ()


def parted(text: str) -> Iterator[tuple[int, str]]:
    """The stories of a file, each with the line that it begins on; where two marks have nothing between them, none."""
    start, line, found = 0, 1, False
    marked = _PARTING.finditer(text) if PARTING in text else ()  # it takes long to look at every line
    ends = ((match.start(), match.end()) for match in marked)
    for end, behind in chain(ends, [(len(text), len(text))]):
        part = text[start:end]
        if inside := part.lstrip():
            yield line + part.count("\n", 0, len(part) - len(inside)), inside
            found = True
        line += text.count("\n", start, behind)
        start = behind
    if not found:
        yield 1, ""


def unmarked(blocks: Sequence[str]) -> Framed | None:
    """What blocks with marks say; None where they have none, or not all that a text of the archive has."""
    headline = blocks[0].removeprefix(_HEADLINE) if blocks[0].startswith(_HEADLINE) else ""
    if headline and len(blocks) == 1:
        return None
    first, *others = blocks[1:] if headline else blocks
    dateline, hinge, text = ("", _BEGIN, first[len(_BEGIN) :]) if first.startswith(_BEGIN) else first.partition(_BEHIND)
    texts = [text, *(each.removeprefix(_BEGIN) for each in others)]
    texts[-1], ending, signed = texts[-1].rpartition(_HINGE)
    if not hinge or not ending or not all(texts):
        return None
    if len(headline) > _LONGEST_HEADLINE or len(dateline) > _LONGEST_DATELINE:
        return None
    return Framed(tuple(texts), headline, dateline, tuple(name for part in signed.split("/") if (name := part.strip())))


def marked(framed: Framed) -> list[str]:
    """The blocks of a marked text, which `unmarked` reads back. White space becomes single spaces."""
    texts = [_line(text) for text in framed.paragraphs]
    guarded = [_BEGIN + text if text.startswith(MARK) else text for text in texts]
    dateline, headline = _bare(framed.dateline), _bare(framed.headline)
    guarded[0] = f"{dateline}{_BEHIND}{texts[0]}" if dateline else _BEGIN + texts[0]
    guarded[-1] = f"{guarded[-1]}{_HINGE} {'/'.join(map(_bare, framed.agencies))}".rstrip()
    return [_HEADLINE + headline, *guarded] if headline else guarded


def _line(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """A line without marks, which only texts may have."""
    return _line(text.replace(MARK, ""))
