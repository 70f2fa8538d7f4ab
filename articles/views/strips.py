"""Time drawn as one strip: a mark for each of a few rows, or bars for many; laid out for an SVG in parts of 100.

Lengths across are percentages, so that the drawing fits any width and its words keep their size; down they are pixels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.dates import Span
from articles.timelines import Stretch

HEIGHT = 64
"""Of the tallest bar."""
LEAST = 3
"""The height of a bar that counts anything at all."""
FILLED = 0.86
"""The part of its period that a bar fills; the rest keeps it from the next."""
NARROWEST = 0.3
"""The width of a bar in a stretch of very many periods, where its place shows more than its length."""
APART = 1.6
"""How far marks have to lie apart to stand side by side."""
SHORTEST = 2.4
"""What lasted less than this looks like a moment."""
ROW = 15
MOST_ROWS = 9
"""Marks that need more rows than these are drawn as bars instead."""


@dataclass(frozen=True, slots=True)
class Bar:
    """So many rows in a period: where it lies, and where it leads."""

    period: str
    label: str
    count: int
    url: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One row: its title, where it leads, whether it turned something, and its stretch where it lasted.

    Of what is not sure the stretch is of the days that it may have been on, or lasted to.
    """

    title: str
    url: str
    is_turn: bool
    x: float
    width: float
    y: int
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """A row to be marked: what it is called, where it is found, and when it was."""

    title: str
    url: str
    span: Span
    until: Span | None = None
    is_turn: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it began on a day, or on one of two."""
        first, last = self.span.earliest, self.span.latest
        return first is not None and last is not None and (last - first).days <= 1

    @property
    def is_sure(self) -> bool:
        """Whether its days are known."""
        return self.span.is_one_day and (self.until is None or self.until.is_one_day)

    @property
    def first(self) -> date:
        assert self.span.earliest is not None
        return self.span.earliest

    @property
    def last(self) -> date:
        """The last day that it is known to have lasted to."""
        until = self.until or self.span
        return max(until.latest or until.earliest or self.first, self.first)


@dataclass(frozen=True, slots=True)
class Tick:
    label: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing: `marks` or `bars`, over `ticks`. `unit` is what a bar stands for; `wider` fit into no bar."""

    title: str
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    unit: str
    wider: int = 0

    @property
    def base(self) -> int:
        """Where the line of time lies."""
        return self.height

    @property
    def outline(self) -> str:
        """All bars as one path, in a drawing that is 100 wide: many of them weigh nothing so."""
        return "".join(f"M{b.x} {self.base}V{b.y}H{b.x + b.width:g}V{self.base}Z" for b in self.bars)

    @property
    def has_unsure(self) -> bool:
        return not all(mark.is_sure for mark in self.marks)

    @property
    def full(self) -> int:
        """With the dates below."""
        return self.height + 22 if self.ticks else self.height + 1


def bars(
    counts: Sequence[tuple[str, int, str]],
    title: str,
    *,
    over: Stretch | None = None,
    height: int = HEIGHT,
    wider: int = 0,
    ticks: bool = True,
    most: int = 0,
) -> Strip | None:
    """A strip of (period, count, address); None where there is nothing to draw. `over` is more than they fill.

    `most` is the count that a full bar stands for, where strips are to be compared; else the greatest of them.
    """
    stretch = over or Stretch.of(period for period, _, _ in counts)
    if stretch is None:
        return None
    most = most or max((count for _, count, _ in counts), default=1) or 1
    drawn = []
    for period, count, url in counts:
        span = Span.parse(period)
        assert span.earliest is not None and span.latest is not None
        x, width = stretch.place(span.earliest, span.latest)
        tall = round(max(LEAST, height * count / most), 1)
        drawn.append(
            Bar(
                period,
                span.words,
                count,
                url,
                x,
                max(round(width * FILLED, 2), NARROWEST),
                round(height - tall, 1),
                tall,
            )
        )
    unit = {4: "year", 7: "month", 10: "day"}[len(counts[0][0])] if counts else ""
    return Strip(title, height, tuple(drawn), (), _ticks(stretch) if ticks else (), unit, wider)


def marks(rows: Iterable[Dated], title: str, *, over: Stretch | None = None) -> Strip | None:
    """A strip with a mark for each row that is known to a day or two, those at one time above each other.

    None where there is none, or where they do not fit. `over` is the stretch asked for; `wider` counts the other rows.
    """
    every = list(rows)
    placed = sorted((row for row in every if row.is_known), key=lambda row: row.first)
    stretch = over or Stretch.of(day.isoformat() for row in placed for day in (row.first, row.last))
    if stretch is None or not placed:
        return None
    ends: list[float] = []
    drawn = []
    for row in placed:
        x, width = stretch.place(row.first, row.last)
        if row.last == row.first or width < SHORTEST:
            x, width = min(max(x + width / 2, 0.8), 99.2), 0  # those at either end stay inside the drawing
        level = next((number for number, end in enumerate(ends) if x - end >= APART), len(ends))
        if level == MOST_ROWS:
            return None
        ends[level : level + 1] = [x + width]
        drawn.append((row, round(x, 2), width, level))
    height = max(len(ends) * ROW, 2 * ROW)
    found = tuple(
        Mark(row.title, row.url, row.is_turn, x, width, height - ROW * level - 8, row.is_sure)
        for row, x, width, level in drawn
    )
    return Strip(title, height, (), found, _ticks(stretch), "day", len(every) - len(placed))


def _ticks(stretch: Stretch) -> tuple[Tick, ...]:
    return tuple(Tick(_short(text), x, _anchor(x)) for text, x in stretch.ticks())


def _anchor(x: float) -> str:
    return "start" if x < 4 else "end" if x > 96 else "middle"


def _short(text: str) -> str:
    """`2025`, `Oct 2025`, `23 Oct`."""
    span = Span.parse(text)
    assert span.earliest is not None
    return f"{span.earliest:%-d %b}" if len(text) == 10 else f"{span.earliest:%b %Y}" if len(text) == 7 else text
