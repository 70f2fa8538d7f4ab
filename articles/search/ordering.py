"""The order of documents in time, as one number each: what newest, oldest and ties go by."""

from articles.search.documents import Entry
from articles.search.fields import TYPES
from articles.search.results import DocumentType

DAY, SPAN, TYPE, KEY = 22, 14, 2, 26
"""Bits of the day it began, of the days in which that may have been, of the type, of the primary key."""
UNDATED = (1 << DAY) - 1


def moment(entry: Entry) -> int:
    """Rises with time, and is no other document's; what is undated stands behind everything else. Unsigned, 64 bits."""
    dates = entry.dates
    first, last = dates.earliest or dates.latest, dates.latest or dates.earliest
    day = first.toordinal() if first else UNDATED
    span = min((last - first).days, (1 << SPAN) - 1) if first and last else 0
    kind = TYPES.index(entry.type)
    if entry.pk >> KEY:
        raise OverflowError(f"Primary keys above {(1 << KEY) - 1} have no place in the index: {entry.pk}.")
    return ((day << SPAN | span) << TYPE | kind) << KEY | entry.pk


def identity(moment: int) -> tuple[DocumentType, int]:
    """Whose place a moment is: the type and the primary key."""
    return TYPES[moment >> KEY & (1 << TYPE) - 1], moment & (1 << KEY) - 1


def is_dated(moment: int) -> bool:
    return moment >> (SPAN + TYPE + KEY) != UNDATED
