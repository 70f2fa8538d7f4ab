"""The processor time that finding may take: of a question by itself, or of several that one page asks together.

Where it is over the question is stopped with `TooMuchWork`, wherever it is then.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from articles.search.results import TooMuchWork

BUDGET = 0.35
"""Seconds of a question, with what is tried instead where nothing is found."""
_together: ContextVar[float | None] = ContextVar("together", default=None)


def deadline() -> float:
    """When a question that begins now has to have ended, by `time.thread_time`."""
    own, shared = time.thread_time() + BUDGET, _together.get()
    return own if shared is None else min(own, shared)


def check(end: float) -> None:
    """Stop a question that should have ended by then, in seconds of `time.thread_time`."""
    if time.thread_time() > end:
        raise TooMuchWork


@contextmanager
def together(seconds: float | None = None) -> Iterator[None]:
    """Have all questions asked inside take so many seconds in all, those of one question where none are named."""
    end = min(deadline(), time.thread_time() + (BUDGET if seconds is None else seconds))
    token = _together.set(end)
    try:
        yield
    finally:
        _together.reset(token)
