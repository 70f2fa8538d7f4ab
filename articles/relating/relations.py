"""What two countries were to each other on a day, as far as the sources tell: ladders of levels, unknown as unknown.

A ladder belongs to the country that declares its levels, in general or in one sector. It is built from what is
told of changes; a level that no source states is a step of its own, and a day inside an imprecise date answers
“possibly”. Plans and invitations change nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby
from typing import Self

from articles.dates import Span, Truth
from articles.folding import fold
from articles.models import Country, PartnershipEvent, PartnershipLevel, Sector
from articles.vocabulary import EventKind


class StepKind(Enum):
    RELATIONS = "relations"
    UNKNOWN = "unknown"
    LEVEL = "level"


class Phase(Enum):
    """Where a step lies, seen from a day."""

    PAST = "past"
    HELD = "held"
    POSSIBLE = "possible"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder; `event` led to it, `until` is when the next one came in its stead: never of relations.

    `ended_by`, of a level that is not stated, is the change that ended it: its reports may say so.
    """

    kind: StepKind
    level: PartnershipLevel | None = None
    event: PartnershipEvent | None = None
    since: Span | None = None
    until: Span | None = None
    phase: Phase = Phase.LATER
    ended_by: PartnershipEvent | None = None

    @property
    def events(self) -> tuple[PartnershipEvent, ...]:
        """The events that it is told by."""
        return tuple(event for event in (self.event, self.ended_by) if event)

    def with_events(self, told: Mapping[int, PartnershipEvent]) -> Self:
        """The step with its events as they stand under their keys."""
        event, ended_by = (row and told[row.pk] for row in (self.event, self.ended_by))
        return replace(self, event=event, ended_by=ended_by)

    @property
    def is_now(self) -> bool:
        """Whether it held on the day, for certain or possibly."""
        return self.phase in (Phase.HELD, Phase.POSSIBLE)

    @property
    def is_sure(self) -> bool:
        return self.phase is Phase.HELD


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps that one country declares, oldest first; no owner where no level is told of."""

    owner: Country | None
    sector: Sector | None
    steps: tuple[Step, ...]

    @property
    def now(self) -> tuple[Step, ...]:
        """What held on the day: one step for certain, or several possibly; none before anything is told of."""
        return tuple(step for step in self.steps if step.is_now and step.kind is not StepKind.RELATIONS)

    def near(self, most: int) -> tuple[Step, ...]:
        """All steps, or of more than `most` the first one and those around the day, a few later ones among them."""
        if len(self.steps) <= most:
            return self.steps
        begun = sum(step.phase is not Phase.LATER for step in self.steps)
        end = min(max(begun + most // 4, most), len(self.steps))
        return (self.steps[0], *self.steps[end - most + 1 : end])


@dataclass(frozen=True, slots=True)
class History:
    """What two countries were to each other: their ladders, and the events that changed something, oldest first."""

    ladders: tuple[Ladder, ...]
    turns: tuple[PartnershipEvent, ...]

    @property
    def levels_now(self) -> tuple[Step, ...]:
        """The levels that held, or possibly held, over all ladders; empty where none is stated."""
        return tuple(step for ladder in self.ladders for step in ladder.now if step.kind is StepKind.LEVEL)

    @property
    def changes(self) -> list[PartnershipEvent]:
        """The changes of level, oldest first; those of one date as they follow each other on their ladder."""
        told = (step.event for ladder in self.ladders for step in ladder.steps if step.kind is StepKind.LEVEL)
        return sorted((event for event in told if event), key=lambda event: _bounds(event.start))


def _bounds(span: Span | None) -> tuple[date, date]:
    """By which dates are put in order, as rows are: what is open comes last."""
    return (span.earliest or date.max, span.latest or date.max) if span else (date.max, date.max)


def history(events: Iterable[PartnershipEvent], day: date) -> History:
    """The history of one pair from its turns in order of time, seen from a day."""
    rows = tuple(events)
    begun = [event for event in rows if event.kind == EventKind.RELATIONS_ESTABLISHED]
    ladders: dict[tuple[str, int | None], list[PartnershipEvent]] = {}
    for event in rows:
        if event.kind == EventKind.LEVEL_CHANGE and event.level_to is not None:
            ladders.setdefault((event.level_to.owner_id, event.level_to.sector_id), []).append(event)
    general: tuple[Ladder, ...] = ()
    if not any(sector is None for _, sector in ladders):
        general = (Ladder(None, None, _seen_from(day, [*_relations(begun), _unknown(begun)])),)
    return History(general + tuple(_ladder(changes, begun, day) for changes in ladders.values()), rows)


def histories(events: Iterable[PartnershipEvent], day: date) -> dict[int, History]:
    """The history of every pair that the turns speak of, by the partnership's primary key."""
    pairs: dict[int, list[PartnershipEvent]] = {}
    for event in events:
        if event.partnership_id is not None:
            pairs.setdefault(event.partnership_id, []).append(event)
    return {pair: history(rows, day) for pair, rows in pairs.items()}


