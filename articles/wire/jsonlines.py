"""JSON Lines: a JSON object a line, with the keys of `fields`. A line that cannot be read does not stop the others."""

from collections.abc import Iterator

from articles.wire import jsontext
from articles.wire.encoding import Document
from articles.wire.fields import KEYS, record_story
from articles.wire.records import Story, WireError


def stories(document: Document) -> Iterator[Story | WireError]:
    """A story or a refusal for each line that is not blank, read one at a time."""
    for number, line in lines(document.text):
        if not line.strip():
            continue
        try:
            yield _story(line, number)
        except WireError as error:
            yield error


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers. Only a newline ends one: U+2028 may stand inside a JSON string."""
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        if end - start > jsontext.CHARACTERS:  # before it is copied
            raise WireError(f"a line of {end - start:,} characters", f"at most {jsontext.CHARACTERS:,}", number)
        yield number, text[start:end]
        start, number = end + 1, number + 1


def _story(line: str, number: int) -> Story:
    record = jsontext.parse(line, number)
    if not isinstance(record, dict):
        raise WireError("a line that is no JSON object", f"an object with the keys {', '.join(KEYS)}", number)
    return record_story(record, number)
