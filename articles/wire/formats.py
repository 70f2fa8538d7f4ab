"""The formats that the archive reads: one table, one function, and how a file tells which of them it is in.

A format is told by its content first and by its name where the content leaves it open.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from articles.wire import encoding, feeds, html, jsonlines, marks, newsml, ninjs, nitf, plain, table
from articles.wire.cleaning import Cleaner
from articles.wire.drafting import CHARACTERS, PARAGRAPHS
from articles.wire.encoding import Document
from articles.wire.records import NoTextError, Reading, Story, WireError
from articles.wire.sniffing import AUTO, detect

Reader = Callable[[Document], Iterator[Story | WireError]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the code that commands take, a label, and what reads it.

    `stories` yields a story or a refusal for each record, in order; it raises `WireError` where nothing in the file
    can be read.
    """

    code: str
    label: str
    stories: Reader


def _wire(document: Document) -> Iterator[Story | WireError]:
    """The story that a text is; several, each with its line, where the archive's own mark parts them."""
    is_parted = marks.PARTING in document.text
    for line, text in marks.parted(document.text):
        try:
            story = _wire_story(text)
        except WireError as error:
            yield WireError(error.found, error.expected, line if is_parted else error.line)
        else:
            yield replace(story, line=line) if is_parted else story


def _wire_story(text: str) -> Story:
    if len(text) > CHARACTERS:
        found = f"a text of {len(text):,} characters"
        raise WireError(found, f"at most {CHARACTERS:,} in one story; in JSON Lines or CSV a file holds many")
    cleaner = Cleaner()
    story = plain.read_clean(cleaner.text(text))
    if len(story.paragraphs) > PARAGRAPHS:
        raise WireError(f"{len(story.paragraphs):,} paragraphs", f"at most {PARAGRAPHS:,} in one story")
    return replace(story, warnings=(*story.warnings, *cleaner.warnings())) if cleaner.removed else story


FORMATS = {
    each.code: each
    for each in (
        Format("wire", "plain wire text", _wire),
        Format("ninjs", "ninjs", ninjs.stories),
        Format("newsml-g2", "NewsML-G2", newsml.stories),
        Format("nitf", "NITF", nitf.stories),
        Format("rss", "RSS 2.0", feeds.rss),
        Format("atom", "Atom", feeds.atom),
        Format("html", "a saved page", html.stories),
        Format("jsonl", "JSON Lines", jsonlines.stories),
        Format("csv", "CSV", table.stories),
    )
}
CODES = (AUTO, *FORMATS)
STORIES = 50_000
ERRORS = 1000
"""Records refused in one file before the rest of it is not looked at any more."""
TOLD = 5
"""Records without text that a warning names."""


class TooManyError(WireError):
    """More stories in one file than were to be read: those behind are not looked at."""


def read(data: bytes, name: str = "", format: str = AUTO, most: int | None = None, *, is_named: bool = True) -> Reading:
    """What a file holds: its stories, and the records of it that were refused.

    `name` is a file's name, for its ending; `format` one of `CODES`. Raises `WireError` when the file as a whole cannot
    be read, or holds no story; `TooManyError` as soon as it holds more stories than `most`, `STORIES` at most. A text
    that nobody named, by itself or by its format, has to look like news.
    """
    reading = examine(data, name, format, most, is_named=is_named)
    if not reading.stories:
        raise reading.errors[0].placed()
    return reading


def examine(
    data: bytes, name: str = "", format: str = AUTO, most: int | None = None, *, is_named: bool = True
) -> Reading:
    """The same, where nothing can be read too: then without stories, and its first error is the one to raise.

    Raises `WireError` only where the file has no format that is read.
    """
    document = encoding.decode(data, name)
    chosen = _chosen(format, document)
    has_to_look_like_news = chosen.code == "wire" and format == AUTO and not is_named
    told: list[WireError] = []
    try:
        stories = _gathered(chosen, document, STORIES if most is None else min(most, STORIES), told)
        if has_to_look_like_news and not plain.is_news(document.text, stories):
            raise WireError(*plain.NO_NEWS)
    except WireError as error:
        others = [each for each in told if each is not error]
        return Reading(chosen.code, document.encoding, (), (error.placed(), *others[:ERRORS]))
    return Reading(chosen.code, document.encoding, tuple(stories), tuple(told))


def _gathered(chosen: Format, document: Document, limit: int, told: list[WireError]) -> list[Story]:
    """The stories of a file, one at least; refused records are `told`. Raises what ends the reading."""
    stories: list[Story] = []
    others: list[NoTextError] = []
    for found in chosen.stories(document):
        if isinstance(found, Story):
            stories.append(_told(found, document))
            if len(stories) > limit:
                raise TooManyError(f"more than {limit:,} stories in one file", "several smaller files")
        elif isinstance(found, NoTextError):
            others.append(found.placed())
        else:
            told.append(found.placed())
            if len(told) > ERRORS:
                raise WireError(f"more than {ERRORS:,} records that cannot be read; the first: {told[0]}", chosen.label)
    if not stories:
        told += others
        raise told[0] if told else WireError(f"{chosen.label} without a story", "at least one story")
    if others:
        stories[0] = replace(stories[0], warnings=(*stories[0].warnings, _left_out(others)))
    return stories


def _told(story: Story, document: Document) -> Story:
    """A story with what was odd about the encoding of its file."""
    return replace(story, warnings=(*document.warnings, *story.warnings)) if document.warnings else story


def _left_out(others: list[NoTextError]) -> str:
    """What an editor is told, once a file, of records without text that lie beside its stories."""
    told = [f"line {each.line:,}: {each.found}" if each.line else each.found for each in others[:TOLD]]
    more = f"; and {len(others) - TOLD:,} more" if len(others) > TOLD else ""
    return f"left out of this file, as no copy: {'; '.join(told)}{more}"


def _chosen(code: str, document: Document) -> Format:
    if code == AUTO:
        code = detect(document)
    if code not in FORMATS:
        raise WireError(f"the format “{code}”", f"one of {', '.join(CODES)}")
    return FORMATS[code]
