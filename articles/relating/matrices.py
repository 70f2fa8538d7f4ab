"""Points between two countries by sector and by how they were put: agreed, pledged, asked and so on."""

from collections import Counter
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
from articles.relating.pairs import SeenPair, readable
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
    are more points than were looked through.
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


class _Told(NamedTuple):
    """A telling that counts: of which point, how, and on which day."""

    point: int
    modality: str
    day: date | None


def matrix(pair: SeenPair) -> Matrix:
    """The matrix of the points between two countries that had been told by the day, the sectors with most points first.

    Of very many points, those entered last are looked through, as many as the ledger looks through (`choosing.MOST`).
    """
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
    counts = Counter(code for codes in ways.values() for code in codes)
    put = tuple((modality, counts[modality.value]) for modality in Modality if counts[modality.value])
    used = tuple(modality for modality, _ in put)
    return Matrix(put, _rows(ways, used), last, is_cut=len(held) > len(looked_through))


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
    seen = set(readable({event for _, _, event, day, reported in told if day and day != reported}, pair.at))
    found = (
        _Told(point, modality, day if day and event in seen else reported)
        for point, modality, event, day, reported in told
    )
    until = pair.until
    return [row for row in found if until is None or row.day is None or row.day <= until], {row[0] for row in rows}


def _rows(ways: dict[int, set[str]], used: tuple[Modality, ...]) -> tuple[SectorRow, ...]:
    """A row for each sector of the points, and one for those in none."""
    within: dict[int, list[int]] = {}
    sectors: dict[int, Sector] = {}
    for point, key, code, label in _WITHIN(keys=ways):
        within.setdefault(point, []).append(key)
        if key not in sectors:
            sectors[key] = Sector(pk=key, code=code, label=label)
    places = [(place, modalities) for point, modalities in ways.items() for place in within.get(point) or (None,)]
    cells = Counter((place, modality) for place, modalities in places for modality in modalities)
    rows = []
    for place, total in Counter(place for place, _ in places).items():
        row = tuple((modality, cells[place, modality.value]) for modality in used)
        rows.append(SectorRow(None if place is None else sectors[place], row, total))
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
