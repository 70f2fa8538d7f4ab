"""What a text in the query language means: a frozen tree of what has to be found.

Built by `all_of`, `any_of` and `none_of`, a tree is in one shape only: no group in a group of the same kind, no group
of one, no negation of a negation. So equal meaning written alike is equal.
"""

from dataclasses import dataclass
from typing import Literal

Where = Literal["title", "text"]
DateField = Literal["date", "event-date"]
Unit = Literal["d", "w", "m", "y"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in any of its forms; with a hyphen in it, its parts in a row."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; with `within`, in any order and no further apart than so many words."""

    words: tuple[str, ...]
    within: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that are at most one letter away."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """Documents with a value of a facet, or of a type: a code or slug, or with `is_name` a name in quotes."""

    field: str
    value: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """Documents whose date touches the days from `first` to `last` (YYYY, YYYY-MM, YYYY-MM-DD); None is open."""

    field: DateField
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Recent:
    """Documents of the last so many days, weeks, months (30 days) or years (365 days)."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Within:
    """What has to be found in one part of the documents."""

    where: Where
    node: "Node"


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    nodes: tuple["Node", ...]


Node = Word | Phrase | Prefix | Fuzzy | Value | Dates | Recent | Within | Not | All | Any
Leaf = Word | Phrase | Prefix | Fuzzy | Value | Dates | Recent


def all_of(nodes: list[Node]) -> Node:
    """The tree that asks for each of these, at least one."""
    flat = [part for node in nodes for part in (node.nodes if isinstance(node, All) else (node,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(nodes: list[Node]) -> Node:
    """The tree that asks for one or more of these, at least one."""
    flat = [part for node in nodes for part in (node.nodes if isinstance(node, Any) else (node,))]
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def none_of(node: Node) -> Node:
    """The tree that asks for the contrary."""
    return node.node if isinstance(node, Not) else Not(node)


def leaves(node: Node | None) -> list[Leaf]:
    """The terms of a tree, in the order in which they are written."""
    match node:
        case None:
            return []
        case All(nodes) | Any(nodes):
            return [leaf for part in nodes for leaf in leaves(part)]
        case Not(part) | Within(_, part):
            return leaves(part)
        case _:
            return [node]
