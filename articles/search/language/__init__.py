"""The query language: text in, a tree or a problem with a way out; and the tree back into text.

tokens → parser (with values, signs) → tree → writing; repair (with mending) offers what can be read; operators is the
table of it all.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from articles.folding import normalise
from articles.search.language.operators import EXAMPLE, MAX_LENGTH, OPERATORS, Operator
from articles.search.language.parser import parse
from articles.search.language.repair import suggestion, suggestions
from articles.search.language.tokens import Unreadable
from articles.search.language.tree import Node, leaves
from articles.search.language.values import whole_number
from articles.search.language.writing import write
from articles.search.results import Problem

__all__ = [
    "OPERATORS",
    "Node",
    "Operator",
    "Reading",
    "clean",
    "leaves",
    "read",
    "suggestions",
    "whole_number",
    "write",
]


# Where a line may break, or letters join, or the direction of writing changes: copied text brings them along.
_UNSEEN = str.maketrans({**dict.fromkeys("\u00ad\u061c\u180e\u200c\u200d\u200e\u200f\u2060"), "\u200b": " "})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means: a tree (None for no words), or what keeps it from being read.

    `passed` are signs in it that ask for nothing.
    """

    tree: Node | None
    problems: tuple[Problem, ...] = ()
    passed: tuple[str, ...] = field(default=(), compare=False)


def clean(text: str) -> str:
    """A text as it is read: NFC, one space between words, no characters that nobody sees."""
    return " ".join(normalise(text).translate(_UNSEEN).split())


@lru_cache(maxsize=1024)
def read(text: str) -> Reading:
    """Read a text that `clean` has been over; positions count its code points. Never an exception."""
    if len(text) > MAX_LENGTH:
        message = f"This query has {len(text)} characters: write {MAX_LENGTH} at most."
        return Reading(None, (Problem(message, MAX_LENGTH, suggestion(text[:MAX_LENGTH], MAX_LENGTH)),))
    try:
        tree, passed = parse(text)
    except Unreadable as fault:
        return Reading(None, (Problem(fault.message, fault.position, suggestion(text, fault.position)),))
    if text and tree is None:
        return Reading(None, (Problem("There is no word in this: write letters or digits.", 0, EXAMPLE),))
    return Reading(tree, passed=passed)
