"""A run: one file after another is read, planned, told of, and applied or refused; with a batch that remembers it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db import OperationalError

from articles.imports.applying import OutOfDate, apply
from articles.imports.bulk import in_bulk
from articles.imports.grouping import Read, groups
from articles.imports.planning import Planner
from articles.imports.quarantine import Quarantine
from articles.imports.reports import Report
from articles.imports.sources import Document
from articles.imports.steps import REFUSED, FilePlan
from articles.imports.totals import LISTED, Totals
from articles.keeping import originals
from articles.models import ArticleVersion, ImportBatch, ImportRow
from articles.models.among import Among
from articles.wire import formats
from articles.wire.records import Reading, WireError

TRIES = 3
"""Plans that are made of one file while others change the archive under it."""


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
        self._refused: list[ImportRow] = []
        self.quarantine = Quarantine(batch.key) if batch is not None else None

    def take(self, documents: Iterable[Document]) -> Totals:
        """Take all documents, in the order of `grouping`; what it came to is kept with the batch."""
        try:
            with in_bulk():
                for group in groups(self._all(documents)):
                    self._take_all(group)
            self._sum_up()
        except (OSError, OperationalError) as error:
            with suppress(OperationalError):  # a full disk may have room for this
                self._sum_up()
            raise StoppedError(why(error)) from error
        return self.totals

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
        try:
            for number, document, reading in group:
                self._take(number, document, reading)
        finally:
            ImportRow.objects.bulk_create(self._refused)  # of many small files each would be a transaction of its own
            self._refused.clear()

    def _is_to_come(self, reading: Reading | WireError) -> bool:
        """Whether a file will come in, as far as is known before it is planned: it can, and it has not come before."""
        return isinstance(reading, Reading) and not reading.errors and self.planner.is_new(reading)

    def _read(self, document: Document) -> Reading | WireError:
        if document.error is not None:
            return document.error
        try:
            reading = formats.examine(document.data, document.path, self.format, self.left, is_named=document.is_named)
        except WireError as error:
            return error
        if self.left is not None and any(isinstance(error, formats.TooManyError) for error in reading.errors):
            raise reading.errors[0]
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
        """A row for each error, stored with those of the group, and the file in quarantine, if that can be written."""
        if self.batch is None or self.quarantine is None:
            return
        try:
            self.quarantine.put(number, document, plan.errors)
        except OSError as error:
            self.totals.unkept[why(error)] += 1
        self._refused.extend(
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
