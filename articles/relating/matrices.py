"""Points between two countries by sector and by how they were put: agreed, pledged, asked and so on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from articles.models import Commitment, Sector, Telling
from articles.models.among import Among
from articles.models.commitments import CommitmentQuerySet, TellingQuerySet
from articles.models.kept import Kept, Slot
from articles.models.moments import AsKnown, Moment
from articles.models.public import Shown
from articles.relating import choosing
from articles.relating.pairs import SeenPair
from articles.vocabulary import Modality


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

    `last` is when each point, by its primary key, was told last, None where no date is known. `is_cut` says that there
    are more points than were looked through; `within` are the sectors of each, as far as it is in any.
    """

    put: tuple[tuple[Modality, int], ...]
    rows: tuple[SectorRow, ...]
    last: dict[int, date | None]
    within: dict[int, list[Sector]]
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


class _Told(NamedTuple):
    """A telling that counts: of which point, how, and on which day."""

    point: int
    modality: str
    day: date | None


def matrix(pair: SeenPair) -> Matrix:
    """The matrix of the points between two countries that had been told by the day, the sectors with most points first.

    Of very many points, those entered last are looked through, as many as the ledger looks through (`choosing.MOST`).
    """
    return matrices_of([pair])[0]


def matrices_of(pairs: Iterable[SeenPair]) -> list[Matrix]:
    """The same of several pairs: in which sectors the points are is asked of all at once."""
    found = [_ways(pair) for pair in pairs]
    within = _sectors_of({point for ways, _, _ in found for point in ways})
    matrices = []
    for ways, last, is_cut in found:
        counts = Counter(code for codes in ways.values() for code in codes)
        put = tuple((modality, counts[modality.value]) for modality in Modality if counts[modality.value])
        rows = _rows(ways, within, tuple(modality for modality, _ in put))
        matrices.append(Matrix(put, rows, last, within, is_cut))
    return matrices


def _ways(pair: SeenPair) -> tuple[dict[int, set[str]], dict[int, date | None], bool]:
    """How each point was put, when each was told last, and whether there are more than those looked through."""
    rows, held = _tellings(pair)
    looked_through = sorted(held, reverse=True)[: choosing.MOST]
    least = min(looked_through, default=0)
    ways: dict[int, set[str]] = {}
    last: dict[int, date | None] = {}
    for point, modality, day in rows:
        if point >= least:
            ways.setdefault(point, set()).add(modality)
            known = last.get(point)
            last[point] = day if known is None or (day is not None and day > known) else known
    return ways, last, len(held) > len(looked_through)


def told_by_then(pair: SeenPair, most: int) -> CommitmentQuerySet:
    """So many points between two countries that had been told by the day, those entered last first."""
    tellings: TellingQuerySet = Telling.objects.visible(pair.at)
    told = tellings.told_between(None, pair.until, pair.at) if pair.until else tellings
    rows: CommitmentQuerySet = Commitment.objects.latest_between(pair.one, pair.other, most, told)
    return rows


def _tellings(pair: SeenPair) -> tuple[list[_Told], set[int]]:
    """The tellings that everybody may read of and that had been told by the day, and the points of all."""
    rows = list(_PUT(choosing.MOST + 1, at=pair.at, **pair.codes))
    counts_bare = not isinstance(pair.at, AsKnown)
    told = [
        (point, modality, event, day, reported if is_read else None)
        for point, modality, event, day, reported, is_bare, is_read in rows
        if is_read or (is_bare and counts_bare)
    ]
    # Where both days are one, it does not matter which counts.
    seen = pair.readable({event for _, _, event, day, reported in told if day and day != reported})
    found = (
        _Told(point, modality, day if day and event in seen else reported)
        for point, modality, event, day, reported in told
    )
    until = pair.until
    return [row for row in found if until is None or row.day is None or row.day <= until], {row[0] for row in rows}


def _sectors_of(points: Iterable[int]) -> dict[int, list[Sector]]:
    """The sectors of points by their keys, as far as they are in any."""
    within: dict[int, list[Sector]] = {}
    sectors: dict[int, Sector] = {}
    for point, key, code, label in _WITHIN(keys=points):
        if key not in sectors:
            sectors[key] = Sector(pk=key, code=code, label=label)
        within.setdefault(point, []).append(sectors[key])
    return within


def _rows(
    ways: dict[int, set[str]], within: dict[int, list[Sector]], used: tuple[Modality, ...]
) -> tuple[SectorRow, ...]:
    """A row for each sector of the points, and one for those in none."""
    sectors: dict[int | None, Sector | None] = {None: None}
    totals: Counter[int | None] = Counter()
    cells: Counter[tuple[int | None, str]] = Counter()
    for point, modalities in ways.items():
        for sector in within.get(point) or (None,):
            place = sector.pk if sector else None
            sectors[place] = sector
            totals[place] += 1
            for modality in modalities:
                cells[place, modality] += 1
    rows = []
    for place, total in totals.items():
        row = tuple((modality, cells[place, modality.value]) for modality in used)
        rows.append(SectorRow(sectors[place], row, total))
    rows.sort(key=lambda row: (row.sector is None, -row.total, row.sector.label if row.sector else ""))
    return tuple(rows)


def _put(at: Moment, most: int) -> Any:
    """How the points of two were put: with the day of the occasion and that of the report, whoever may read of them;
    whether it was published without evidence, and whether everybody may read the report.
    """
    between = Commitment.objects.latest_between(Slot("one"), Slot("other"), most).values("pk")
    tellings = Telling.objects.filter(commitment__in=between).order_by()
    report = "passage__version__article"
    days = ("event__start_earliest", f"{report}__published_earliest")
    return tellings.values_list(
        "commitment", "modality", "event", *days, "without_evidence", Shown("article", at, report)
    )


def _within(at: Moment) -> Any:
    rows = choosing.Within.filter(Among("commitment", Slot("keys")))
    return rows.values_list("commitment", "sector", "sector__code", "sector__label")


_PUT, _WITHIN = Kept(_put), Kept(_within)
