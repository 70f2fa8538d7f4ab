"""What is held of two countries as plain values for JSON. Codes and keys as in addresses; dates as `Span` writes them.

Lists are parted into pages of the same length; `are_more` says that one of them goes on.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.dates import Span
from articles.models import (
    Claim,
    Commitment,
    Instrument,
    Membership,
    Participation,
    PartnershipEvent,
    Passage,
    Telling,
)
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.models.spans import span_of
from articles.relating import choosing, matrices
from articles.relating.bodies import Mentioned, bodies, quote
from articles.relating.dating import keep_told
from articles.relating.instruments import Standing
from articles.relating.relations import Ladder, Phase, Step, StepKind
from articles.views.pairs import Pair
from articles.views.quotations import Quotation, quotations

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
        self._behind: dict[int, list[int]] = {}
        """The passages of each event, by their keys."""
        self._quoted: dict[int, Quotation] = {}

    def answer(self) -> Record:
        """Everything, by the keys that are promised."""
        pair, row, at = self.pair, self.pair.row, self.pair.look.at
        keys, points = self._part(self._events), self._part(self._commitments)
        for event, passage in _BEHIND(at=at, keys=[*keys, *(turn.pk for turn in pair.turns)]):
            self._behind.setdefault(event, []).append(passage)
        standings, mechanisms = self._part(pair.instruments), quote(self._part(bodies(pair.seen, forums=False)), at)
        pair.quote_instruments(standings)
        tellings, claims = list(_TOLD(at=at, keys=[point.pk for point in points])), self._claims()
        rows = [*(standing.instrument.passages.all() for standing in standings), *(row.passages for row in mechanisms)]
        quoted = chain(
            chain.from_iterable(self._behind.values()),
            (passage.pk for passages in rows for passage in passages),
            (passage for *_, passage, is_shown in tellings if is_shown),
            (claim.passage_id for claim in claims),
        )
        self._quoted = quotations(quoted, self.base)
        for passages in self._behind.values():
            passages.sort(key=lambda key: self._quoted[key].order)
        return {
            "parties": [{"code": country.pk, "name": country.name} for country in (row.first, row.second)],
            "as_of": pair.look.day.isoformat(),
            "level": self._level(),
            "history": [self._step(step, ladder) for ladder, step in self._steps],
            "events": self._event_records(keys),
            "instruments": [self._instrument(standing) for standing in standings],
            "mechanisms": [self._body(body) for body in mechanisms],
            "commitments": self._point_records(points, tellings),
            "claims": [self._claim(claim) for claim in claims],
        }

    def _part(self, rows: Any) -> list[Any]:
        """The page's part of a list, one row being asked for beyond it."""
        first = (self.page - 1) * PAGE_SIZE
        found = list(rows[first : first + PAGE_SIZE + 1])
        self.are_more = self.are_more or len(found) > PAGE_SIZE
        return found[:PAGE_SIZE]

    @property
    def _events(self) -> Any:
        """The keys of all events, the latest first; those that are looked through in any case, where they reach."""
        seen = self.pair.seen
        if not seen.is_cut or self.page * PAGE_SIZE < len(seen.keys):
            return seen.keys
        return seen.events.newest_first().values_list("pk", flat=True)

    @property
    def _commitments(self) -> Any:
        return matrices.told_by_then(self.pair.seen, self.page * PAGE_SIZE + 1).select_related("through")

    def _claims(self) -> list[Claim]:
        """The page's part of the points that accounts differ on, with all accounts of each."""
        first = (self.page - 1) * CLAIMED
        self.are_more = self.are_more or len(self.pair.disputed) > first + CLAIMED
        chosen = self.pair.disputed[first : first + CLAIMED]
        place = {key: number for number, (_, claims) in enumerate(chosen) for key in claims}
        rows = list(_CLAIMED(keys=place)) if place else []
        return sorted(rows, key=lambda claim: (place[claim.pk], not claim.preferred, claim.value))

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
                    "passages": self._evidence(step.event),
                }
        return None

    def _evidence(self, event: PartnershipEvent | None) -> list[Record]:
        return self._passages(self._behind.get(event.pk, ())) if event else []

    @cached_property
    def _instruments(self) -> dict[int, str]:
        """The slugs of what came of the turns."""
        keys = [turn.instrument_id for turn in self.pair.turns if turn.instrument_id]
        return dict(Instrument.objects.filter(pk__in=keys).values_list("pk", "slug")) if keys else {}

    def _step(self, step: Step, ladder: Ladder) -> Record:
        event = step.event
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
            "instrument": self._instruments.get(event.instrument_id) if event and event.instrument_id else None,
            "passages": self._evidence(event),
        }

    def _event_records(self, keys: list[int]) -> list[Record]:
        """Events by their keys, known to be public."""
        rows = {event.pk: event for event in _HAPPENED(keys=keys)}
        keep_told(list(rows.values()), self.pair.look.at)
        participants: dict[int, list[Record]] = {}
        for key, *columns in _TOOK_PART(at=self.pair.look.at, keys=keys):
            participants.setdefault(key, []).append(_participant(*columns))
        return [self._event(rows[key], participants.get(key, [])) for key in keys]

    def _event(self, event: PartnershipEvent, participants: list[Record]) -> Record:
        return {
            "key": event.slug,
            "title": event.title,
            "kind": event.kind,
            "status": event.status,
            "start": _date(event.start),
            "end": _date(event.end),
            "date_basis": event.start.basis.value if event.start else None,
            "place": event.place.name if event.place else None,
            "participants": participants,
            "url": self._url(event),
            "passages": self._evidence(event),
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
            "passages": self._passages(passage.pk for passage in row.passages.all()),
        }

    def _body(self, row: Mentioned) -> Record:
        return {
            "key": row.body.slug,
            "name": row.body.name,
            "last_mentioned": _date(row.latest.published),
            "reports": row.reports,
            "url": self._url(row.body),
            "passages": self._passages(passage.pk for passage in row.passages),
        }

    def _point_records(self, points: list[Commitment], tellings: Iterable[Sequence[Any]]) -> list[Record]:
        """Points with what each is tied to, and how it was told by the day."""
        keys = [point.pk for point in points]
        givers, takers, within = (_grouped(kept(keys=keys)) for kept in (_GIVERS, _TAKERS, _WITHIN))
        told: dict[int, list[Record]] = {}
        for point, *columns in tellings:
            record = self._telling(*columns)
            if record:
                told.setdefault(point, []).append(record)
        return [
            {
                "key": point.key,
                "summary": point.summary,
                "from": givers.get(point.pk, []),
                "to": takers.get(point.pk, []),
                "through": point.through.slug if point.through else None,
                "sectors": within.get(point.pk, []),
                "tellings": told.get(point.pk, []),
            }
            for point in points
        ]

    def _telling(self, modality: str, speaker: str | None, *columns: Any) -> Record | None:
        """A telling; None where it came after the day. The day is that of the occasion, else of the report."""
        *occasion, is_event_shown, key, is_passage_shown = columns
        passage = self._quoted[key] if is_passage_shown else None
        day = span_of(*occasion) if is_event_shown and occasion[2] else None
        day = day or (passage.published if passage else None)
        until = self.pair.seen.until
        if until is not None and day is not None and not day.touches(None, until):
            return None
        return {
            "modality": modality,
            "speaker": speaker,
            "date": _date(day),
            "passage": passage.record if passage else None,
        }

    def _claim(self, claim: Claim) -> Record:
        passage = self._quoted[claim.passage_id].record
        return {
            "about": claim.event.slug if claim.event else self.pair.row.slug,
            "field": claim.field,
            "value": claim.value,
            "preferred": claim.preferred,
            "reason": claim.reason,
            "agency": passage["agency"],
            "passage": passage,
        }

    def _passages(self, keys: Iterable[int]) -> list[Record]:
        return [self._quoted[key].record for key in keys]

    def _url(self, row: Any) -> str:
        return f"{self.base}{row.get_absolute_url()}"


