"""Time drawn as one strip: a mark for each of a few rows, or bars for many; laid out for an SVG in parts of 100.

Lengths across are percentages, so that the drawing fits any width and its words keep their size; down they are pixels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    """One row: its title, where it leads, whether it turned something, and its stretch where it lasted."""

    title: str
    url: str
    is_turn: bool
    x: float
    width: float
    y: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A row to be marked: what it is called, where it is found, and when it was."""

    title: str
    url: str
    span: Span
    until: Span | None = None
    is_turn: bool = False


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
) -> Strip | None:
    """A strip of (period, count, address); None where there is nothing to draw. `over` is more than they fill."""
    stretch = over or Stretch.of(period for period, _, _ in counts)
    if stretch is None:
        return None
    most = max((count for _, count, _ in counts), default=1) or 1
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


def marks(rows: Iterable[Dated], title: str) -> Strip | None:
    """A strip with a mark for each row, those at one time above each other; None where they do not fit."""
    known = [(row, row.span.earliest or row.span.latest) for row in rows]
    placed = sorted(((row, day) for row, day in known if day), key=lambda pair: pair[1])
    stretch = Stretch.of([day.isoformat() for _, day in placed] + [_end(row) for row, _ in placed])
    if stretch is None:
        return None
    ends: list[float] = []
    drawn = []
    for row, day in placed:
        until = Span.parse(_end(row)).latest
        assert until is not None
        x, width = stretch.place(day, max(until, day))
        width = width if until > day else 0
        # A mark stands on its day's middle; those of the first and last day stay inside the drawing.
        x = min(max(x, 0.8), 99.2 - width)
        level = next((number for number, end in enumerate(ends) if x - end >= APART), len(ends))
        if level == MOST_ROWS:
            return None
        ends[level : level + 1] = [x + width]
        drawn.append((row, x, width, level))
    height = max(len(ends) * ROW, 2 * ROW)
    found = tuple(Mark(r.title, r.url, r.is_turn, x, width, height - ROW * level - 8) for r, x, width, level in drawn)
    return Strip(title, height, (), found, _ticks(stretch), "")


def _end(row: Dated) -> str:
    """The last day that a row is known to have lasted to, or that it may have been on."""
    last = (row.until or row.span).latest or (row.until or row.span).earliest
    assert last is not None
    return last.isoformat()


def _ticks(stretch: Stretch) -> tuple[Tick, ...]:
    return tuple(Tick(_short(text), x, _anchor(x)) for text, x in stretch.ticks())


def _anchor(x: float) -> str:
    return "start" if x < 4 else "end" if x > 96 else "middle"


def _short(text: str) -> str:
    """`2025`, `Oct 2025`, `23 Oct`."""
    span = Span.parse(text)
    assert span.earliest is not None
    return f"{span.earliest:%-d %b}" if len(text) == 10 else f"{span.earliest:%b %Y}" if len(text) == 7 else text
