"""Two countries as a reader looks at them, with what their page, the comparison and the answer in JSON tell of them."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles.models import Commitment, Country, Instrument, Partnership, PartnershipEvent, Passage
from articles.models.among import Among
from articles.models.kept import Kept, Slot, give
from articles.models.moments import Moment
from articles.relating import accounts, choosing, ledger, matrices, occasions, relations, turning
from articles.relating.bodies import Mentioned, bodies
from articles.relating.instruments import Standing, instruments
from articles.relating.pairs import SeenPair, fewer, reach
from articles.relating.visits import Visit, visits
from articles.views.errors import NotHere
from articles.views.looks import Look

SIDES = ("_one", "_other")
"""How what is asked of each country of a pair ends."""


class Pair:
    """What is held of two countries that were `found()`, asked for once and kept."""

    def __init__(self, row: Partnership, look: Look) -> None:
        self.row = row
        self.look = look
        codes = fewer((row.first_id, row.first_reach), (row.second_id, row.second_reach))  # type: ignore[attr-defined]
        self.seen = SeenPair(*codes, look.until, look.at)

    @property
    def codes(self) -> tuple[str, str]:
        return (self.row.first_id, self.row.second_id)

    @property
    def url(self) -> str:
        """Its page, seen from the same day."""
        return f"{self.row.get_absolute_url()}{self.look.query}"

    @cached_property
    def turned(self) -> turning.Turned:
        """What changed something between the two, whatever the day, oldest first, with its levels only; and the
        levels that its ladders are drawn among.
        """
        return turning.turned([self.row.pk], self.look.at)

    @property
    def turns(self) -> list[PartnershipEvent]:
        return self.turned.turns

    @cached_property
    def history(self) -> relations.History:
        return relations.history(self.turns, self.look.day)

    def told(self, keys: Iterable[int], *, counted: bool = False) -> dict[int, PartnershipEvent]:
        """Events by their keys, known to be public: with evidence and those who took part; `counted`, see `whole()`."""
        return {row.pk: row for row in occasions.whole(keys, self.look.at, counted=counted)}

    def visits(self, rows: Iterable[PartnershipEvent]) -> list[Visit]:
        """Which way each of some visits went, as far as told."""
        return visits(rows, *self.codes)

    @cached_property
    def instruments(self) -> list[Standing]:
        return instruments(self.seen)

    def quote_instruments(self, standings: Iterable[Standing]) -> None:
        """Ask for the passages of instruments; their agencies are still to be asked for."""
        rows = [row.instrument for row in standings]
        passages: dict[int, list[Passage]] = {}
        for tie in _INSTRUMENTS_QUOTED(at=self.look.at, keys=[row.pk for row in rows]):
            passages.setdefault(tie.instrument_id, []).append(tie.passage)
        for row in rows:
            give(row, "passages", passages.get(row.pk, []))

    @cached_property
    def bodies(self) -> list[Mentioned]:
        """Mechanisms in the order of their names, then forums, those named in most reports first."""
        return sorted(
            bodies(self.seen), key=lambda row: (not row.is_mechanism, 0 if row.is_mechanism else -row.reports)
        )

    @property
    def mechanisms(self) -> list[Mentioned]:
        return [row for row in self.bodies if row.is_mechanism]

    @cached_property
    def matrix(self) -> matrices.Matrix:
        return matrices.matrix(self.seen)

    def latest_points(self, most: int) -> list[ledger.Point]:
        """The points told last, with their tellings by the day; agencies are still to be asked for."""
        latest = self.matrix.latest[: 2 * most]
        countries = (self.row.first, self.row.second)
        one, other = self.codes
        rows: list[Commitment] = list(_POINTS(keys=latest, one=one, other=other))
        told = ledger.tellings_of(latest, self.seen.until, self.seen.at, ledger.LINE)

        def end(row: Commitment, way: str) -> tuple[Country, ...]:
            return tuple(country for country, name in zip(countries, SIDES, strict=True) if getattr(row, way + name))

        points = {
            row.pk: ledger.Point(
                row,
                tuple(told[row.pk]),
                ends=(end(row, "gives"), end(row, "takes")),
                within=tuple(sorted(self.matrix.within.get(row.pk, ()), key=lambda sector: sector.label)),
            )
            for row in rows
        }
        found = sorted(points.values(), key=lambda point: (point.last or date.min, point.commitment.pk), reverse=True)
        return found[:most]

    @cached_property
    def disputed(self) -> list[tuple[accounts.Subject, list[int]]]:
        """What accounts differ on, with the keys of the claims: the two, what turned, then the latest events first."""
        order = {pk: place for place, pk in enumerate([*(row.pk for row in self.turns), *self.seen.keys])}
        found = accounts.disputed(self.row.pk, order, self.look.at)
        return sorted(found.items(), key=lambda one: order.get(one[0].event or 0, -1))

    def disputes(self, first: int = 0, most: int | None = None) -> list[accounts.Dispute]:
        """So many of them, with the accounts of each and their passages; agencies are still to be asked for."""
        chosen = self.disputed[first : None if most is None else first + most]
        keys = [key for _, claims in chosen for key in claims]
        place = {key: number for number, key in enumerate(keys)}
        rows = accounts.disputes_of(keys) if keys else []
        return sorted(rows, key=lambda row: min(place[claim.pk] for claim in row[1]))

    @cached_property
    def reporting(self) -> list[accounts.Reporting]:
        return accounts.reporting(self.seen, (self.row.first, self.row.second))


def nothing_between(one: str, other: str) -> NotHere:
    """That nothing is held between two codes, with the names of those that are known as what to search for."""
    names = Country.objects.visible().filter(code__in=(one, other)).values_list("name", flat=True)
    message = "Nothing is held here between these two."
    return NotHere(message, "All partnerships", reverse("partnerships"), " ".join(names))


def found(first: str, second: str) -> Partnership | None:
    """The partnership of two codes, in either order, where anything of it is to be read; with what `Pair` needs."""
    one, other = sorted((first, second))
    rows: list[Partnership] = list(_FOUND(one=one, other=other))
    return rows[0] if rows else None


def both(first: tuple[str, str], second: tuple[str, str]) -> tuple[Partnership | None, Partnership | None]:
    """The partnerships of two pairs of codes, each `found()`: asked for at once."""
    one, other = sorted(first)
    third, fourth = sorted(second)
    rows = {(row.first_id, row.second_id): row for row in _BOTH(one=one, other=other, third=third, fourth=fourth)}
    return rows.get((one, other)), rows.get((third, fourth))


def _found(at: Moment) -> Any:
    return _seen(at).filter(first=Slot("one"), second=Slot("other"))


def _both(at: Moment) -> Any:
    rows = Q(first=Slot("one"), second=Slot("other")) | Q(first=Slot("third"), second=Slot("fourth"))
    return _seen(at).filter(rows)


def _seen(at: Moment) -> Any:
    rows = Partnership.objects.visible(at)
    rows = rows.select_related("first", "second").order_by()
    return rows.annotate(first_reach=reach("first"), second_reach=reach("second"))


def _points(at: Moment) -> Any:
    """Points with which of two countries stand at either end."""
    rows = Commitment.objects.filter(Among("pk", Slot("keys"))).select_related("through").order_by()
    for way, through in (("gives", choosing.From), ("takes", choosing.To)):
        ties = through.filter(commitment=OuterRef("pk"))
        rows = rows.annotate(**{way + name: Exists(ties.filter(country=Slot(name.strip("_")))) for name in SIDES})
    return rows


def _instruments_quoted(at: Moment) -> Any:
    ties = Instrument.passages.through._default_manager.filter(Among("instrument", Slot("keys")))
    seen = Passage.objects.visible(at).filter(pk=OuterRef("passage"))
    rows = ties.filter(Exists(seen)).select_related("passage__version__article").defer("passage__version__body")
    return rows.order_by("passage__version", "passage__start", "passage__end")


_FOUND, _BOTH, _POINTS = Kept(_found), Kept(_both), Kept(_points)
_INSTRUMENTS_QUOTED = Kept(_instruments_quoted)
