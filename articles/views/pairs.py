"""Two countries as a reader looks at them: as of one day, with what had been published by another.

What their page, the comparison of two pairs and the answer in JSON have in common.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest

from articles import accounts, bodies, ledger, relations
from articles.instruments import Standing, instruments
from articles.models import Claim, Commitment, Partnership, PartnershipEvent, Telling
from articles.models.commitments import CommitmentQuerySet, TellingQuerySet
from articles.models.events import EventQuerySet
from articles.models.moments import AsKnown, Moment
from articles.views.parameters import AsOf, as_of, today
from articles.visits import Visit, visits
from articles.vocabulary import EventKind

MOST_TURNS = 200
MOST_VISITS = 60


@dataclass(frozen=True, slots=True)
class Look:
    """From which day a reader looks (`asked`), and what had been published by then (`known`); None is now."""

    asked: AsOf | None = None
    known: AsOf | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Look":
        """As `as_of` and `known` of the address say; `BadRequest` on what is no date."""
        return cls(as_of(request), as_of(request, "known"))

    @property
    def day(self) -> date:
        return self.asked.day if self.asked else today()

    @property
    def until(self) -> date | None:
        """The day after which nothing counts, None where none is asked for."""
        return self.asked.day if self.asked else None

    @property
    def at(self) -> Moment | None:
        """What `visible(at)` takes."""
        return AsKnown(self.known.day) if self.known else None

    @property
    def when(self) -> str:
        return self.asked.when if self.asked else "today"

    @property
    def parameters(self) -> dict[str, str]:
        pairs = (("as_of", self.asked), ("known", self.known))
        return {name: day.text for name, day in pairs if day}

    @property
    def query(self) -> str:
        """As the end of an address, with its question mark; empty where nothing is asked."""
        return f"?{urlencode(self.parameters)}" if self.parameters else ""


class Pair:
    """What is held of two countries, asked for once and kept."""

    def __init__(self, row: Partnership, look: Look) -> None:
        self.row = row
        self.look = look
        self.codes = (row.first_id, row.second_id)

    @property
    def url(self) -> str:
        """Its page, seen from the same day."""
        return f"{self.row.get_absolute_url()}{self.look.query}"

    @cached_property
    def turns(self) -> list[PartnershipEvent]:
        """What changed something between the two, oldest first, with evidence and who took part."""
        rows = relations.turns(self.look.at).filter(partnership=self.row).select_related("parent")
        at = self.look.at
        return list(rows.with_evidence(at).with_participants(at)[:MOST_TURNS])

    @cached_property
    def history(self) -> relations.History:
        return relations.history(self.turns, self.look.day)

    @property
    def every_event(self) -> EventQuerySet:
        """Events of the two, whatever their day."""
        return PartnershipEvent.objects.visible(self.look.at).between(*self.codes)

    @property
    def events(self) -> EventQuerySet:
        """Events of the two that may have begun by the day."""
        return self.every_event.dated(None, self.look.until) if self.look.until else self.every_event

    @cached_property
    def visits(self) -> list[Visit]:
        """The latest visits, of which way each went as far as told."""
        rows = self.events.of_kind(EventKind.VISIT).newest_first().select_related("place")
        at = self.look.at
        return visits(rows.with_participants(at).with_evidence(at)[:MOST_VISITS], *self.codes)

    @cached_property
    def instruments(self) -> list[Standing]:
        return instruments(*self.codes, self.every_event, self.look.until, self.look.at)

    @cached_property
    def mechanisms(self) -> list[bodies.Mentioned]:
        return bodies.mechanisms(*self.codes, self.look.until, self.look.at)

    @cached_property
    def forums(self) -> list[bodies.Mentioned]:
        return bodies.forums(self.events, self.look.until, self.look.at)

    @property
    def tellings(self) -> TellingQuerySet:
        """Tellings of anything, as far as told by the day."""
        rows: TellingQuerySet = Telling.objects.visible(self.look.at)
        return rows.told_between(None, self.look.until, self.look.at)

    @property
    def commitments(self) -> CommitmentQuerySet:
        """Points between the two that had been told by the day."""
        return Commitment.objects.between(*self.codes).filter(pk__in=self.tellings.values("commitment"))

    @cached_property
    def matrix(self) -> ledger.Matrix:
        return ledger.matrix(Commitment.objects.between(*self.codes), self.tellings)

    @cached_property
    def disputes(self) -> list[accounts.Dispute]:
        about = Q(partnership=self.row) | Q(event__in=self.every_event)
        return accounts.disputes(Claim.objects.visible(self.look.at).filter(about))

    @cached_property
    def reporting(self) -> list[accounts.Reporting]:
        return accounts.reporting(self.events, (self.row.first, self.row.second), self.look.at)


def found(first: str, second: str) -> Partnership | None:
    """The partnership of two codes, in either order, where anything of it is to be read."""
    rows = Partnership.objects.visible().between(first, second).select_related("first", "second")
    row: Partnership | None = rows.first()
    return row


def ordered(first: str, second: str) -> bool:
    """Whether two codes stand in the order of their address."""
    return first < second
