"""A run: one file after another is read, planned, told of, and applied or refused; with a batch that remembers it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError

from articles.imports.applying import OutOfDate, apply
from articles.imports.planning import Planner
from articles.imports.quarantine import Quarantine
from articles.imports.reports import Report, error_report
from articles.imports.sources import Document
from articles.imports.steps import REFUSED, FilePlan
from articles.keeping import originals
from articles.models import ArticleVersion, ImportBatch, ImportRow
from articles.models.among import Among
from articles.wire import formats
from articles.wire.records import Reading, WireError

TRIES = 3
"""Plans that are made of one file while others change the archive under it."""
GROUP, TOGETHER = 400, 4 << 20
"""Files that the archive is asked about at once, and bytes of them from which on no more are added."""
WAITING, KEPT, FEW = 2000, 32 << 20, 20
"""Files that wait for the others, bytes of them from which on no more do, and records of a file that may."""
LISTED = 1000
"""Files that the batch itself lists; the rows and the report have all."""


Read = tuple[int, Document, Reading | WireError]
"""A document with its number, and what reading it came to."""


@dataclass(slots=True)
class Totals:
    """What a run came to: files and records by what became of them."""

    files: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    formats: Counter[str] = field(default_factory=Counter)
    listed: list[dict[str, Any]] = field(default_factory=list)
    unkept: Counter[str] = field(default_factory=Counter)
    """Refused files that quarantine could not take, by why."""

    def count(self, plan: FilePlan) -> None:
        self.files[plan.status.value] += 1
        self.formats[plan.format] += 1
        if plan.status is not REFUSED:
            self.records.update(step.status.value for step in plan.steps)
            self.warnings += sum(len(step.warnings) for step in plan.steps)
        if len(self.listed) < LISTED:
            told = {"path": plan.path, "format": plan.format, "status": plan.status.value}
            records = Counter(step.status.value for step in plan.steps) if plan.status is not REFUSED else {}
            errors = [error_report(error) for error in plan.errors[:20]]
            self.listed.append({**told, "records": dict(records), "errors": errors})

    @property
    def as_json(self) -> dict[str, Any]:
        return {"files": dict(self.files), "records": dict(self.records), "warnings": self.warnings, "of": self.listed}


class _Pile:
    """Files that are kept for later: no more once they are so many, or have so many bytes."""

    def __init__(self, most: int, largest: int) -> None:
        self._most, self._largest = most, largest
        self._files: list[Read] = []
        self._length = 0

    def add(self, read: Read) -> None:
        self._files.append(read)
        self._length += len(read[1].data)

    @property
    def is_full(self) -> bool:
        return len(self._files) >= self._most or self._length >= self._largest

    def emptied(self) -> list[Read]:
        """The files, which are not kept any more."""
        files, self._files, self._length = self._files, [], 0
        return files


@dataclass(frozen=True, slots=True)
class Watching:
    """Who is told of a run: of each file, once it is in or refused (in a dry run, would be); of bytes that are done."""

    told: Callable[[FilePlan], object] = lambda plan: None
    done: Callable[[float], object] = lambda count: None


class StoppedError(Exception):
    """The disk or the database takes no more: files that were told of are in, and all others are not."""


class Run:
    """One run of an import. Without a batch it is a dry one: everything is decided, and nothing is written.

    `StoppedError` where what it has to write cannot be written. With `most`, it ends with `TooManyError` at the first
    file by which it would be more records than that.
    """

    def __init__(
        self,
        planner: Planner,
        batch: ImportBatch | None,
        format: str = "auto",
        watching: Watching | None = None,
        most: int | None = None,
    ) -> None:
        self.planner, self.batch, self.format, self.left = planner, batch, format, most
        self.watching = watching or Watching()
        self.report, self.totals = Report(), Totals()
        self.keeper = originals.Keeper()
        self.quarantine = Quarantine(batch.key) if batch is not None else None

    def take(self, documents: Iterable[Document]) -> Totals:
        """Take all documents, in an order that `_take_each` says; what it came to is kept with the batch."""
        try:
            self._take_each(documents)
            self._sum_up()
        except (OSError, OperationalError) as error:
            with suppress(OperationalError):  # a full disk may have room for this
                self._sum_up()
            raise StoppedError(why(error)) from error
        return self.totals

    def _take_each(self, documents: Iterable[Document]) -> None:
        """Documents with an undated story wait for the others, which may tell its day."""
        waiting, group = _Pile(WAITING, KEPT), _Pile(GROUP, TOGETHER)
        for read in self._all(documents):
            (waiting if _waits(read[2]) and not waiting.is_full else group).add(read)
            if group.is_full:
                self._take_all(group.emptied())
        for read in waiting.emptied():
            group.add(read)
            if group.is_full:
                self._take_all(group.emptied())
        self._take_all(group.emptied())

    def _sum_up(self) -> None:
        if self.batch is not None:
            self.batch.report = {**self.batch.report, **self.totals.as_json}
            self.batch.format = next(iter(self.totals.formats), "") if len(self.totals.formats) == 1 else "several"
            self.batch.save(update_fields=["report", "format"])

    def _all(self, documents: Iterable[Document]) -> Iterator[Read]:
        for number, document in enumerate(documents, 1):
            yield number, document, self._read(document)

    def _take_all(self, group: list[Read]) -> None:
        """Take files that the archive is asked about together."""
        self.planner.foresee([reading for _, _, reading in group if isinstance(reading, Reading)])
        if self.batch is not None:
            self.keeper.keep_all(document.data for _, document, reading in group if self._is_to_come(reading))
        for number, document, reading in group:
            self._take(number, document, reading)

    def _is_to_come(self, reading: Reading | WireError) -> bool:
        """Whether a file will come in, as far as is known before it is planned: it can, and it has not come before."""
        return isinstance(reading, Reading) and not reading.errors and self.planner.is_new(reading)

    def _read(self, document: Document) -> Reading | WireError:
        if document.error is not None:
            return document.error
        try:
            reading = formats.read(document.data, document.path, self.format, self.left, is_named=document.is_named)
        except WireError as error:
            if self.left is not None and isinstance(error, formats.TooManyError):
                raise
            return error
        if self.left is not None:
            self.left -= len(reading.stories)
        return reading

    def _take(self, number: int, document: Document, reading: Reading | WireError) -> None:
        if isinstance(reading, WireError):
            plan = FilePlan(document.path, errors=[reading])
        else:
            plan = self._carried_out(document, reading)
        self.watching.told(plan)
        self.report.add(number, plan)
        self.totals.count(plan)
        if plan.errors:
            self._refuse(number, document, plan)
        self.planner.spool.empty()

    def _carried_out(self, document: Document, reading: Reading) -> FilePlan:
        """The plan of a file, applied unless the run is dry or there is nothing to do."""
        share = document.size / max(1, 2 * len(reading.stories))
        for attempt in range(TRIES):
            progress = (lambda count: self.watching.done(count * share)) if not attempt else (lambda count: None)
            plan = self.planner.plan(document.path, reading, progress)
            if plan.errors or self.batch is None or plan.does_nothing:
                self.watching.done(document.size / 2)
                if self.batch is not None:
                    self._mend(document, plan)
                return plan
            try:
                original = self.keeper.keep(document.data)  # on the disk before any row names it
                apply(plan, self.batch, original, lambda count: self.watching.done(count * share))
                self.planner.came(plan)
                return plan
            except OutOfDate as error:
                self.planner.start_again(plan)
                reason = str(error)
        found = f"an archive that is changed while this is imported ({reason})"
        return FilePlan(document.path, reading.format, reading.encoding, errors=[WireError(found, "another try")])

    def _mend(self, document: Document, plan: FilePlan) -> None:
        """The original of a version that is held, where its file was lost or damaged meanwhile."""
        digest = hashlib.sha256(document.data).hexdigest()
        if self.keeper.has(digest):
            return
        held = {step.held.pk for step in plan.steps if step.held.pk is not None}
        if ArticleVersion.objects.filter(Among("article", held), original=digest).exists():
            self.keeper.keep(document.data)

    def _refuse(self, number: int, document: Document, plan: FilePlan) -> None:
        """A row for each error, and the file in quarantine, if that can be written."""
        if self.batch is None or self.quarantine is None:
            return
        try:
            self.quarantine.put(number, document, plan.errors)
        except OSError as error:
            self.totals.unkept[why(error)] += 1
        ImportRow.objects.bulk_create(
            ImportRow(
                batch=self.batch,
                path=document.path[-1000:],
                line=error.line,
                status=REFUSED,
                message=f"found {error.found}; expected {error.expected}",
            )
            for error in plan.errors[:LISTED]
        )


def why(error: Exception) -> str:
    """What an error of the disk or the database says, without what it says to programmers."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror.lower()}{f': {error.filename}' if error.filename else ''}"
    return str(error) or type(error).__name__


def _waits(reading: Reading | WireError) -> bool:
    """Whether a file has a story without a date, and few enough for all to be kept meanwhile."""
    if isinstance(reading, WireError) or len(reading.stories) > FEW:
        return False
    return any(story.published is None for story in reading.stories)
