"""Two countries as a reader looks at them, with what their page, the comparison and the answer in JSON tell of them."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from articles.models import (
    Claim,
    Commitment,
    Country,
    Membership,
    Participation,
    Partnership,
    PartnershipEvent,
    Passage,
)
from articles.models.among import Among
from articles.models.events import EventQuerySet
from articles.models.evidence import ClaimQuerySet
from articles.relating import accounts, choosing, ledger, matrices, relations
from articles.relating.bodies import Mentioned, bodies
from articles.relating.instruments import Standing, instruments
from articles.relating.pairs import SeenPair, fewer, reach
from articles.relating.visits import Visit, visits
from articles.views.looks import Look


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
    def turns(self) -> list[PartnershipEvent]:
        """What changed something between the two, whatever the day, oldest first, with its levels only."""
        return relations.turns_of([self.row.pk], self.look.at)

    @cached_property
    def history(self) -> relations.History:
        return relations.history(self.turns, self.look.day)

    def told(self, keys: Iterable[int]) -> dict[int, PartnershipEvent]:
        """Events by their keys, known to be public: with evidence and those who took part."""
        return {row.pk: row for row in self._told(PartnershipEvent.objects.filter(pk__in=set(keys)))}

    def lines(self, keys: Iterable[int]) -> list[PartnershipEvent]:
        """Events by their keys, known to be public, with what a line of a chronicle shows, the latest first."""
        rows = PartnershipEvent.objects.filter(pk__in=set(keys)).lined().counted(self.look.at)
        return list(rows.newest_first())

    def _told(self, events: EventQuerySet) -> list[PartnershipEvent]:
        """With evidence and those who took part; agencies of the passages are still to be asked for (`signed()`).

        The events are visible ones, so that nothing is asked of them again.
        """
        at = self.look.at
        seen = Passage.objects.visible(at)
        passages = seen.quoted().in_order()
        posts = Exists(Membership.objects.visible(at).filter(pk=OuterRef("membership")))
        shown = Participation.objects.filter(Q(passage=None) | Q(Exists(seen.filter(pk=OuterRef("passage")))))
        shown = shown.select_related("person", "organization", "membership__post").annotate(is_post_shown=posts)
        rows = events.select_related("place", "instrument", "level_from", "level_to").prefetch_related(
            Prefetch("passages", passages), Prefetch("participations", shown)
        )
        for row in rows:
            for participation in row.participations.all():
                if not participation.is_post_shown:
                    participation.membership = None
        return list(rows)

    def visiting(self, keys: Iterable[int]) -> list[PartnershipEvent]:
        """Visits by their keys, known to be public, with what tells which way they went, the latest first."""
        shown = Participation.objects.visible(self.look.at)
        rows = PartnershipEvent.objects.filter(pk__in=set(keys)).newest_first()
        return list(rows.select_related("place").prefetch_related(Prefetch("participations", shown)))

    def visits(self, rows: Iterable[PartnershipEvent]) -> list[Visit]:
        """Which way each of some visits went, as far as told."""
        return visits(rows, *self.codes)

    @cached_property
    def instruments(self) -> list[Standing]:
        return instruments(self.seen)

    def quote_instruments(self, standings: Iterable[Standing]) -> None:
        """Ask for the passages of instruments; their agencies are still to be asked for."""
        passages = Passage.objects.visible(self.look.at).quoted()
        prefetch_related_objects([row.instrument for row in standings], Prefetch("passages", passages))

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
        rows = Commitment.objects.filter(pk__in=latest).select_related("through").prefetch_related("sectors")
        for way, through in (("gives", choosing.From), ("takes", choosing.To)):
            ties = through.filter(commitment=OuterRef("pk"))
            rows = rows.annotate(**{f"{way}_{code}": Exists(ties.filter(country=code)) for code in self.codes})
        told = ledger.tellings_of(latest, self.seen.until, self.seen.at, ledger.LINE)

        def end(row: Commitment, way: str) -> tuple[Country, ...]:
            return tuple(country for country in countries if getattr(row, f"{way}_{country.pk}"))

        points = {
            row.pk: ledger.Point(row, tuple(told[row.pk]), ends=(end(row, "gives"), end(row, "takes"))) for row in rows
        }
        found = sorted(points.values(), key=lambda point: (point.last or date.min, point.commitment.pk), reverse=True)
        return found[:most]

    @cached_property
    def _claims(self) -> ClaimQuerySet:
        """Claims about the two, about what turned, and about the events looked through."""
        events = {*self.seen.keys, *(row.pk for row in self.turns)}
        rows: ClaimQuerySet = Claim.objects.visible(self.look.at)
        return rows.filter(Q(partnership=self.row) | Q(Among("event", events)))

    @cached_property
    def disputed(self) -> list[tuple[accounts.Subject, list[int]]]:
        """What accounts differ on, with the keys of the claims: the two, what turned, then the latest events first."""
        order = {pk: place for place, pk in enumerate([*(row.pk for row in self.turns), *self.seen.keys])}
        found = accounts.disputed(self._claims)
        return sorted(found.items(), key=lambda one: order.get(one[0].event or 0, -1))

    def disputes(self, first: int = 0, most: int | None = None) -> list[accounts.Dispute]:
        """So many of them, with the accounts of each and their passages; agencies are still to be asked for."""
        chosen = self.disputed[first : None if most is None else first + most]
        keys = [key for _, claims in chosen for key in claims]
        place = {key: number for number, key in enumerate(keys)}
        rows = accounts.disputes(Claim.objects.filter(pk__in=keys), sign=False) if keys else []
        return sorted(rows, key=lambda row: min(place[claim.pk] for claim in row[1]))

    @cached_property
    def reporting(self) -> list[accounts.Reporting]:
        return accounts.reporting(self.seen, (self.row.first, self.row.second))


def found(first: str, second: str) -> Partnership | None:
    """The partnership of two codes, in either order, where anything of it is to be read; with what `Pair` needs."""
    rows = Partnership.objects.visible().between(first, second).select_related("first", "second")
    row: Partnership | None = rows.order_by().annotate(first_reach=reach("first"), second_reach=reach("second")).first()
    return row
