"""Which points a reader chooses from the ledger, and by what they can be narrowed further.

Whatever the archive holds, at most `MOST` points are looked through, those entered last first: so an answer costs
the same in a small archive and in a large one. `Chosen.is_cut` says that there are more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from articles.models import Telling
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating.walking import Choice, Finder, From, To, Within, follow_ups
from articles.vocabulary import FollowUpKind

MOST = 500


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


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one kind: its code, what readers call it, and how many points have it."""

    code: str
    label: str
    count: int


class Chosen:
    """The points of a choice, as far as they are looked through, and what is known of them all."""

    def __init__(self, choice: Choice, finder: Finder | None = None) -> None:
        self.choice = choice
        self._finder = finder or Finder()
        self._tied: dict[str, dict[int, list[tuple[str, str]]]] = {}

    @cached_property
    def _looked_through(self) -> list[int]:
        return list(self._finder.points(self.choice, MOST + 1))

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
        until = self.choice.until
        grouped: dict[int, tuple[list[Any], list[Any]]] = {}
        for point, *row in _TELLINGS(until is not None, keys=self.pks, until=until):
            grouped.setdefault(point, ([], []))[0].append(row)
        for point, kind, day in _LATER(keys=self.pks):
            if point in grouped and (until is None or day is None or day <= until):
                grouped[point][1].append((kind, day))
        return {point: _told(self.choice, *found) for point, found in grouped.items()}

    def tied(self, name: str) -> dict[int, list[tuple[str, str]]]:
        """Code and label of what each point is tied to: `from_country`, `to_country` or `sector`; as they are named."""
        if name not in self._tied:
            found: dict[int, list[tuple[str, str]]] = {}
            for point, code, label in _TIED(name, keys=self.pks):
                found.setdefault(point, []).append((code, label))
            self._tied[name] = found
        return self._tied[name]

    def values(self, name: str) -> list[Value]:
        """How many points have each value of one kind, whatever is chosen of that kind, most points first."""
        choice = self.choice.without(name)
        is_own = choice == self.choice
        if name in _THROUGH:
            through, code, label = _THROUGH[name]
            if is_own:
                rows = Counter(value for values in self.tied(name).values() for value in values)
            else:
                within = self._finder.points(choice, MOST)
                rows = Counter(through.filter(commitment__in=within).values_list(code, label))
            return [Value(code, label, number) for (code, label), number in rows.most_common()]
        whole = self if is_own else Chosen(choice, self._finder)
        counts = Counter(value for told in whole.told.values() for value in _own(told, name))
        return [Value(str(value), str(value), number) for value, number in counts.most_common()]


_THROUGH = {
    "from_country": (From, "country", "country__name"),
    "to_country": (To, "country", "country__name"),
    "sector": (Within, "sector__code", "sector__label"),
}


def _tellings(at: Moment, by_then: bool) -> Any:
    rows = Telling.objects.filter(Among("commitment", Slot("keys"))).visible(at)
    rows = rows.told_between(None, Slot("until") if by_then else None, at)
    return rows.order_by().values_list("commitment", "modality", "told_earliest")


def _later(at: Moment) -> Any:
    rows = follow_ups(at).filter(Among("commitment", Slot("keys"))).order_by()
    return rows.values_list("commitment", "kind", "passage__version__article__published_earliest")


def _tied(at: Moment, name: str) -> Any:
    through, code, label = _THROUGH[name]
    return through.filter(Among("commitment", Slot("keys"))).order_by(label).values_list("commitment", code, label)


_TELLINGS, _LATER, _TIED = Kept(_tellings), Kept(_later), Kept(_tied)


def _own(told: Told, name: str) -> Iterable[Any]:
    """The values that one point has of a kind that its tellings tell."""
    if name == "modality":
        return told.modalities
    if name == "year":
        return told.years
    return (told.first.year,) if told.first and not told.is_completed else ()


def _told(choice: Choice, tellings: list[tuple[str, date | None]], later: list[tuple[str, date | None]]) -> Told:
    counting = [
        (modality, day)
        for modality, day in tellings
        if (not choice.modality or modality in choice.modality)
        and (not choice.year or (day is not None and day.year in choice.year))
    ]
    return Told(
        first=min((day for _, day in tellings if day), default=None),
        last=max((day for _, day in (*tellings, *later) if day), default=None),
        modalities=frozenset(modality for modality, _ in counting),
        years=frozenset(day.year for _, day in counting if day),
        is_completed=any(kind == FollowUpKind.COMPLETION for kind, _ in later),
    )
