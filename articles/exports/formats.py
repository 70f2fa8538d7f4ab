"""The formats that the archive writes: one table. Each is read back by the format of that code in `articles.wire`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from articles.exports import jsonlines, ninjs, table, wiretext
from articles.wire.records import Story


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its code, a label, its media type, and what writes many stories in pieces."""

    code: str
    label: str
    media_type: str
    written: Callable[[Iterable[Story]], Iterator[str]]


FORMATS = {
    each.code: each
    for each in (
        Format("ninjs", "ninjs 3.1", "application/json", ninjs.written),
        Format("jsonl", "JSON Lines", "application/jsonl", jsonlines.written),
        Format("csv", "CSV", "text/csv", table.written),
        Format("wire", "plain wire text", "text/plain", wiretext.written),
    )
}