def _ladder(changes: list[PartnershipEvent], begun: list[PartnershipEvent], day: date) -> Ladder:
    """The ladder of changes that lead to levels of one owner and sector."""
    top = changes[0].level_to
    assert top is not None
    steps = list(_declared(_in_turn(changes), [] if top.sector else begun))
    if top.sector is None:
        steps = [*_relations(begun), *steps]
    return Ladder(top.owner, top.sector, _seen_from(day, steps))


def _relations(begun: list[PartnershipEvent]) -> list[Step]:
    return [Step(StepKind.RELATIONS, event=event, since=event.start) for event in begun]


def _unknown(begun: list[PartnershipEvent]) -> Step:
    return Step(StepKind.UNKNOWN, since=begun[-1].start if begun else None)


def _in_turn(changes: list[PartnershipEvent]) -> Iterator[PartnershipEvent]:
    """Changes in order of time; of those on the same date, each from where the one before it had led to.

    Where no report tells what they led from, the lower level comes first.
    """
    reached: int | None = None
    for _, together in groupby(changes, key=lambda change: change.start):
        rest = sorted(together, key=lambda change: (change.level_to and change.level_to.rank) or 0)
        while rest:
            ends = {change.level_to_id for change in rest}
            onward = (change for change in rest if reached and change.level_from_id == reached)
            unled = (change for change in rest if change.level_from_id not in ends)
            following = next(onward, None) or next(unled, rest[0])
            rest.remove(following)
            reached = following.level_to_id
            yield following


def _declared(changes: Iterable[PartnershipEvent], begun: list[PartnershipEvent]) -> Iterator[Step]:
    """The levels that changes lead from and to; what lies before the first of them may be unknown."""
    before: PartnershipLevel | None = None
    for position, change in enumerate(changes):
        if change.level_from is not None and change.level_from != before:
            yield Step(StepKind.LEVEL, change.level_from)
        elif position == 0 and change.level_to is not None and change.level_to.sector is None:
            yield _unknown(begun)
        yield Step(StepKind.LEVEL, change.level_to, change, change.start)
        before = change.level_to


def _seen_from(day: date, steps: list[Step]) -> tuple[Step, ...]:
    """The steps with what followed them, and where they lie as of the day."""
    seen = []
    for position, step in enumerate(steps):
        following = steps[position + 1] if position + 1 < len(steps) else None
        lasts = step.kind is StepKind.RELATIONS  # a level comes on top of relations, which go on
        until = following.since if following and not lasts else None
        phase = _phase(step, following, day)
        ended_by = following.event if following and step.kind is StepKind.UNKNOWN else None
        seen.append(replace(step, until=until, phase=phase, ended_by=ended_by))
    return tuple(seen)


def _phase(step: Step, following: Step | None, day: date) -> Phase:
    if step.since is not None:
        begun = step.since.at(day)
    else:  # a level not stated was not stated before either; since when a stated one held is not known
        begun = Truth.YES if step.kind is StepKind.UNKNOWN else Truth.POSSIBLY
    if begun is Truth.NO:
        return Phase.LATER
    if step.kind is StepKind.RELATIONS:
        return Phase.HELD if begun is Truth.YES else Phase.POSSIBLE
    ended = Truth.NO
    if following is not None:
        ended = following.since.at(day) if following.since else Truth.POSSIBLY
    if ended is Truth.YES:
        return Phase.PAST
    return Phase.HELD if begun is Truth.YES and ended is Truth.NO else Phase.POSSIBLE


def is_told(change: PartnershipEvent) -> bool:
    """Whether a passage of a change names the level that it led from, by its label; needs `with_evidence()`.

    The label of the level reached may contain that of the level before, so it is taken out first.
    """
    before, after = change.level_from, change.level_to
    if before is None or after is None:
        return False
    texts = (fold(passage.exact).replace(fold(after.label), " ") for passage in change.passages.all())
    return any(fold(before.label) in text for text in texts)
