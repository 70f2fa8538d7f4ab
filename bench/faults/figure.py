"""What a figure is: so many trials, so many failures, the worst that was measured, and the bar that it has to meet."""

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Size = Literal["small", "full"]
SHOWN = 20
"""Failures that are told of one by one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `worst` is what was measured, in words; `ok` says that the bar is met."""

    id: str
    n: int
    failures: int
    worst: str
    bar: str
    ok: bool


class Tally:
    """Trials as they come; failures are told on stderr, each with what was wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.n = self.failures = 0

    def trial(self, wrong: Iterable[str] = ()) -> None:
        """Count a trial, and a failure where anything is wrong with it."""
        found = list(wrong)
        self.n += 1
        if found:
            self.failures += 1
            if self.failures <= SHOWN:
                print(f"{self.name}, trial {self.n}: {'; '.join(found)}", file=sys.stderr, flush=True)

    def figure(self, worst: str, bar: str, *, in_time: bool = True) -> Figure:
        """The figure of all trials: it meets its bar with no failure, and where all took no longer than it may."""
        return Figure(self.name, self.n, self.failures, worst, bar, not self.failures and in_time)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that so large a share of them does not exceed; 0 where there are none."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
