"""What may be asked of a snapshot: a small tree of frozen values that knows no grammar.

Words are given as they stand in the index (folded, stemmed); who builds the tree analyses them. Scores are Whoosh's
BM25F, summed over a tree; `Unscored`, `Not` and `Range` choose documents and add nothing.
"""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Every:
    """All documents."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with a word, or a code."""

    field: str
    word: Any
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents with any of the words of one field, scored as if they were one word (synonyms)."""

    field: str
    words: tuple[Any, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a word that begins so, scored as `AnyOf`; beyond `limit` words only the commonest are taken."""

    field: str
    prefix: str
    limit: int = 200
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Documents with a word at most one insertion, deletion or substitution away, scored as `AnyOf`."""

    field: str
    word: str
    limit: int = 200
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with the words one behind the other, or at the `offsets` that gaps in the positions ask for.

    Scored as all of its words are, as in Whoosh.
    """

    field: str
    words: tuple[str, ...]
    offsets: tuple[int, ...] = ()
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Documents where all the words, in any order, stand within `distance` positions of each other.

    A word that is named twice must be there twice. Scored as all of its words are.
    """

    field: str
    words: tuple[str, ...]
    distance: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose number or date lies from `low` to `high`, both within; None is open."""

    field: str
    low: Any = None
    high: Any = None


@dataclass(frozen=True, slots=True)
class And:
    """Documents that all parts find; scores are added."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that any part finds; scores are added."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that the part does not find."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Unscored:
    """The documents that the part finds, without its score."""

    part: "Node"


Node = Every | Term | AnyOf | Prefix | Fuzzy | Phrase | Near | Range | And | Or | Not | Unscored

Order = Literal["score", "newest", "oldest"]
Unit = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader chose in a facet: any of `include` (all, if empty), none of `exclude`."""

    field: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many documents lie in each year, month or day of a date field."""

    field: str
    unit: Unit = "month"


@dataclass(frozen=True, slots=True)
class Question:
    """One page: which documents, in what order, from which place on, and what to count around them.

    `facets` are fields; of each the `buckets` commonest values are told, and the chosen ones in any case. A facet's
    counts ignore the selection in that facet.
    """

    node: Node
    selections: tuple[Selection, ...] = ()
    facets: tuple[str, ...] = ()
    histogram: Histogram | None = None
    order: Order = "score"
    date_field: str = "published"
    start: int = 0
    count: int = 20
    buckets: int = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """Document numbers of one snapshot, in order; scores are 0 when sorted by date.

    `facets` holds (value, count) pairs, most documents first, equal ones by value; `histogram` (period, count) pairs by
    time, without empty periods, periods as `2025`, `2025-10` or `2025-10-23`; `undated` those without a date.
    """

    total: int
    docs: tuple[int, ...]
    scores: tuple[float, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    histogram: tuple[tuple[str, int], ...] = ()
    undated: int = 0
