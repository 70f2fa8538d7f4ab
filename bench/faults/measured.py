"""The site as WSGI, saying with every answer what it took of the processor: for the measurements only."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from archive.wsgi import application as site


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers as the site does, with one header more."""
    began = time.thread_time()

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        took = time.thread_time() - began
        return start_response(status, [*headers, ("X-Processor-Seconds", f"{took:.6f}")], *more)

    answer: Iterable[bytes] = site(environ, start)
    return answer
