"""Bars over time, laid out for an SVG: each leads to its period, and the same figures stand in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 80
WIDTH = 1000
LEAST = 3
"""The height of a bar that counts anything at all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period (as in addresses), its label, its count, where it leads, and whether it is what was asked for."""

    period: str
    label: str
    count: int
    url: str
    chosen: bool = False


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
    width: int = WIDTH
    height: int = HEIGHT


def histogram(bars: Sequence[Bar], title: str) -> Histogram:
    """The drawing of some bars, at least one, in order of time."""
    most = max((bar.count for bar in bars), default=0) or 1
    step = WIDTH / len(bars)
    gap = min(3.0, step * 0.25)
    columns = []
    for place, bar in enumerate(bars):
        height = max(LEAST, bar.count / most * HEIGHT) if bar.count else 0
        columns.append(
            Column(bar, round(place * step, 2), round(HEIGHT - height, 2), round(step - gap, 2), height, step)
        )
    return Histogram(title, tuple(columns), _axis([bar.label for bar in bars]))


def _axis(labels: list[str]) -> tuple[str, ...]:
    """The first label, the last, and one in the middle where there is room for it."""
    if len(labels) < 3:
        return tuple(labels)
    return labels[0], labels[(len(labels) - 1) // 2], labels[-1]
