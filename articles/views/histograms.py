"""Bars over time, laid out for an SVG: each leads to its period, and the same figures stand in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 80
WIDTH = 1000
"""The drawing is stretched to the page's width, unless there are only a few bars."""
FEW = 20
WIDEST = 50
"""A bar among few, with the gap beside it."""
LEAST = 3
"""The height of a bar that counts anything at all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period in words, in full and as short as an axis needs it, its count, and where it leads."""

    label: str
    short: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """A bar with its place in the drawing."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float
    reach: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """A drawing of `width` × `height`, and the labels below it."""

    title: str
    columns: tuple[Column, ...]
    axis: tuple[str, ...]
    width: int
    is_short: bool
    height: int = HEIGHT


def histogram(bars: Sequence[Bar], title: str) -> Histogram:
    """The drawing of some bars, at least one, in order of time."""
    most = max((bar.count for bar in bars), default=0) or 1
    width = min(WIDTH, len(bars) * WIDEST)
    step = width / len(bars)
    gap = min(3.0, step * 0.25)
    columns = []
    for place, bar in enumerate(bars):
        height = max(LEAST, bar.count / most * HEIGHT) if bar.count else 0
        columns.append(
            Column(bar, round(place * step, 2), round(HEIGHT - height, 2), round(step - gap, 2), height, step)
        )
    return Histogram(title, tuple(columns), _axis([bar.short for bar in bars]), width, len(bars) < FEW)


def _axis(labels: list[str]) -> tuple[str, ...]:
    """The first label, the last, and one in the middle where there is room for it."""
    if len(labels) < 3:
        return tuple(labels)
    return labels[0], labels[(len(labels) - 1) // 2], labels[-1]
