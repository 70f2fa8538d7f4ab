"""Which points are of a choice: found along indexes of the database, those entered last first.

A walk goes from the newest key on and stops where there are enough points. So it costs the same in a small archive and
in a large one; what is told of a time that few points are told of is looked up by its dates first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, Self

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Commitment, FollowUp, PartnershipEvent, Passage, Telling
from articles.models.commitments import TellingQuerySet, ties_between
from articles.models.moments import Moment
from articles.vocabulary import FollowUpKind

From: Any = Commitment.from_countries.through._default_manager
To: Any = Commitment.to_countries.through._default_manager
Within: Any = Commitment.sectors.through._default_manager

FEW = 2_000
"""Of so many points each can be asked when it was told; of more, those told in a time are looked up first."""
MOST_EARLY = 8
"""Where at least one event in so many lies before a day, the points told by then are met on the way."""
MOST_WALKS = 3
"""Of more alternatives than these the points are gathered by one question."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows the ledger by. Values of one kind are alternatives, kinds hold together.

    Modality, years and the day `until` speak of one and the same telling. `open_since` are years in which points were
    first told that no report held here, of those by `until`, tells the completion of. `at` is what `visible(at)` takes:
    with what had been published by a day only what that tells counts.
    """

    modality: tuple[str, ...] = ()
    from_country: tuple[str, ...] = ()
    to_country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    open_since: tuple[int, ...] = ()
    pair: tuple[str, str] | None = None
    until: date | None = None
    at: Moment | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def without(self, name: str) -> Self:
        """The choice with one kind left open: what that kind is counted in."""
        return replace(self, **{name: ()})  # type: ignore[arg-type]

    @property
    def is_timed(self) -> bool:
        return bool(self.year or self.open_since or self.until)

    def tellings(self) -> TellingQuerySet:
        """The tellings that count."""
        rows: TellingQuerySet = Telling.objects.all()
        if self.modality:
            rows = rows.filter(modality__in=self.modality)
        if self.year:  # before all else: fewest are of the year
            rows = rows.dated(self.at).filter(_any(Q(told_earliest__range=_days(year)) for year in self.year))
        rows = rows.visible(self.at)
        return rows.told_between(None, self.until, self.at) if self.until else rows

    def completions(self) -> Any:
        """The reports of a completion that count; those without a date do on every day."""
        rows = follow_ups(self.at).filter(kind=FollowUpKind.COMPLETION)
        if not self.until:
            return rows
        published = "passage__version__article__published_earliest"
        return rows.filter(Q((f"{published}__lte", self.until)) | Q((published, None)))


@dataclass(frozen=True, slots=True)
class Walk:
    """Rows to go along, the name of the point in them, and whether a point may stand in several of them."""

    rows: Any
    point: str
    repeats: bool = False

    @property
    def _of(self) -> dict[str, OuterRef]:
        return {"commitment": OuterRef(self.point)}

    def that(self, *conditions: Any, **named: Any) -> Self:
        """The walk past those points only for which conditions hold."""
        return replace(self, rows=self.rows.filter(*conditions, **named))

    def tied(self, tie: "Tie") -> Self:
        return self.that(Exists(tie.rows.filter(tie.condition, **self._of)))

    def told(self, choice: Choice) -> Self:
        """Past those points that everybody may read, by the tellings that count."""
        counts = choice.modality or choice.year or choice.until or not choice.open_since
        walk = self.that(Exists(choice.tellings().filter(**self._of))) if counts else self
        if not choice.open_since:
            return walk
        walk = walk.that(~Exists(choice.completions().filter(**self._of)))
        told = Telling.objects.dated(choice.at).filter(**self._of)
        first = (  # by the day before by who may read it: that costs less, and most have been told earlier
            ~Q(Exists(told.filter(told_earliest__lt=_days(year)[0]).visible(choice.at)))
            & Q(Exists(told.filter(told_earliest__range=_days(year)).visible(choice.at)))
            for year in choice.open_since
        )
        return walk.that(_any(first))

    def keys(self, most: int) -> Any:
        """A query for the greatest keys."""
        found = self.rows.order_by(f"-{self.point}").values_list(self.point, flat=True)
        return (found.distinct() if self.repeats else found)[:most]


class Tie(NamedTuple):
    """Points by their tie to one of some values: the rows that tie them, and the column of the values."""

    rows: Any
    column: str
    values: tuple[str, ...]

    @property
    def condition(self) -> Q:
        return Q((f"{self.column}__in", self.values))

    def walks(self) -> list[Walk]:
        if len(self.values) > MOST_WALKS:
            return [Walk(self.rows.filter(self.condition), "commitment", repeats=True)]
        return [Walk(self.rows.filter(**{self.column: value}), "commitment") for value in self.values]


class Finder:
    """Finds the points of choices next to each other. How many points a value has it asks once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}

    def points(self, choice: Choice, most: int) -> Any:
        """A query for the keys of the points entered last, so many at most, the greatest first."""
        walks = [walk.told(choice) for walk in self._walks(choice)]
        if len(walks) == 1:
            return walks[0].keys(most)
        found = reduce(or_, (Q(pk__in=walk.keys(most)) for walk in walks))
        return Commitment.objects.filter(found).order_by("-pk").values_list("pk", flat=True)[:most]

    def _walks(self, choice: Choice) -> list[Walk]:
        ties = [
            Tie(rows, column, values)
            for rows, column, values in (
                (From, "country", choice.from_country),
                (To, "country", choice.to_country),
                (Within, "sector__code", choice.sector),
            )
            if values
        ]
        number = FEW + 1
        if choice.pair:
            walks, number = self._between(*choice.pair), FEW
        elif ties:
            if choice.is_timed or len(ties) > 1:
                ties.sort(key=self._number)
                number = self._number(ties[0])
            walks = ties.pop(0).walks()
        else:
            walks = [Walk(Commitment.objects.all(), "pk")]
        for tie in ties:
            walks = [walk.tied(tie) for walk in walks]
        told = _told_in_time(choice) if choice.is_timed and number > FEW else None
        return walks if told is None else [walk.that(**{f"{walk.point}__in": told}) for walk in walks]

    def _between(self, one: str, other: str) -> list[Walk]:
        """The points from one country to the other, and back, and of nobody else: along the ties of the rarer one."""
        ties = sorted((Tie(From, "country", (code,)) for code in (one, other)), key=self._number)
        (rarer,), (other,) = (tie.values for tie in ties)
        return [Walk(rows, "commitment") for rows in ties_between(rarer, other)]

    def _number(self, tie: Tie) -> int:
        """How many points have a tie, as far as these are few."""
        key = (tie.rows.model._meta.db_table, *tie.values)
        if key not in self._numbers:
            self._numbers[key] = tie.rows.filter(tie.condition).order_by()[: FEW + 1].count()
        return self._numbers[key]


def _told_in_time(choice: Choice) -> Any:
    """The points with an occasion or a report in the years asked for, or by the day; None where most may have one."""
    years = choice.year or choice.open_since
    if years:
        spans = [_days(year) for year in years]
        in_time = _any(Q(start_earliest__range=span) for span in spans)
        reported = _any(Q(published_earliest__range=span) for span in spans)
    else:
        in_time = Q(start_earliest__lte=choice.until)
        reported = Q(published_earliest__lte=choice.until) | Q(published_earliest=None)
        reported |= Q(pk__in=Article.objects.hidden())  # their dates are told to nobody
        if PartnershipEvent.objects.filter(in_time).count() * MOST_EARLY > PartnershipEvent.objects.count():
            return None
    passages = Passage.objects.filter(version__article__in=Article.objects.filter(reported))
    told = Q(event__in=PartnershipEvent.objects.filter(in_time)) | Q(passage__in=passages)
    if not years:
        told |= Q(passage=None)
    return Telling.objects.filter(told).values("commitment")


def _days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def follow_ups(at: Moment | None = None) -> Any:
    """What later reports that everybody may read tell of points."""
    return FollowUp.objects.filter(Exists(Passage.objects.visible(at).filter(pk=OuterRef("passage"))))
