"""Plain wire text: date, headline, dateline, paragraphs, sign-off; as `articles.wire.plain` reads it.

It carries no address, id, language or basis. What its form alone would not bring back as it is (a headline that looks
like a paragraph, words that look like a sign-off) is parted by the marks of `articles.wire.marks`; so are stories.
"""

from collections.abc import Iterable, Iterator

from articles.dates import Span
from articles.vocabulary import Basis, TextBasis
from articles.wire import marks, plain
from articles.wire.encoding import Document
from articles.wire.records import Story, WireError
from articles.wire.sniffing import detect

CARRIED = ("headline", "dateline", "paragraphs", "agencies", "published", "text_basis")
"""Fields that come back: of `published` a stated day, month or year; white space within a line as single spaces."""


def written(stories: Iterable[Story]) -> Iterator[str]:
    """The file in pieces; `one` says what a piece is."""
    for number, story in enumerate(stories):
        yield (f"\n{marks.PARTING}\n\n" if number else "") + one(story)


def one(story: Story) -> str:
    """One story, with marks only where it would not come back without. A summary is told as one, signed by nobody."""
    said = carried(story)
    unmarked = _framed(said, _by_form(said))
    return unmarked if _comes_back(unmarked, said) else _framed(said, _by_marks(said), marks.UNDATED)


def carried(story: Story) -> Story:
    """What this format can say of a story: an inferred date is not written as if it were stated."""
    return Story(
        paragraphs=tuple(_line(text) for text in story.paragraphs),
        headline=_line(story.headline),
        published=story.published if _is_plain(story.published) else None,
        dateline=_line(story.dateline),
        agencies=story.agencies,
        text_basis=story.text_basis,
    )


def _by_form(story: Story) -> list[str]:
    first, *others = story.paragraphs
    blocks = [f"{story.dateline} — {first}" if story.dateline else first, *others]
    if story.agencies and not _is_summary(story):
        blocks[-1] += f" — {'/'.join(story.agencies)}"
    return [story.headline, *blocks] if story.headline else blocks


def _by_marks(story: Story) -> list[str]:
    agencies = () if _is_summary(story) else story.agencies
    return marks.marked(marks.Framed(story.paragraphs, story.headline, story.dateline, agencies))


def _framed(story: Story, blocks: list[str], undated: str = "") -> str:
    """The text of blocks, below the line with the date and, of a summary, the line that says so."""
    if _is_summary(story):
        blocks = [plain.SUMMARY_OF.format("/".join(story.agencies)) if story.agencies else plain.SUMMARY, *blocks]
    header = f"date {story.published}" if story.published else undated
    return (f"{header}\n" if header else "") + "\n\n".join(blocks) + "\n"


def _comes_back(text: str, story: Story) -> bool:
    """Whether a file of this text alone would be read as wire text, and as this story."""
    try:
        is_one = detect(Document(text)) == "wire" and marks.PARTING not in text
        again = plain.read(text) if is_one else None
    except WireError:
        return False
    return again is not None and all(getattr(again, name) == getattr(story, name) for name in CARRIED)


def _is_summary(story: Story) -> bool:
    return story.text_basis == TextBasis.SUMMARY


def _is_plain(published: Span | None) -> bool:
    """Whether a date is one that the header can say: a day, month or year that was stated."""
    return published is not None and published.basis == Basis.STATED and "/" not in str(published)


def _line(text: str) -> str:
    return " ".join(text.split())
