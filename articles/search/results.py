"""An answer: frozen values that know no engine, no HTML and no labels, only ids and codes."""

from dataclasses import dataclass
from typing import Literal

DocumentType = Literal["article", "person", "event", "commitment"]
Mode = Literal["index", "reduced"]


class TooMuchWork(Exception):
    """A question that would take longer to answer than one question may; its message, if any, says what would work."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of a snippet's text; `marked` where it is what the question asked for. Plain text, to be escaped."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best passage of a document for a question; `paragraph` counts from 1, None outside an article's body."""

    fragments: tuple[Fragment, ...]
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found: its type, its row, its public name, its score (higher is better; 0 when sorted by date)."""

    type: DocumentType
    pk: int
    slug: str
    score: float
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet (code or slug) and how many documents have it; the own facet's choice is not counted in."""

    value: str
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet by its parameter's name, buckets with most documents first; chosen ones are there at zero too.

    `further` is how many values with hits there are that no bucket stands for.
    """

    name: str
    buckets: tuple[Bucket, ...]
    further: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """One bar of the histogram: `2025`, `2025-10` or `2025-10-23`, one unit an answer.

    A span of time is counted once, in the bar that it fits into; a coarser one is counted in `Results.imprecise`.
    """

    period: str
    count: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a question could not be read, where (code points from the start, or None), and a question that works."""

    message: str
    position: int | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Every document that answers a question, by type and primary key; `partial` as in `Results`."""

    documents: frozenset[tuple[DocumentType, int]]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """An answer in short: how many documents, the first of them by type and primary key, how they spread over time."""

    total: int
    first: tuple[tuple[DocumentType, int], ...]
    histogram: tuple[Period, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits with all that the page shows around them.

    `types` counts the hits of each type of documents, whichever is asked for; `undated` hits have no date,
    `imprecise` ones a date that fits no bar of the histogram (only a year is known, and the bars are months).
    """

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: tuple[Period, ...]
    types: tuple[Bucket, ...] = ()
    undated: int = 0
    imprecise: int = 0
    did_you_mean: str | None = None
    mode: Mode = "index"
    partial: bool = False
    took_ms: float = 0.0

    def outline(self, most: int) -> Outline:
        """The answer in short, with so many of its page's hits at most."""
        first = tuple((hit.type, hit.pk) for hit in self.hits[:most])
        return Outline(self.total, first, self.histogram, self.partial)
