"""Two countries as looked at: by the end of which day, with what had been published by another, and what happened then.

One value that all questions about a pair are asked with. What it holds of events is asked for once and kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from articles.models import Article, PartnershipEvent
from articles.models.among import Among
from articles.models.events import EventQuerySet
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.models.public import Shown
from articles.relating.turning import TURNS
from articles.vocabulary import EventKind

MOST_EVENTS = 500
"""Of two countries with more events than these, only the latest are looked through for a page."""
DEPTH = 200
"""So many events back it is looked which of two countries has fewer of them."""


class Known(NamedTuple):
    """An event of the two, as far as it is needed to choose what is told of."""

    pk: int
    kind: str
    instrument: int | None
    parent: int | None


@dataclass(frozen=True)
class SeenPair:
    """Two country codes; `until` is the day after which nothing counts, `at` what `visible(at)` takes.

    What the two have in common is looked for in what is told of `one`: it should be the country with less (`fewer`).
    """

    one: str
    other: str
    until: date | None = None
    at: Moment | None = None

    @property
    def events(self) -> EventQuerySet:
        """All events of the two that everybody may read of and that may have begun by the day."""
        rows: EventQuerySet = self._by_then.visible(self.at)
        return rows

    @property
    def _by_then(self) -> EventQuerySet:
        rows: EventQuerySet = PartnershipEvent.objects.between(self.one, self.other)
        return rows.dated(None, self.until) if self.until else rows

    @property
    def codes(self) -> dict[str, str]:
        """What kept queries of the two have as `one` and `other`."""
        return {"one": self.one, "other": self.other}

    @cached_property
    def _looked_through(self) -> list[tuple[Known, bool]]:
        """The latest of the two and one more, and whether everybody may read of each.

        That is asked of these only, so that it costs the same of very many.
        """
        rows = _LATEST(self.until is not None, MOST_EVENTS + 1, at=self.at, until=self.until, **self.codes)
        return [(Known(*row), is_shown) for *row, is_shown in rows]

    @property
    def is_cut(self) -> bool:
        """Whether there are earlier events that are not looked through."""
        return len(self._looked_through) > MOST_EVENTS

    @cached_property
    def known(self) -> list[Known]:
        """The latest of the events, the latest first."""
        return [row for row, is_shown in self._looked_through[:MOST_EVENTS] if is_shown]

    @property
    def keys(self) -> list[int]:
        """The primary keys of those events."""
        return [row.pk for row in self.known]

    def latest(self, kind: EventKind, most: int) -> list[int]:
        """The keys of the latest events of a kind."""
        return list(islice((row.pk for row in self.known if row.kind == kind), most))

    def leading(self, most: int) -> list[int]:
        """The keys of the latest that are no part of something else that is known, or that changed the level."""
        wholes = self._wholes
        return list(islice((row.pk for row in self.known if row.parent not in wholes or row.kind in TURNS), most))

    @cached_property
    def _wholes(self) -> set[int]:
        """What some of those events are parts of, as far as everybody may read of it."""
        return self.readable({row.parent for row in self.known if row.parent})

    def readable(self, events: Iterable[int]) -> set[int]:
        """Of some events by their keys, those that everybody may read of; asked of those not looked through anyway."""
        seen = {row.pk: is_shown for row, is_shown in self._looked_through}
        keys = set(events)
        others = keys - seen.keys()
        found = set(_READABLE(at=self.at, keys=others)) if others else set()
        return found | {key for key in keys if seen.get(key)}

    @cached_property
    def reports(self) -> list[int]:
        """The primary keys of the articles that tell of those events."""
        return list(_REPORTS(at=self.at, keys=self.keys))


def reach(country: str) -> Subquery:
    """How far back the last `DEPTH` events of a country go, by a column that has its code: None where it has fewer."""
    ties = PartnershipEvent.parties.through._default_manager.filter(country=OuterRef(country))
    return Subquery(ties.order_by("-partnershipevent").values("partnershipevent")[DEPTH : DEPTH + 1])


def fewer(first: tuple[str, int | None], second: tuple[str, int | None]) -> tuple[str, str]:
    """Two codes, each with how far its last events reach back; the country with fewer events first."""
    (one, reaching), (other, as_far) = first, second
    return (one, other) if (reaching or 0) <= (as_far or 0) else (other, one)


def _latest(at: Moment, by_then: bool, most: int) -> Any:
    rows = PartnershipEvent.objects.between(Slot("one"), Slot("other"))
    latest = (rows.dated(None, Slot("until")) if by_then else rows).newest_first()[:most]
    found = PartnershipEvent.objects.filter(pk__in=latest.values("pk")).newest_first()
    return found.values_list("pk", "kind", "instrument", "parent", Shown("event", at))


def _reports(at: Moment) -> Any:
    ties = PartnershipEvent.passages.through._default_manager.filter(Among("partnershipevent", Slot("keys")))
    seen = Article.objects.visible(at).filter(pk=OuterRef("passage__version__article"))
    return ties.filter(Exists(seen)).values_list("passage__version__article", flat=True).distinct()


def _readable(at: Moment) -> Any:
    rows = PartnershipEvent.objects.filter(Among("pk", Slot("keys"))).visible(at)
    return rows.order_by().values_list("pk", flat=True)


_LATEST, _REPORTS, _READABLE = Kept(_latest), Kept(_reports), Kept(_readable)
