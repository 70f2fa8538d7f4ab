"""CSV (RFC 4180): a header with the keys of `fields`, a story a row. Comma, semicolon or tab, as the header shows."""

import csv
from collections.abc import Iterator

from articles.wire.drafting import CHARACTERS
from articles.wire.encoding import Document
from articles.wire.fields import CANONICAL, KEYS, record_story
from articles.wire.records import Story, WireError

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that a spreadsheet may run as a formula, the full-width signs too (OWASP, CSV injection)."""
# A guard that spreadsheets need and readers do not: '=1+1 is the text =1+1.
_GUARDED = (*FORMULAS, "'")
_COLUMNS = 100
_LONGEST_LINE = 2 * CHARACTERS
csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_LINE))


def stories(document: Document) -> Iterator[Story | WireError]:
    """A story or a refusal for each row; `WireError` where the header names no column with a text."""
    whole = document.text if "\n" in document.text else document.text.replace("\r", "\n")  # as old Macs end lines
    text = whole.lstrip("\r\n")
    rows = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    skipped = whole.count("\n", 0, len(whole) - len(text))
    header = _header(rows, skipped + 1)
    while True:
        begins = skipped + rows.line_num + 1
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _story(header, row, begins)
        except WireError as error:
            yield error if error.line else WireError(error.found, error.expected, begins)
        except csv.Error as error:
            yield WireError(f"a row that is no CSV ({error})", "cells parted and quoted as in RFC 4180", begins)
            return


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1 else cell


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _LONGEST_LINE:  # before it is copied
            raise WireError(f"a line of {end - start:,} characters", f"at most {_LONGEST_LINE:,}")
        yield text[start:end]
        start = end


def _delimiter(text: str) -> str:
    head = text[: text.find("\n") + 1 or len(text)][:4096]
    return max(",;\t", key=head.count)


def _header(rows: Iterator[list[str]], line: int) -> list[str]:
    try:
        header = [cell.strip() for cell in next(rows, [])]
    except csv.Error as error:
        raise WireError(f"a header that is no CSV ({error})", f"the columns {', '.join(KEYS)}", line) from None
    known = [CANONICAL.get(unguarded(name).casefold(), "") for name in header]
    if "articleBody" not in known or len(header) > _COLUMNS:
        found = f"a header of {len(header)} columns: {', '.join(header)[:120]}"
        raise WireError(found, f"a header with the column articleBody; the columns are {', '.join(KEYS)}", line)
    twice = sorted({name for name in known if name and known.count(name) > 1})
    if twice:
        raise WireError(f"a header that has {', '.join(twice)} twice", "each column once", line)
    return header


def _story(header: list[str], row: list[str], line: int) -> Story:
    if len(row) > len(header):
        raise WireError(f"a row of {len(row)} cells", f"at most {len(header)}, as the header has", line)
    return record_story({name: unguarded(cell) for name, cell in zip(header, row, strict=False)}, line)
