"""Plain wire text: date, headline, dateline, paragraphs, sign-off; as `articles.wire.plain` reads it.

It carries no address, id, language or basis, and has no way to say that a text is a summary: those are told by a first
line that is read as a headline, and by no agency's sign-off.
"""

from collections.abc import Iterable, Iterator

from articles.dates import DateError, Span
from articles.vocabulary import Basis, TextBasis
from articles.wire.records import Story

PARTING = "\n\n\n"
"""Between stories, where a file has several: it is for reading, and comes back as one text."""
SUMMARY = "Archive summary, not the agency’s words"


def written(stories: Iterable[Story]) -> Iterator[str]:
    """The file in pieces; `one` says what a piece is."""
    for number, story in enumerate(stories):
        yield (PARTING if number else "") + one(story)


def one(story: Story) -> str:
    """One story. An inferred date is not written as if it were stated, a summary is signed by nobody."""
    is_summary = story.text_basis == TextBasis.SUMMARY
    blocks = [SUMMARY] if is_summary else [story.headline] if story.headline else []
    first, *others = story.paragraphs
    blocks += [f"{story.dateline} — {first}" if story.dateline else first, *others]
    if story.agencies and not is_summary:
        blocks[-1] += f" — {'/'.join(story.agencies)}"
    header = f"date {story.published}\n" if _is_plain(story.published) else ""
    return header + "\n\n".join(blocks) + "\n"


def _is_plain(published: Span | None) -> bool:
    """Whether a date is one that the header can say: a day, month or year that was stated."""
    if published is None or published.basis != Basis.STATED or published.is_open:
        return False
    try:
        return "/" not in str(published) and Span.parse(str(published)) == published
    except DateError:
        return False
