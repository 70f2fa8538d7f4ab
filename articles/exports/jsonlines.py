"""JSON Lines: an object a line, with the keys of the archive's own record."""

import json
from collections.abc import Iterable, Iterator

from articles.exports.fields import record
from articles.wire.records import Story


def written(stories: Iterable[Story]) -> Iterator[str]:
    """The file in pieces; the paragraphs of a text are a list."""
    for story in stories:
        yield json.dumps(record(story), ensure_ascii=False) + "\n"
