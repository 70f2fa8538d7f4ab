"""The editors' desk: screens for entering copy, quoting passages, and saying what rests on them."""

from articles.admin import (
    actors,
    claims,
    commitments,
    copy,
    events,
    imports,
    names,
    operations,
    partnerships,
    passages,
    suggestions,
)

__all__ = [
    "actors",
    "claims",
    "commitments",
    "copy",
    "events",
    "imports",
    "names",
    "operations",
    "partnerships",
    "passages",
    "suggestions",
]
