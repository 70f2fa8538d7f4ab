"""Which points a reader chooses from the ledger, and by what they can be narrowed further.

Whatever the archive holds, at most `MOST` points are looked through, those entered last first: so an answer costs
the same in a small archive and in a large one. `Chosen.is_cut` says that there are more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models import Value as Said

from articles.dates import Span
from articles.models import Commitment, FollowUp, Passage, Telling
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.models.spans import PARTS, span_of
from articles.relating.ledger import last_of
from articles.relating.walking import Choice, Finder
from articles.vocabulary import FollowUpKind

From: Any = Commitment.from_countries.through._default_manager
To: Any = Commitment.to_countries.through._default_manager
Within: Any = Commitment.sectors.through._default_manager

MOST = 300
AT_ONCE = 320
"""So many points that may be of a choice are read first."""
ENOUGH = 480
"""When what is told of so many points has been read, no more are for what only the counts beside the list are of."""
MARGIN = 32
"""So many more are read than it should take to find what is missing."""


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
    """The points of a choice, as far as they are looked through, and what is known of them all.

    What narrows it further is counted in the choice with that kind left open. These choices have most of their points
    in common: what is told of a point is read once.
    """

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self._tellings: dict[int, list[tuple[str, date | None]]] = {}
        self._dated: set[int] = set()
        self._partly: set[str] = set()
        self._later: dict[int, list[tuple[str, Span | None]]] = {}

    @cached_property
    def _choices(self) -> dict[str, Choice]:
        """The choice, by the name `""`, and with each kind left open that is chosen."""
        chosen = (name for name in (*_TOLD, *_THROUGH) if getattr(self.choice, name))
        return {"": self.choice} | {name: self.choice.without(name) for name in chosen}

    @cached_property
    def _found(self) -> dict[str, list[int]]:
        """The points of these, of each a few more than are looked through."""
        choices = self._choices
        finder, found = Finder(self.choice), {name: list[int]() for name in choices}
        below: dict[str, int | None] = dict.fromkeys(choices)
        most = AT_ONCE * (4 if self.choice.is_dated else 1)
        while below:
            mosts = {name: min(most, ENOUGH) if name else most for name in below}
            rows = finder.points({name: (choices[name], key, mosts[name]) for name, key in below.items()})
            for part in _parts(rows, found):
                wanted = {name: keys for name, keys in part.items() if not name or len(self._tellings) < ENOUGH}
                self._partly |= part.keys() - wanted.keys()
                if not wanted:
                    break
                self._read(wanted)
                for name, keys in wanted.items():
                    found[name] += [point for point in keys if self._is_of(point, choices[name])]
            below = {
                name: keys[-1] for name, keys in rows.items() if len(keys) == mosts[name] and len(found[name]) <= MOST
            }
            below = {name: key for name, key in below.items() if name not in self._partly}
            most *= 2
        return found

    def _read(self, rows: Mapping[str, list[int]]) -> None:
        """What everybody may read of points that may be of the choices; when, where that matters."""
        every = {point for keys in rows.values() for point in keys}
        dated = (every if self.choice.is_dated else set(rows.get("", ()))) - self._dated
        plain = every - dated - self._tellings.keys()
        for keys, is_dated in ((dated, True), (plain, False)):
            self._tellings |= {point: [] for point in keys}
            for point, modality, *day in _TELLINGS(is_dated, at=self.choice.at, keys=keys) if keys else ():
                self._tellings[point].append((modality, day[0] if is_dated else None))
        self._dated |= dated
        if self.choice.open_since:
            self._hear(dated)

    def _hear(self, points: Iterable[int]) -> None:
        """What everybody may read of later reports on points."""
        keys = [point for point in points if point not in self._later]
        self._later |= {point: [] for point in keys}
        for point, kind, *published in _LATER(at=self.choice.at, keys=keys) if keys else ():
            self._later[point].append((kind, span_of(*published)))

    def _is_of(self, point: int, choice: Choice) -> bool:
        """Whether everybody may read of a point that it is of a choice."""
        tellings = self._tellings[point]
        counts = choice.modality or choice.year or choice.until or not choice.open_since
        if counts and not any(self._counts(choice, way, day) for way, day in tellings):
            return False
        if not choice.open_since:
            return True
        first = min((day for _, day in tellings if day and self._is_by_then(day)), default=None)
        return first is not None and first.year in choice.open_since and not self._is_completed(point)

    def _counts(self, choice: Choice, way: str, day: date | None) -> bool:
        return (
            (not choice.modality or way in choice.modality)
            and (not choice.year or (day is not None and day.year in choice.year))
            and self._is_by_then(day)
        )

    def _is_by_then(self, day: date | None) -> bool:
        """Whether it may have been by the day; what has no date may."""
        return self.choice.until is None or day is None or day <= self.choice.until

    def _is_completed(self, point: int) -> bool:
        return any(kind == FollowUpKind.COMPLETION for kind, _ in self._heard(point))

    def _heard(self, point: int) -> list[tuple[str, Span | None]]:
        """What later reports tell by the day, and when."""
        return [(kind, span) for kind, span in self._later[point] if self._is_by_then(span.earliest if span else None)]

    @property
    def pks(self) -> list[int]:
        """Those entered last first."""
        return self._found[""][:MOST]

    @property
    def is_cut(self) -> bool:
        return len(self._found[""]) > MOST

    @cached_property
    def told(self) -> dict[int, Told]:
        """When each was told, with what later reports tell of it, by primary key."""
        self._hear(self.pks)
        return {point: self._when_told(point) for point in self.pks}

    def _when_told(self, point: int) -> Told:
        days = [day for _, day in self._tellings[point] if day and self._is_by_then(day)]
        spans = [span for _, span in self._heard(point) if span]
        heard = [span.earliest for span in spans if span.earliest]
        last = max([*days, *heard], default=None)
        return Told(min(days, default=None), last, self._is_completed(point), last_of(spans))

    @cached_property
    def _ties(self) -> dict[str, dict[int, list[tuple[str, str]]]]:
        keys = {point for name in ("", *_THROUGH) for point in self._found.get(name, [])[:MOST]}
        found: dict[str, dict[int, list[tuple[str, str]]]] = {name: {} for name in _THROUGH}
        for name, point, code, label in sorted(_TIED(keys=keys), key=itemgetter(3)):
            found[name].setdefault(point, []).append((code, label))
        return found

    def tied(self, name: str) -> dict[int, list[tuple[str, str]]]:
        """Code and label of what each point is tied to: `from_country`, `to_country` or `sector`; as they are named."""
        return self._ties[name]

    def is_partly_counted(self, name: str) -> bool:
        """Whether there may be more points with the values of one kind than their numbers say."""
        return len(self._found.get(name, self._found[""])) > MOST or name in self._partly

    def values(self, name: str) -> list[Value]:
        """How many points have each value of one kind, whatever is chosen of that kind, most points first."""
        keys = self._found.get(name, self._found[""])[:MOST]
        if name in _THROUGH:
            rows = Counter(value for point in keys for value in self._ties[name].get(point, ()))
        else:
            rows = Counter((value, value) for point in keys for value in self._ways(name, point))
        return sorted((Value(*value, count) for value, count in rows.items()), key=lambda row: (-row.count, row.label))

    def _ways(self, name: str, point: int) -> set[str]:
        """Each `modality`, or `year`, of the tellings of a point that count; the year that it is open since."""
        if name == "open_since":
            told = self.told.get(point) or self._when_told(point)
            return {str(told.first.year)} if told.first and not told.is_completed else set()
        choice = self._choices.get(name, self.choice)
        counting = [(way, day) for way, day in self._tellings[point] if self._counts(choice, way, day)]
        return {way for way, _ in counting} if name == "modality" else {str(day.year) for _, day in counting if day}


_TOLD = ("modality", "year", "open_since")
_THROUGH = {
    "from_country": (From, "country", "country__name"),
    "to_country": (To, "country", "country__name"),
    "sector": (Within, "sector__code", "sector__label"),
}


def _parts(rows: Mapping[str, list[int]], found: Mapping[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    """Of points that may be of choices, those to read next, while not enough of them are found to be: as many as it
    takes if one in so many is as before, but not more than all before.
    """
    read = dict.fromkeys(rows, 0)
    before = {name: len(keys) for name, keys in found.items()}
    while True:
        part = {}
        for name, keys in rows.items():
            missing, hits = MOST + 1 - len(found[name]), len(found[name]) - before[name]
            if missing > 0 and read[name] < len(keys):
                most = min(read[name], MARGIN + missing * read[name] // max(hits, 1)) if read[name] else AT_ONCE
                part[name] = keys[read[name] : read[name] + most]
                read[name] += most
        if not part:
            return
        yield part


def follow_ups(at: Moment | None = None) -> Any:
    """What later reports that everybody may read tell of points."""
    return FollowUp.objects.filter(Exists(Passage.objects.visible(at).filter(pk=OuterRef("passage"))))


def _tellings(at: Moment, is_dated: bool) -> Any:
    rows = Telling.objects.filter(Among("commitment", Slot("keys"))).visible(at).order_by()
    told = ("commitment", "modality")
    return rows.dated(at).values_list(*told, "told_earliest") if is_dated else rows.values_list(*told)


def _later(at: Moment) -> Any:
    rows = follow_ups(at).filter(Among("commitment", Slot("keys"))).order_by()
    published = (f"passage__version__article__published_{part}" for part in PARTS)
    return rows.values_list("commitment", "kind", *published)


def _tied(at: Moment) -> Any:
    """Which kind of tie it is, the point, and the code and the label of what it is tied to."""
    found = []
    for name, (through, code, label) in _THROUGH.items():
        ties = through.filter(Among("commitment", Slot("keys"))).order_by()
        found.append(ties.annotate(name=Said(name)).values_list("name", "commitment", code, label))
    return found[0].union(*found[1:], all=True)


_TELLINGS, _LATER, _TIED = Kept(_tellings), Kept(_later), Kept(_tied)
