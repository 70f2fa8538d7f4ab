"""Which points a reader chooses from the ledger, and by what they can be narrowed further.

Whatever the archive holds, at most `MOST` points are looked through, those entered last first: so an answer costs
the same in a small archive and in a large one. `Chosen.is_cut` says that there are more.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from articles.dates import Span
from articles.models import Telling
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.models.spans import PARTS, span_of
from articles.relating.ledger import last_of
from articles.relating.walking import Choice, Finder, From, To, Within, follow_ups
from articles.vocabulary import FollowUpKind

MOST = 300


@dataclass(frozen=True, slots=True)
class Told:
    """When a point was told first, and when last, by whatever report, as far as known; whether a report held here tells
    of its completion; and the date of the last of the later reports on it.
    """

    first: date | None
    last: date | None
    is_completed: bool
    followed: Span | None = None


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
    def _tellings(self) -> list[tuple[int, str, date | None]]:
        """Of each telling by the day: of which point, how, and when."""
        until = self.choice.until
        return list(_TELLINGS(until is not None, at=self.choice.at, keys=self.pks, until=until))

    @cached_property
    def told(self) -> dict[int, Told]:
        """When each was told, with what later reports tell of it, by primary key."""
        until = self.choice.until
        days: dict[int, list[date]] = {}
        for point, _, day in self._tellings:
            held = days.setdefault(point, [])
            if day:
                held.append(day)
        first = {point: min(held, default=None) for point, held in days.items()}
        completed = set()
        followed: dict[int, Span | None] = {}
        for point, kind, *published in _LATER(at=self.choice.at, keys=days):
            span = span_of(*published)
            day = span.earliest if span else None
            if until is None or day is None or day <= until:
                followed[point] = last_of((followed.get(point), span))
                if kind == FollowUpKind.COMPLETION:
                    completed.add(point)
                if day:
                    days[point].append(day)
        return {
            point: Told(first[point], max(held, default=None), point in completed, followed.get(point))
            for point, held in days.items()
        }

    def _ways(self, name: str) -> set[tuple[int, str]]:
        """Each point with each `modality`, or `year`, of the tellings that count."""
        ways, years = self.choice.modality, self.choice.year
        counting = [
            row
            for row in self._tellings
            if (not ways or row[1] in ways) and (not years or (row[2] is not None and row[2].year in years))
        ]
        if name == "modality":
            return {(point, way) for point, way, _ in counting}
        return {(point, str(day.year)) for point, _, day in counting if day}

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
        if name == "open_since":
            found = [str(told.first.year) for told in whole.told.values() if told.first and not told.is_completed]
        else:
            found = [value for _, value in whole._ways(name)]
        return [Value(value, value, number) for value, number in Counter(found).most_common()]


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
    published = (f"passage__version__article__published_{part}" for part in PARTS)
    return rows.values_list("commitment", "kind", *published)


def _tied(at: Moment, name: str) -> Any:
    through, code, label = _THROUGH[name]
    return through.filter(Among("commitment", Slot("keys"))).order_by(label).values_list("commitment", code, label)


_TELLINGS, _LATER, _TIED = Kept(_tellings), Kept(_later), Kept(_tied)
