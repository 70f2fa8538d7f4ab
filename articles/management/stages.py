"""Progress bars of commands that take several steps."""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm


class Stages:
    """A bar for each stage, on a terminal; those whose name is in `in_bytes` count bytes."""

    def __init__(self, *in_bytes: str) -> None:
        self.in_bytes = in_bytes
        self.bar: Any = None

    def __call__(self, name: str, total: int) -> Callable[[int], object]:
        self._close()
        unit = "B" if name in self.in_bytes else " "
        self.bar = tqdm(total=total, desc=name, unit=unit, unit_scale=True, disable=None)
        update: Callable[[int], object] = self.bar.update
        return update

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self.bar is not None:
            self.bar.close()
