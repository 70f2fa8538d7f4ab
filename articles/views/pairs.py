"""Two countries as a reader looks at them: as of one day, with what had been published by another.

What their page, the comparison of two pairs and the answer in JSON have in common.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Length
from django.http import HttpRequest

from articles.models import Claim, Commitment, Participation, Partnership, PartnershipEvent, Passage, Telling
from articles.models.commitments import CommitmentQuerySet, TellingQuerySet
from articles.models.events import EventQuerySet
from articles.models.evidence import signed
from articles.models.moments import AsKnown, Moment
from articles.relating import accounts, ledger, relations
from articles.relating.bodies import Mentioned, bodies
from articles.relating.instruments import Standing, instruments
from articles.relating.visits import Visit, visits
from articles.views.parameters import AsOf, as_of, today
from articles.vocabulary import EventKind, EventStatus

MOST_EVENTS = 2000
"""Of two countries with more events than these, only the latest are looked through."""
MOST_TURNS = 60
MOST_VISITS = 24
MOST_LISTED = 25
MOST_POINTS = 8


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


class _Known(NamedTuple):
    """An event of the two, as far as it is needed to choose what is told of."""

    pk: int
    kind: str
    status: str
    partnership: int | None
    parent: int | None
    earliest: date | None
    latest: date | None

    def may_have_begun(self, day: date) -> bool:
        """Whether it may have begun by the end of a day; not where nothing is known of when."""
        return bool(self.earliest or self.latest) and (self.earliest is None or self.earliest <= day)


class Pair:
    """What is held of two countries, asked for once and kept."""

    def __init__(self, row: Partnership, look: Look, *, quoted: bool = True) -> None:
        """`quoted` false leaves out the passages of instruments, mechanisms and forums."""
        self.row = row
        self.look = look
        self.quoted = quoted
        self.codes = (row.first_id, row.second_id)

    @property
    def url(self) -> str:
        """Its page, seen from the same day."""
        return f"{self.row.get_absolute_url()}{self.look.query}"

    @cached_property
    def _known(self) -> list[_Known]:
        """The events of the two that readers may know of, the latest first; of very many, the latest."""
        events = PartnershipEvent.objects.visible(self.look.at).between(*self.codes).newest_first()
        columns = ("pk", "kind", "status", "partnership", "parent", "start_earliest", "start_latest")
        return [_Known(*row) for row in events.values_list(*columns)[:MOST_EVENTS]]

    @cached_property
    def _by_then(self) -> list[_Known]:
        """Those that may have begun by the day, the latest first."""
        return [row for row in self._known if self.look.until is None or row.may_have_begun(self.look.until)]

    @cached_property
    def rows(self) -> dict[int, PartnershipEvent]:
        """The events that its pages tell of, by primary key, with evidence and those who took part."""
        wanted = {*self._turning, *self._visiting, *self._leading}
        rows = {row.pk: row for row in self.told_of(PartnershipEvent.objects.filter(pk__in=wanted))}
        parts = Counter(row.parent for row in self._known)
        for pk, row in rows.items():
            row.part_count = parts[pk]
            reports = {passage.version.article_id for passage in row.passages.all()}
            row.report_count = len(reports)
        return rows

    def told_of(self, events: EventQuerySet) -> EventQuerySet:
        """With evidence and those who took part; agencies of the passages are still to be asked for (`signed()`).

        The events are visible ones, so that nothing is asked of them again.
        """
        at = self.look.at
        reported = F("version__article__published_earliest").asc(nulls_last=True)
        seen = Passage.objects.visible(at)
        passages = seen.quoted().order_by(reported, -Length("exact"), "pk")
        shown = Participation.objects.filter(Q(passage=None) | Q(Exists(seen.filter(pk=OuterRef("passage")))))
        levels = (f"{level}__{of}" for level in ("level_from", "level_to") for of in ("owner", "sector"))
        return events.select_related("place", "instrument", *levels).prefetch_related(
            Prefetch("passages", passages), Prefetch("participations", shown.named(at))
        )

    @cached_property
    def _turning(self) -> list[int]:
        """What changed something between the two, oldest first."""
        rows = [
            row
            for row in self._known
            if row.kind in relations.TURNS and row.partnership == self.row.pk and row.status == EventStatus.OCCURRED
        ]
        never = date.max
        rows.sort(key=lambda row: (row.earliest or never, row.latest or never))
        return [row.pk for row in rows][:MOST_TURNS]

    @cached_property
    def _visiting(self) -> list[int]:
        return [row.pk for row in self._by_then if row.kind == EventKind.VISIT][:MOST_VISITS]

    @cached_property
    def _leading(self) -> list[int]:
        """What is no part of something else that is known, and what changed the level; one more than is listed."""
        known = {row.pk for row in self._known}
        parents = {row.parent for row in self._by_then if row.parent and row.parent not in known}
        if parents:
            visible = PartnershipEvent.objects.visible(self.look.at)
            known |= set(visible.filter(pk__in=parents).values_list("pk", flat=True))
        top = (row.pk for row in self._by_then if row.parent not in known or row.kind in relations.TURNS)
        return list(islice(top, MOST_LISTED + 1))

    @property
    def turns(self) -> list[PartnershipEvent]:
        """What changed something between the two, oldest first."""
        return [self.rows[pk] for pk in self._turning]

    @property
    def chronicle(self) -> list[PartnershipEvent]:
        """What is no part of something else, and what changed the level, the latest first; one more than is listed."""
        return [self.rows[pk] for pk in self._leading]

    @cached_property
    def history(self) -> relations.History:
        return relations.history(self.turns, self.look.day)

    @property
    def every_event(self) -> EventQuerySet:
        """Events of the two, whatever their day."""
        rows: EventQuerySet = PartnershipEvent.objects.filter(pk__in=[row.pk for row in self._known])
        return rows

    @property
    def events(self) -> EventQuerySet:
        """Events of the two that may have begun by the day."""
        rows: EventQuerySet = PartnershipEvent.objects.filter(pk__in=[row.pk for row in self._by_then])
        return rows

    @cached_property
    def visits(self) -> list[Visit]:
        """The latest visits, of which way each went as far as told."""
        return visits([self.rows[pk] for pk in self._visiting], *self.codes)

    @cached_property
    def instruments(self) -> list[Standing]:
        return instruments(*self.codes, self.every_event, self.look.until, self.look.at, quoted=self.quoted)

    @cached_property
    def _bodies(self) -> list[Mentioned]:
        return bodies(*self.codes, self.events, self.look.until, self.look.at, quoted=self.quoted)

    @property
    def mechanisms(self) -> list[Mentioned]:
        return [row for row in self._bodies if row.is_mechanism]

    @property
    def forums(self) -> list[Mentioned]:
        """Those named in most reports first."""
        return sorted((row for row in self._bodies if not row.is_mechanism), key=lambda row: -row.reports)

    @property
    def tellings(self) -> TellingQuerySet:
        """Tellings of anything, as far as told by the day."""
        rows: TellingQuerySet = Telling.objects.visible(self.look.at)
        return rows.told_between(None, self.look.until, self.look.at)

    @property
    def commitments(self) -> CommitmentQuerySet:
        """Points between the two that had been told by the day."""
        told = self.tellings.filter(commitment=OuterRef("pk"))
        rows: CommitmentQuerySet = Commitment.objects.between(*self.codes).filter(Exists(told))
        return rows

    @cached_property
    def matrix(self) -> ledger.Matrix:
        return ledger.matrix(Commitment.objects.between(*self.codes), self.tellings)

    @cached_property
    def latest_points(self) -> list[Commitment]:
        """The points told last."""
        latest = self.matrix.latest[:MOST_POINTS]
        rows = self.told_points(Commitment.objects.filter(pk__in=latest))
        return sorted(rows, key=lambda row: latest.index(row.pk))

    def told_points(self, points: CommitmentQuerySet) -> CommitmentQuerySet:
        """With all that a line of the ledger shows, and the tellings by the day; agencies as with `told_of()`."""
        at = self.look.at
        passages = Prefetch("passage", Passage.objects.visible(at).quoted())
        occasions = Prefetch("event", PartnershipEvent.objects.visible(at))
        ends = ("from_countries", "to_countries", "sectors")
        tellings = self.tellings.select_related("speaker").prefetch_related(passages, occasions).in_order()
        return points.select_related("through").prefetch_related(*ends, Prefetch("tellings", tellings))

    @cached_property
    def disputes(self) -> list[accounts.Dispute]:
        about = Q(partnership=self.row) | Q(event__in=self.every_event)
        return accounts.disputes(Claim.objects.visible(self.look.at).filter(about))

    @cached_property
    def reporting(self) -> list[accounts.Reporting]:
        return accounts.reporting(self.events, (self.row.first, self.row.second), self.look.at)

    def sign(self) -> None:
        """Ask at once for the agencies of all passages that its page shows."""
        found = [passage for row in self.rows.values() for passage in row.passages.all()]
        found += [passage for standing in self.instruments for passage in standing.instrument.passages.all()]
        found += [passage for row in self._bodies for passage in row.passages]
        tellings = (telling for point in self.latest_points for telling in point.tellings.all())
        signed([*found, *(telling.passage for telling in tellings if telling.passage)])


def found(first: str, second: str) -> Partnership | None:
    """The partnership of two codes, in either order, where anything of it is to be read."""
    rows = Partnership.objects.visible().between(first, second).select_related("first", "second")
    row: Partnership | None = rows.first()
    return row
