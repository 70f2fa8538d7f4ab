"""A ladder as a drawing: the owner's levels as rungs, and the way that a pair took over them, from left to right.

Numbers are units of the drawing, counted from its upper left corner; nothing here knows colours or letters' shapes.
Steps stand side by side in equal width, since what counts is their order: most lie years apart, some only days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from articles.models import PartnershipLevel
from articles.relating.relations import Ladder, Step, StepKind

RUNG = 52
HEAD = 34
FOOT = 54


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is for the names of levels and for the steps, and after how many letters words are broken."""

    labels: int
    column: int
    width: int
    letters_of_label: int
    letters_of_date: int


PAGE = Room(labels=250, column=188, width=1000, letters_of_label=26, letters_of_date=15)
CELL = Room(labels=196, column=110, width=560, letters_of_label=23, letters_of_date=12)


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder, whether reached or not; `is_placed` where its rank is known."""

    label: str
    lines: tuple[str, ...]
    y: int
    is_now: bool
    is_placed: bool


@dataclass(frozen=True, slots=True)
class Tread:
    """A step as a line at the height of its level; of an unknown level, as an area up to `top`.

    `said` is when the pair was there, as the reader looks: `today`, `possibly on 29 October 2025`; else empty.
    """

    step: Step
    x: int
    width: int
    y: int
    top: int
    said: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def depth(self) -> int:
        return self.y - self.top


@dataclass(frozen=True, slots=True)
class Riser:
    """The way from one tread to the next, where both stand at a known height."""

    x: int
    y1: int
    y2: int
    is_later: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on the ground line, where a step begins; `is_rough` where it is no one day."""

    x: int
    lines: tuple[str, ...]
    is_rough: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    left: int
    width: int
    height: int
    ground: int
    rungs: tuple[Rung, ...]
    treads: tuple[Tread, ...]
    risers: tuple[Riser, ...]
    marks: tuple[Mark, ...]


def drawing(ladder: Ladder, levels: Iterable[PartnershipLevel], when: str, room: Room = PAGE) -> Drawing:
    """The drawing of a ladder among all levels of its owner; `when` says from which day it is seen: `today`."""
    used = {step.level.pk: step.level for step in ladder.steps if step.level}
    shown = [row for row in levels if _belongs(row, ladder) and (row.rank is not None or row.pk in used)]
    shown.sort(key=lambda row: (row.rank is None, row.rank or 0, row.label))
    ground = HEAD + RUNG * max(len(shown), 1) + RUNG // 2
    heights = {row.pk: ground - RUNG * place for place, row in enumerate(shown, 1)}
    now = {step.level.pk for step in ladder.now if step.level}
    width = max(room.width, room.labels + room.column * len(ladder.steps))
    treads = _treads(ladder.steps, heights, ground, (room.labels, width), when)
    return Drawing(
        left=room.labels,
        width=width,
        height=ground + FOOT,
        ground=ground,
        rungs=tuple(
            Rung(
                row.label,
                tuple(wrap(row.label, room.letters_of_label)),
                heights[row.pk],
                row.pk in now,
                row.rank is not None,
            )
            for row in shown
        ),
        treads=treads,
        risers=tuple(_risers(treads)),
        marks=tuple(
            Mark(tread.x, tuple(wrap(tread.step.since.words, room.letters_of_date)), not tread.step.since.is_one_day)
            for tread in treads
            if tread.step.since and tread.step.kind is not StepKind.UNKNOWN
        ),
    )


def _belongs(level: PartnershipLevel, ladder: Ladder) -> bool:
    owner, sector = ladder.owner, ladder.sector
    return bool(owner and level.owner_id == owner.pk and level.sector_id == (sector.pk if sector else None))


def _treads(
    steps: Sequence[Step], heights: dict[int, int], ground: int, between: tuple[int, int], when: str
) -> tuple[Tread, ...]:
    left, right = between
    long = (right - left) // max(len(steps), 1)
    top = min(heights.values(), default=ground - RUNG) - RUNG // 3
    treads = []
    for place, step in enumerate(steps):
        is_unknown = step.kind is StepKind.UNKNOWN
        lasting = right - left - place * long if step.kind is StepKind.RELATIONS else long  # relations go on
        y = heights[step.level.pk] if step.level else ground
        said = ""
        if step.is_now and step.kind is not StepKind.RELATIONS:
            said = when if step.is_sure else f"possibly {when}"
        treads.append(Tread(step, left + place * long, lasting, y, top if is_unknown else y, said))
    return tuple(treads)


def _risers(treads: Sequence[Tread]) -> Iterable[Riser]:
    for tread, following in pairwise(treads):
        known = StepKind.UNKNOWN not in (tread.step.kind, following.step.kind)
        if known and tread.y != following.y and following.step.since:
            yield Riser(following.x, tread.y, following.y, following.step.phase.value == "later")
