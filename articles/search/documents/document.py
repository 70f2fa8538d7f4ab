"""A document: the texts and values of one row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from articles.dates import Span
from articles.search.fields import FACETS
from articles.search.results import DocumentType


@dataclass(frozen=True, slots=True)
class Dates:
    """When: between `earliest` and `latest` it began (for sorting and the histogram), and `until` it lasted.

    All None is undated; otherwise None is an open side.
    """

    earliest: date | None = None
    latest: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, start: Span | None, end: Span | None = None) -> "Dates":
        """From the span of the start and that of the end, as the models keep them."""
        if start is None:
            return cls()
        return cls(start.earliest, start.latest, end.latest if end else start.latest)

    def __bool__(self) -> bool:
        return self.earliest is not None or self.latest is not None

    def touch(self, first: date | None, last: date | None) -> bool:
        """Whether some day of it lies between two days, both included; what is undated never does."""
        if not self:
            return False
        return not (
            (last is not None and self.earliest is not None and self.earliest > last)
            or (first is not None and self.until is not None and self.until < first)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a document without its texts: whose it is, its facet values, its dates.

    `occasions` are the dates of the events that it tells of.
    """

    type: DocumentType
    pk: int
    slug: str
    facets: Mapping[str, tuple[str, ...]]
    dates: Dates = Dates()
    occasions: tuple[Dates, ...] = ()


@dataclass(frozen=True, slots=True)
class Document(Entry):
    """An entry with its texts; `lead` is the paragraph (from 1) to show where nothing is asked of the text."""

    title: str = ""
    dateline: str = ""
    paragraphs: tuple[str, ...] = field(default=())
    lead: int = 1

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


class Values:
    """Gathers the facet values of a document."""

    def __init__(self) -> None:
        self.gathered: dict[str, set[str]] = {facet: set() for facet in FACETS}

    def add(self, facet: str, *values: str | None) -> None:
        self.gathered[facet].update(value.lower() for value in values if value)

    def update(self, facet: str, values: Iterable[str | None]) -> None:
        self.add(facet, *values)

    def facets(self) -> dict[str, tuple[str, ...]]:
        """The values of each facet that has any, sorted."""
        return {facet: tuple(sorted(values)) for facet, values in self.gathered.items() if values}
