"""Filling a new generation, in one process or several: each writes segments of its own, one commits them all.

The process that reads the documents hands batches to whichever other is idle, and meanwhile writes itself. A process
that fails or dies fails the whole: nothing of it is committed.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment

from articles.search.documents import Document
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.segments.index import open_index
from articles.search.engines.whoosh.segments.writer import DOCS_A_SEGMENT, ArrayWriter

HANDED = 256
"""Documents handed over at a time."""
OWN = 8
"""Documents written between two looks at who is idle."""
FEW = 5_000
"""Documents that are written as fast by one process as by several, about."""
MOST_PROCESSES = 4
_READY, _SEGMENTS, _ERROR = "ready", "segments", "error"


class FillingFailed(Exception):
    """A process that helped to fill an index has failed."""


def processes_for(documents: int) -> int:
    """How many processes so many documents are worth."""
    return 1 if documents < FEW else min(len(os.sched_getaffinity(0)), MOST_PROCESSES)


def fill(writer: ArrayWriter, folder: Path, documents: Iterable[Document], processes: int) -> Iterator[int]:
    """Write the documents into the index in a folder, by the writer and so many processes in all.

    Yields how many have been taken, time and again. The writer is not committed; if this is left before its end, it has
    to be cancelled.
    """
    writer.docs_per_segment = DOCS_A_SEGMENT // processes
    source = iter(documents)
    with _Helpers(folder, processes - 1) as helpers:
        while True:
            idle = helpers.idle()
            batch = list(islice(source, HANDED if idle else OWN))
            if not batch:
                break
            if idle:
                idle.hand(batch)
            else:
                _write(writer, batch)
            yield len(batch)
        for helper in helpers.all:
            helper.end()
        if writer.docnum:
            writer.roll()  # meanwhile the others finish theirs
        for helper in helpers.all:
            writer.adopt(helper.segments())


class _Helpers:
    """The other processes. Whatever happens, none is left behind."""

    def __init__(self, folder: Path, count: int) -> None:
        self.all = [_Helper(folder, DOCS_A_SEGMENT // (count + 1)) for _ in range(count)]

    def __enter__(self) -> "_Helpers":
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self.all:
            helper.stop()

    def idle(self) -> "_Helper | None":
        return next((helper for helper in self.all if helper.is_ready()), None)


class _Helper:
    """Another process that writes, seen from the one that reads."""

    def __init__(self, folder: Path, docs_per_segment: int) -> None:
        # Forked, not spawned: it needs nothing but what is imported here. It leaves database connections alone, since
        # they are this process's: closing one there would end it here.
        context = multiprocessing.get_context("fork")
        self.connection, other = context.Pipe()
        self.process: ForkProcess = context.Process(target=_help, args=(folder, other, docs_per_segment), daemon=True)
        self.process.start()
        other.close()
        self._is_ready = False

    def is_ready(self) -> bool:
        if not self._is_ready and self.connection.poll():
            self._receive(_READY)
            self._is_ready = True
        return self._is_ready

    def hand(self, batch: list[Document]) -> None:
        self._is_ready = False
        self._send(batch)

    def end(self) -> None:
        """Tell it that nothing more comes."""
        self._send(None)

    def segments(self) -> list[Segment]:
        """Its segments, when it has written all that it was handed."""
        if not self._is_ready:
            self._receive(_READY)
        segments: list[Segment] = self._receive(_SEGMENTS)
        self.process.join()
        return segments

    def stop(self) -> None:
        self.connection.close()
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()

    def _send(self, message: object) -> None:
        try:
            self.connection.send(message)
        except OSError as error:
            raise FillingFailed(f"a process ended with code {self._code()}") from error

    def _receive(self, wanted: str) -> Any:
        try:
            kind, content = self.connection.recv()
        except (EOFError, OSError) as error:
            raise FillingFailed(f"a process ended with code {self._code()}") from error
        if kind != wanted:
            raise FillingFailed(content)
        return content

    def _code(self) -> int | None:
        self.process.join(1)
        return self.process.exitcode


def _help(folder: Path, connection: Connection, docs_per_segment: int) -> None:
    """What another process does: write the batches that it is sent, and tell of its segments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who reads is told, and stops the others
    writer = open_index(folder).writer(docs_per_segment=docs_per_segment, is_helping=True)
    try:
        connection.send((_READY, None))
        while (batch := connection.recv()) is not None:
            _write(writer, batch)
            connection.send((_READY, None))
        connection.send((_SEGMENTS, writer.finish()))
    except (EOFError, BrokenPipeError):  # nobody reads any more
        writer.cancel()
    except Exception as error:
        writer.cancel()
        connection.send((_ERROR, f"{type(error).__name__}: {error}"))
        raise  # so that where it happened is told, too


def _write(writer: ArrayWriter, batch: Iterable[Document]) -> None:
    for document in batch:
        writer.add_document(**schema.record(document))
