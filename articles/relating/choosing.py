"""Which points a reader chooses from the ledger, and by what they can be narrowed further.

Whatever the archive holds, at most `MOST` points are looked through, those entered last first: so an answer costs
the same in a small archive and in a large one. `Chosen.is_cut` says that there are more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.db.models import Exists, OuterRef

from articles.models import Commitment, FollowUp, Passage, Telling
from articles.models.commitments import CommitmentQuerySet, TellingQuerySet
from articles.vocabulary import FollowUpKind

MOST = 500

From: Any = Commitment.from_countries.through.objects
To: Any = Commitment.to_countries.through.objects
Within: Any = Commitment.sectors.through.objects


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows the ledger by. Values of one kind are alternatives, kinds hold together.

    Modality, years and the day `until` speak of one and the same telling. `open_since` are years in which points were
    first told that no report held here tells the completion of.
    """

    modality: tuple[str, ...] = ()
    from_country: tuple[str, ...] = ()
    to_country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    open_since: tuple[int, ...] = ()
    pair: tuple[str, str] | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def without(self, name: str) -> Self:
        """The choice with one kind left open: what that kind is counted in."""
        return replace(self, **{name: ()})  # type: ignore[arg-type]

    def tellings(self) -> TellingQuerySet:
        """The tellings that count."""
        rows: TellingQuerySet = Telling.objects.visible().told_between(None, self.until)
        if self.modality:
            rows = rows.filter(modality__in=self.modality)
        return rows.filter(told_earliest__year__in=self.year) if self.year else rows  # type: ignore[misc]

    def points(self) -> CommitmentQuerySet:
        """The points, in no order."""
        rows: CommitmentQuerySet = Commitment.objects.all()
        for through, column, values in (
            (From, "country__in", self.from_country),
            (To, "country__in", self.to_country),
            (Within, "sector__code__in", self.sector),
        ):
            if values:
                rows = rows.filter(pk__in=through.filter(**{column: values}).values("commitment"))
        if self.pair:
            rows = rows.filter(pk__in=Commitment.objects.between(*self.pair).order_by().values("pk"))
        rows = rows.filter(Exists(self.tellings().filter(commitment=OuterRef("pk"))))
        return self._open(rows) if self.open_since else rows

    def _open(self, rows: CommitmentQuerySet) -> CommitmentQuerySet:
        told = Telling.objects.visible().dated().filter(commitment=OuterRef("pk"))
        done = follow_ups().filter(kind=FollowUpKind.COMPLETION, commitment=OuterRef("pk"))
        first = told.filter(told_earliest__isnull=False).order_by("told_earliest").values("told_earliest")[:1]
        return rows.filter(~Exists(done)).annotate(first_told=first).filter(first_told__year__in=self.open_since)


@dataclass(frozen=True, slots=True)
class Told:
    """When a point was told first, and when last, by whatever report, as far as known; how, and in which years, by
    the tellings that count; whether a report held here tells of its completion.
    """

    first: date | None
    last: date | None
    modalities: frozenset[str]
    years: frozenset[int]
    is_completed: bool


def follow_ups() -> Any:
    """What later reports that everybody may read tell of points."""
    return FollowUp.objects.filter(Exists(Passage.objects.visible().filter(pk=OuterRef("passage"))))


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one kind: its code, what readers call it, and how many points have it."""

    code: str
    label: str
    count: int


class Chosen:
    """The points of a choice, as far as they are looked through, and what is known of them all."""

    def __init__(self, choice: Choice, *, once: bool = False) -> None:
        """`once` where one thing is asked of them: they are then looked through as a part of that question."""
        self.choice = choice
        self.once = once

    @property
    def _within(self) -> Any:
        """The primary keys, or what finds them, for other questions."""
        return self.choice.points().order_by("-pk").values("pk")[:MOST] if self.once else self.pks

    @cached_property
    def _looked_through(self) -> list[int]:
        return list(self.choice.points().order_by("-pk").values_list("pk", flat=True)[: MOST + 1])

    @property
    def pks(self) -> list[int]:
        """Those entered last first."""
        return self._looked_through[:MOST]

    @property
    def is_cut(self) -> bool:
        return len(self._looked_through) > MOST

    @cached_property
    def told(self) -> dict[int, Told]:
        """How and when each was told, with what later reports tell of it, by primary key."""
        tellings = Telling.objects.visible().told_between(None, self.choice.until).filter(commitment__in=self._within)
        reported = "passage__version__article__published_earliest"
        later = follow_ups().filter(commitment__in=self._within).values_list("commitment", "kind", reported)
        grouped: dict[int, tuple[list[Any], list[Any]]] = {}
        for point, *row in tellings.order_by().values_list("commitment", "modality", "told_earliest"):
            grouped.setdefault(point, ([], []))[0].append(row)
        for point, *row in later:
            grouped[point][1].append(row)
        return {point: _told(self.choice, *found) for point, found in grouped.items()}

    def values(self, name: str) -> list[Value]:
        """How many points have each value of one kind, whatever is chosen of that kind, most points first."""
        choice = self.choice.without(name)
        whole = self if choice == self.choice else Chosen(choice, once=True)
        if name in _THROUGH:
            through, code, label = _THROUGH[name]
            rows = Counter(through.filter(commitment__in=whole._within).values_list(code, label))
            return [Value(code, label, number) for (code, label), number in rows.most_common()]
        counts = Counter(value for told in whole.told.values() for value in _own(told, name))
        return [Value(str(value), str(value), number) for value, number in counts.most_common()]


_THROUGH = {
    "from_country": (From, "country", "country__name"),
    "to_country": (To, "country", "country__name"),
    "sector": (Within, "sector__code", "sector__label"),
}


def _own(told: Told, name: str) -> Iterable[Any]:
    """The values that one point has of a kind that its tellings tell."""
    if name == "modality":
        return told.modalities
    if name == "year":
        return told.years
    return (told.first.year,) if told.first and not told.is_completed else ()


def _told(choice: Choice, tellings: list[tuple[str, date | None]], later: list[tuple[str, date | None]]) -> Told:
    known = sorted(day for _, day in tellings if day)
    again = sorted([*known, *(day for _, day in later if day)])
    counting = [
        (modality, day)
        for modality, day in tellings
        if (not choice.modality or modality in choice.modality)
        and (not choice.year or (day is not None and day.year in choice.year))
    ]
    return Told(
        first=known[0] if known else None,
        last=again[-1] if again else None,
        modalities=frozenset(modality for modality, _ in counting),
        years=frozenset(day.year for _, day in counting if day),
        is_completed=any(kind == FollowUpKind.COMPLETION for kind, _ in later),
    )
