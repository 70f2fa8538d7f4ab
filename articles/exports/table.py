"""CSV (RFC 4180): a header with the keys of the archive's own record, a story a row.

A spreadsheet runs a cell that begins like a formula: such cells get an apostrophe in front, which reading takes off
(OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator

from articles.exports.fields import record
from articles.wire.fields import KEYS
from articles.wire.records import Story
from articles.wire.table import FORMULAS

_GUARDED = (*FORMULAS, "'")


def written(stories: Iterable[Story]) -> Iterator[str]:
    """The file in pieces. Paragraphs are parted by a blank line, agencies by a slash."""
    yield _line(KEYS)
    for story in stories:
        values = record(story)
        cells = dict.fromkeys(KEYS, "") | {key: value for key, value in values.items() if isinstance(value, str)}
        cells["sourceOrganization"] = "/".join(story.agencies)
        cells["articleBody"] = "\n\n".join(story.paragraphs)
        yield _line([guarded(cells[key]) for key in KEYS])


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `articles.wire.table.unguarded` takes the guard off."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
