"""Commitments by how they were put: agreed, pledged, asked and so on, each with the tellings that put it so.

A point told in two ways stands under both, and under each only with its own tellings.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from articles.dates import Span
from articles.models import Commitment, Country, PartnershipEvent, Passage, Sector, Telling
from articles.models.commitments import CommitmentQuerySet, TellingQuerySet
from articles.models.public import Shown
from articles.relating import choosing
from articles.relating.pairs import SeenPair
from articles.vocabulary import Modality

_REPORTED = "passage__version__article__published_earliest"


@dataclass(frozen=True, slots=True)
class Point:
    """A commitment with tellings of it, and the other ways in which it was told."""

    commitment: Commitment
    tellings: tuple[Telling, ...]
    also: tuple[Modality, ...] = ()
    ends: tuple[tuple[Country, ...], tuple[Country, ...]] | None = None
    """From whom and to whom, where that is at hand otherwise than with the commitment."""

    @property
    def givers(self) -> tuple[Country, ...]:
        return self.ends[0] if self.ends else tuple(self.commitment.from_countries.all())

    @property
    def takers(self) -> tuple[Country, ...]:
        return self.ends[1] if self.ends else tuple(self.commitment.to_countries.all())

    @property
    def last(self) -> date | None:
        """The first day of when it was told last, by these tellings."""
        return max((span.earliest for row in self.tellings if (span := told_on(row)) and span.earliest), default=None)

    @property
    def ways(self) -> list[tuple[Modality, int]]:
        """How it was put, in the vocabulary's order, and how many times."""
        counts = Counter(telling.modality for telling in self.tellings)
        return [(modality, counts[modality]) for modality in Modality if counts[modality]]

    @property
    def is_mutual(self) -> bool:
        """Whether the same countries are on both ends."""
        return {country.pk for country in self.givers} == {country.pk for country in self.takers}


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

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """Code and label of each way, and how many points as they are written; empty where there is none."""
        return [(way.value, str(way.label), str(count) if count else "") for way, count in self.counts]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Points by sector and by how they were put. A point in two sectors, or put in two ways, counts in each.

    `last` is when each point, by its primary key, was told last, None where no date is known, with occasions that not
    everybody may read of: good to choose by, not to be shown. `is_cut` says that there are more points than were looked
    through.
    """

    put: tuple[tuple[Modality, int], ...]
    rows: tuple[SectorRow, ...]
    last: dict[int, date | None]
    is_cut: bool = False

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


def matrix(pair: SeenPair) -> Matrix:
    """The matrix of the points between two countries that had been told by the day, the sectors with most points first.

    Of very many points, those entered last are looked through, as many as the ledger looks through (`choosing.MOST`).
    """
    between = Commitment.objects.between(pair.one, pair.other).order_by("-pk")
    told = Telling.objects.filter(commitment__in=between.values("pk")[: choosing.MOST + 1]).order_by()
    if pair.until is not None:
        told = told.dated(pair.at)
    else:  # whether everybody may read of the occasion is then asked of the points told last only
        told = told.annotate(told_earliest=Coalesce(F("event__start_earliest"), F(_REPORTED)))
    rows = list(told.values_list("commitment", "modality", "told_earliest", Shown("telling", pair.at)))
    held = sorted({point for point, _, _, _ in rows}, reverse=True)
    looked_through = held[: choosing.MOST]
    least = min(looked_through, default=0)
    ways: dict[int, set[Modality]] = {}
    last: dict[int, date | None] = {}
    for point, code, day, is_shown in rows:
        if is_shown and point >= least and (pair.until is None or day is None or day <= pair.until):
            ways.setdefault(point, set()).add(Modality(code))
            last[point] = max(filter(None, (last.get(point), day)), default=None)
    counts = Counter(modality for modalities in ways.values() for modality in modalities)
    put = tuple((modality, counts[modality]) for modality in Modality if counts[modality])
    used = tuple(modality for modality, _ in put)
    return Matrix(put, _rows(ways, used), last, is_cut=len(held) > len(looked_through))


def _rows(ways: dict[int, set[Modality]], used: tuple[Modality, ...]) -> tuple[SectorRow, ...]:
    """A row for each sector of the points, and one for those in none."""
    within: dict[int, list[int]] = {}
    sectors: dict[int, Sector] = {}
    columns = ("commitment", "sector", "sector__code", "sector__label")
    for point, key, code, label in choosing.Within.filter(commitment__in=ways).values_list(*columns):
        within.setdefault(point, []).append(key)
        if key not in sectors:
            sectors[key] = Sector(pk=key, code=code, label=label)
    cells: dict[int | None, list[Modality]] = {}
    totals: Counter[int | None] = Counter()
    for point, modalities in ways.items():
        for place in within.get(point) or (None,):
            cells.setdefault(place, []).extend(modalities)
            totals[place] += 1
    rows = []
    for place, put in cells.items():
        counts = Counter(put)
        row = tuple((modality, counts[modality]) for modality in used)
        rows.append(SectorRow(None if place is None else sectors[place], row, totals[place]))
    rows.sort(key=lambda row: (row.sector is None, -row.total, row.sector.label if row.sector else ""))
    return tuple(rows)


def told_by_then(pair: SeenPair) -> CommitmentQuerySet:
    """The points between two countries that had been told by the day."""
    tellings: TellingQuerySet = Telling.objects.visible(pair.at)
    told = tellings.told_between(None, pair.until, pair.at) if pair.until else tellings
    rows: CommitmentQuerySet = Commitment.objects.between(pair.one, pair.other)
    return rows.filter(Exists(told.filter(commitment=OuterRef("pk"))))


def told_of(keys: Iterable[int], pair: SeenPair) -> dict[int, list[Telling]]:
    """The tellings of points by the end of the day, in their order: with speaker, and with the occasion and the passage
    where everybody may read of them; agencies of the passages are still to be asked for (`signed()`).
    """
    events = PartnershipEvent.objects.visible(pair.at).filter(pk=OuterRef("event"))
    passages = Passage.objects.visible(pair.at).filter(pk=OuterRef("passage"))
    rows = Telling.objects.visible(pair.at).filter(commitment__in=keys).in_order()
    rows = rows.annotate(is_event_shown=Exists(events), is_passage_shown=Exists(passages))
    found: dict[int, list[Telling]] = {}
    for row in rows.select_related("speaker", "event", "passage__version__article").defer("passage__version__body"):
        row.event = row.event if row.is_event_shown else None
        row.passage = row.passage if row.is_passage_shown else None
        if told_by(row, pair.until):
            found.setdefault(row.commitment_id, []).append(row)
    return found
