"""A document: the texts and values of one row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

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
    def of(
        cls,
        earliest: date | None,
        latest: date | None,
        end_earliest: date | None = None,
        end_latest: date | None = None,
    ) -> "Dates":
        """From the columns of the span in which it began, and of that in which it ended, where there is one."""
        if earliest is None and latest is None:
            return cls()
        return cls(earliest, latest, latest if end_earliest is None and end_latest is None else end_latest)

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


def facets(named: Mapping[str, Iterable[str | None]]) -> dict[str, tuple[str, ...]]:
    """The values of each facet that has any, in small letters, sorted, each once."""
    known = {facet: {value.lower() for value in named[facet] if value} for facet in FACETS if facet in named}
    return {facet: tuple(sorted(values)) for facet, values in known.items() if values}
