"""What is held of two countries as plain values for JSON. Codes and keys as in addresses; dates as `Span` writes them.

Lists are parted into pages of the same length; `are_more` says that one of them goes on.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Model

from articles.dates import Span
from articles.models import Claim, Commitment, Participation, PartnershipEvent, Passage, Telling
from articles.models.evidence import signed
from articles.relating import ledger, matrices
from articles.relating.bodies import Mentioned, quote
from articles.relating.instruments import Standing
from articles.relating.ledger import told_on
from articles.relating.relations import Ladder, Phase, Step, StepKind
from articles.views.pairs import Pair

PAGE_SIZE = 50
CLAIMED = 20
"""Points on which accounts differ, of which there are two accounts or more each."""
HOLDS = {Phase.HELD: "yes", Phase.POSSIBLE: "possibly", Phase.PAST: "no", Phase.LATER: "not yet"}

Record = dict[str, Any]


class Records:
    """The answer about a pair; `base` goes before addresses: `https://archive.example`."""

    def __init__(self, pair: Pair, base: str, page: int = 1) -> None:
        self.pair = pair
        self.base = base
        self.page = page
        self.are_more = False
        self._told: dict[int, PartnershipEvent] = {}

    def answer(self) -> Record:
        """Everything, by the keys that are promised."""
        pair, row = self.pair, self.pair.row
        keys, points = self._part(self._events), self._part(self._commitments)
        self._told = pair.told([*keys, *(event.pk for event in pair.turns)])
        standings, mechanisms = self._part(pair.instruments), quote(self._part(pair.mechanisms), pair.look.at)
        pair.quote_instruments(standings)
        tellings = ledger.told_of([point.pk for point in points], pair.seen)
        claims = self._claims()
        quoted = [*self._told.values(), *(standing.instrument for standing in standings), *mechanisms]
        signed(
            [
                *(passage for one in quoted for passage in _evidence(one)),
                *(telling.passage for told in tellings.values() for telling in told if telling.passage),
                *(claim.passage for _, claim in claims),
            ]
        )
        return {
            "parties": [{"code": country.pk, "name": country.name} for country in (row.first, row.second)],
            "as_of": pair.look.day.isoformat(),
            "level": self._level(),
            "history": [self._step(step, ladder) for ladder, step in self._steps],
            "events": [self._event(self._told[key]) for key in keys],
            "instruments": [self._instrument(standing) for standing in standings],
            "mechanisms": [self._body(body) for body in mechanisms],
            "commitments": [self._commitment(point, tellings.get(point.pk, [])) for point in points],
            "claims": [self._claim(about, claim) for about, claim in claims],
        }

    def _part(self, rows: Any) -> list[Any]:
        """The page's part of a list, one row being asked for beyond it."""
        first = (self.page - 1) * PAGE_SIZE
        found = list(rows[first : first + PAGE_SIZE + 1])
        self.are_more = self.are_more or len(found) > PAGE_SIZE
        return found[:PAGE_SIZE]

    @property
    def _events(self) -> Any:
        return self.pair.seen.events.newest_first().values_list("pk", flat=True)

    @property
    def _commitments(self) -> Any:
        rows = matrices.told_by_then(self.pair.seen, self.page * PAGE_SIZE + 1)
        return rows.select_related("through").prefetch_related("from_countries", "to_countries", "sectors")

    def _claims(self) -> list[tuple[tuple[Model, str], Claim]]:
        """The page's part of the points that accounts differ on, with all accounts of each."""
        first = (self.page - 1) * CLAIMED
        self.are_more = self.are_more or len(self.pair.disputed) > first + CLAIMED
        return [(about, claim) for about, claims in self.pair.disputes(first, CLAIMED) for claim in claims]

    @cached_property
    def _steps(self) -> list[tuple[Ladder, Step]]:
        return [(ladder, step) for ladder in self.pair.history.ladders for step in ladder.steps]

    def _level(self) -> Record | None:
        """The level that held for certain; of several ladders, that of the first that has one."""
        for _, step in self._steps:
            if step.kind is StepKind.LEVEL and step.phase is Phase.HELD and step.level:
                return {
                    "code": step.level.code,
                    "label": step.level.label,
                    "since": _date(step.since),
                    "passages": self._passages(self._evidence_of(step)),
                }
        return None

    def _evidence_of(self, step: Step) -> Iterable[Passage]:
        return self._told[step.event.pk].passages.all() if step.event else ()

    def _step(self, step: Step, ladder: Ladder) -> Record:
        event = self._told[step.event.pk] if step.event else None
        return {
            "kind": step.kind.value,
            "code": step.level.code if step.level else None,
            "label": step.level.label if step.level else None,
            "ladder_of": ladder.owner.pk if ladder.owner else None,
            "sector": ladder.sector.code if ladder.sector else None,
            "since": _date(step.since),
            "until": _date(step.until),
            "holds": HOLDS[step.phase],
            "event": event.slug if event else None,
            "instrument": event.instrument.slug if event and event.instrument else None,
            "passages": self._passages(event.passages.all() if event else ()),
        }

    def _event(self, event: PartnershipEvent) -> Record:
        return {
            "key": event.slug,
            "title": event.title,
            "kind": event.kind,
            "status": event.status,
            "start": _date(event.start),
            "end": _date(event.end),
            "date_basis": event.start.basis.value if event.start else None,
            "place": event.place.name if event.place else None,
            "participants": [_participant(row) for row in event.participations.all()],
            "url": self._url(event),
            "passages": self._passages(event.passages.all()),
        }

    def _instrument(self, standing: Standing) -> Record:
        row = standing.instrument
        return {
            "key": row.slug,
            "title": row.title,
            "kind": row.kind,
            "status": standing.status.value,
            "since": _date(standing.since),
            "holds": "yes" if standing.is_sure else "possibly",
            "url": self._url(row),
            "passages": self._passages(row.passages.all()),
        }

    def _body(self, row: Mentioned) -> Record:
        return {
            "key": row.body.slug,
            "name": row.body.name,
            "last_mentioned": _date(row.latest.published),
            "reports": row.reports,
            "url": self._url(row.body),
            "passages": self._passages(_evidence(row)),
        }

    def _commitment(self, point: Commitment, tellings: list[Telling]) -> Record:
        return {
            "key": point.key,
            "summary": point.summary,
            "from": [country.pk for country in point.from_countries.all()],
            "to": [country.pk for country in point.to_countries.all()],
            "through": point.through.slug if point.through else None,
            "sectors": [sector.code for sector in point.sectors.all()],
            "tellings": [self._telling(telling) for telling in tellings],
        }

    def _telling(self, telling: Telling) -> Record:
        return {
            "modality": telling.modality,
            "speaker": telling.speaker.name if telling.speaker else None,
            "date": _date(told_on(telling)),
            "passage": self._passage(telling.passage) if telling.passage else None,
        }

    def _claim(self, about: tuple[Model, str], claim: Claim) -> Record:
        subject, field = about
        return {
            "about": subject.slug if isinstance(subject, PartnershipEvent) else self.pair.row.slug,
            "field": field,
            "value": claim.value,
            "preferred": claim.preferred,
            "reason": claim.reason,
            "agency": _agency(claim.passage),
            "passage": self._passage(claim.passage),
        }

    def _passages(self, passages: Iterable[Passage]) -> list[Record]:
        return [self._passage(passage) for passage in passages]

    def _passage(self, passage: Passage) -> Record:
        article = passage.version.article
        return {
            "key": passage.key,
            "quote": passage.exact,
            "agency": _agency(passage),
            "date": _date(article.published),
            "url": self._url(passage),
            "text_basis": passage.version.text_basis,
            "paragraph": passage.paragraph,
            "article": self._url(article),
        }

    def _url(self, row: Any) -> str:
        return f"{self.base}{row.get_absolute_url()}"


def _date(span: Span | None) -> str | None:
    return str(span) if span else None


def _evidence(row: Any) -> Iterable[Passage]:
    return row.passages if isinstance(row, Mentioned) else row.passages.all()


def _agency(passage: Passage) -> str | None:
    """The agencies of the sign-off, as printed: `VNA/VNS`."""
    return "/".join(row.agency.short_name for row in passage.version.article.sign_off.all()) or None


def _participant(row: Participation) -> Record:
    return {
        "name": str(row.participant),
        "side": row.side_id,
        "role": row.role,
        "capacity": row.membership.post.label if row.membership else None,
        "title_as_printed": row.title_as_printed or None,
    }