def _date(span: Span | None) -> str | None:
    return str(span) if span else None


def _participant(
    person: str | None, body: str | None, side: str | None, role: str, post: str | None, is_post_shown: bool, title: str
) -> Record:
    return {
        "name": person or body,
        "side": side,
        "role": role,
        "capacity": post if is_post_shown else None,
        "title_as_printed": title or None,
    }


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found


def _behind(at: Moment) -> Any:
    """The passages of events that everybody may read."""
    ties = PartnershipEvent.passages.through._default_manager.filter(Among("partnershipevent", Slot("keys")))
    seen = Exists(Passage.objects.visible(at).filter(pk=OuterRef("passage")))
    return ties.filter(seen).order_by().values_list("partnershipevent", "passage")


def _happened(at: Moment) -> Any:
    return PartnershipEvent.objects.filter(Among("pk", Slot("keys"))).select_related("place").order_by()


def _took_part(at: Moment) -> Any:
    """Who took part in events that everybody may read of, with the capacity where everybody may read of that."""
    seen = Exists(Passage.objects.visible(at).filter(pk=OuterRef("passage")))
    posts = Exists(Membership.objects.visible(at).filter(pk=OuterRef("membership")))
    rows = Participation.objects.filter(Q(passage=None) | Q(seen), Among("event", Slot("keys")))
    columns = ("event", "person__name", "organization__name", "side", "role", "membership__post__label")
    return rows.order_by("side__name", "pk").values_list(*columns, posts, "title_as_printed")


def _told(at: Moment) -> Any:
    """The tellings of points, in their order: with the day of the occasion, and whether everybody may read of it."""
    events = Exists(PartnershipEvent.objects.visible(at).filter(pk=OuterRef("event")))
    passages = Exists(Passage.objects.visible(at).filter(pk=OuterRef("passage")))
    occasion = (f"event__start_{part}" for part in ("earliest", "latest", "precision", "basis"))
    rows = Telling.objects.filter(Among("commitment", Slot("keys"))).visible(at).in_order(at)
    return rows.values_list("commitment", "modality", "speaker__name", *occasion, events, "passage", passages)


def _claimed(at: Moment) -> Any:
    return Claim.objects.filter(Among("pk", Slot("keys"))).select_related("event")


def _ends(ties: Any) -> Kept:
    rows = ties.filter(Among("commitment", Slot("keys"))).order_by("country__name")
    return Kept(lambda at: rows.values_list("commitment", "country"))


def _within(at: Moment) -> Any:
    rows = choosing.Within.filter(Among("commitment", Slot("keys")))
    return rows.order_by("sector__label").values_list("commitment", "sector__code")


_BEHIND, _HAPPENED, _TOOK_PART = Kept(_behind), Kept(_happened), Kept(_took_part)
_TOLD, _CLAIMED, _WITHIN = Kept(_told), Kept(_claimed), Kept(_within)
_GIVERS, _TAKERS = _ends(choosing.From), _ends(choosing.To)
