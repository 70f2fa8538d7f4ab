"""What a question can choose from, by the names used in addresses, answers and the query language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from articles.search.results import DocumentType

FACETS: tuple[str, ...] = ("country", "person", "org", "sector", "kind", "level", "agency", "place", "language")
"""In the order in which pages show them and addresses name them."""

TYPES: tuple[DocumentType, ...] = get_args(DocumentType)

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)

PAGE_SIZE = 20
MOST_VALUES = 20
"""Values of a facet that an answer tells, beside the chosen ones."""
MAX_PAGE = 500
MAX_VALUES = 64
"""Values of all facets that a question may choose or leave out: each is a link on the page that holds all others."""


def pages_of(total: int) -> int:
    """How many pages there are to turn of so many hits."""
    return min(-(-total // PAGE_SIZE), MAX_PAGE)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen of one facet: any of `included`, none of `excluded`; codes or slugs, sorted."""

    facet: str
    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.included or self.excluded)


def in_order(values: Iterable[str]) -> tuple[str, ...]:
    """Values sorted, each once."""
    return tuple(sorted(set(values)))
