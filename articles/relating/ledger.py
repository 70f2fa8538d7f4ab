"""Commitments by how they were put: agreed, pledged, asked and so on, each with the tellings that put it so.

A point told in two ways stands under both, and under each only with its own tellings.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from articles.dates import Span
from articles.models import Commitment, Sector, Telling
from articles.models.commitments import CommitmentQuerySet, TellingQuerySet
from articles.vocabulary import Modality


@dataclass(frozen=True, slots=True)
class Point:
    """A commitment with tellings of it, and the other ways in which it was told."""

    commitment: Commitment
    tellings: tuple[Telling, ...]
    also: tuple[Modality, ...] = ()

    @property
    def ways(self) -> list[tuple[Modality, int]]:
        """How it was put, in the vocabulary's order, and how many times."""
        counts = Counter(telling.modality for telling in self.tellings)
        return [(modality, counts[modality]) for modality in Modality if counts[modality]]

    @property
    def is_mutual(self) -> bool:
        """Whether the same countries are on both ends."""
        ends = (self.commitment.from_countries.all(), self.commitment.to_countries.all())
        givers, takers = ({country.pk for country in end} for end in ends)
        return givers == takers


@dataclass(frozen=True, slots=True)
class Section:
    """The points put in one way."""

    modality: Modality
    points: tuple[Point, ...]


def told_on(telling: Telling) -> Span | None:
    """When it was told: the day of the occasion, else of the report; None where neither is known."""
    if telling.event and telling.event.start:
        span: Span | None = telling.event.start
        return span
    return telling.passage.version.article.published if telling.passage else None


def told_by(telling: Telling, day: date | None) -> bool:
    """Whether it may have been told by the end of a day; always, where no day is given."""
    span = told_on(telling)
    return day is None or span is None or span.touches(None, day)


def by_modality(
    commitments: Iterable[Commitment], keep: Callable[[Telling], bool] = lambda telling: True
) -> tuple[Section, ...]:
    """The points of `told()` commitments under each modality, in the order of the vocabulary.

    `keep` says which of their tellings count; a point without any is left out.
    """
    found: dict[Modality, list[Point]] = {modality: [] for modality in Modality}
    for commitment in commitments:
        ways: dict[Modality, list[Telling]] = {}
        for telling in commitment.tellings.all():
            if keep(telling):
                ways.setdefault(Modality(telling.modality), []).append(telling)
        for modality, tellings in ways.items():
            also = tuple(other for other in Modality if other in ways and other is not modality)
            found[modality].append(Point(commitment, tuple(tellings), also))
    return tuple(Section(modality, tuple(points)) for modality, points in found.items() if points)


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector with how many points were put in each way, in the vocabulary's order; `sector` None: in no sector."""

    sector: Sector | None
    counts: tuple[tuple[Modality, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Points by sector and by how they were put. A point in two sectors, or put in two ways, counts in each.

    `last` is when each point, by its primary key, was told last, None where no date is known.
    """

    put: tuple[tuple[Modality, int], ...]
    rows: tuple[SectorRow, ...]
    last: dict[int, date | None]

    @property
    def total(self) -> int:
        return len(self.last)

    @property
    def modalities(self) -> tuple[Modality, ...]:
        """The ways in which any of them was put, in the vocabulary's order."""
        return tuple(modality for modality, _ in self.put)

    @property
    def latest(self) -> list[int]:
        """The points, those told last first."""
        return sorted(self.last, key=lambda pk: (self.last[pk] or date.min, pk), reverse=True)


def matrix(commitments: CommitmentQuerySet, tellings: TellingQuerySet) -> Matrix:
    """The matrix of those of the points that some of the tellings are of, the sectors with most points first.

    The tellings are from `told_between()`.
    """
    cells: dict[int | None, dict[Modality, set[int]]] = {}
    points: dict[Modality, set[int]] = {}
    last: dict[int, date | None] = {}
    told = tellings.filter(commitment__in=commitments.order_by().values("pk")).order_by()
    columns = ("commitment__sectors", "modality", "commitment", "told_earliest")
    for sector, code, point, day in told.values_list(*columns).distinct():
        modality = Modality(code)
        cells.setdefault(sector, {}).setdefault(modality, set()).add(point)
        points.setdefault(modality, set()).add(point)
        last[point] = max(filter(None, (last.get(point), day)), default=None)
    used = tuple(modality for modality in Modality if modality in points)
    sectors = Sector.objects.in_bulk([pk for pk in cells if pk is not None])
    found = [_sector_row(None if pk is None else sectors[pk], used, ways) for pk, ways in cells.items()]
    found.sort(key=lambda row: (row.sector is None, -row.total, row.sector.label if row.sector else ""))
    return Matrix(tuple((modality, len(points[modality])) for modality in used), tuple(found), last)


def _sector_row(sector: Sector | None, used: Iterable[Modality], ways: dict[Modality, set[int]]) -> SectorRow:
    counts = tuple((modality, len(ways.get(modality, ()))) for modality in used)
    return SectorRow(sector, counts, len(set().union(*ways.values())))
