"""A run: one file after another is read, planned, told of, and applied or refused; with a batch that remembers it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.imports import quarantine
from articles.imports.applying import OutOfDate, apply
from articles.imports.planning import Planner
from articles.imports.reports import Report, error_report
from articles.imports.sources import Document
from articles.imports.steps import REFUSED, FilePlan
from articles.keeping import originals
from articles.models import ImportBatch, ImportRow
from articles.wire import formats
from articles.wire.records import Reading, WireError

TRIES = 3
"""Plans that are made of one file while others change the archive under it."""
GROUP, LARGE = 100, 1 << 20
"""Files that the archive is asked about at once, and bytes of one that is taken by itself."""
WAITING, FEW = 2000, 20
"""Files that wait for the others, and records of a file that may."""
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


@dataclass(frozen=True, slots=True)
class Watching:
    """Who is told of a run: of each plan before anything is done, of bytes that are done, of a file refused later."""

    planned: Callable[[FilePlan], object] = lambda plan: None
    done: Callable[[float], object] = lambda count: None


class Run:
    """One run of an import. Without a batch it is a dry one: everything is decided, and nothing is written.

    With `most`, it ends with `TooManyError` at the first file by which it would be more records than that.
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

    def take(self, documents: Iterable[Document]) -> Totals:
        """Take all documents. Those with an undated story wait for the others, which may tell its day."""
        waiting: list[Read] = []
        group: list[Read] = []
        for number, document in enumerate(documents, 1):
            reading = self._read(document)
            if len(waiting) < WAITING and _waits(reading):
                waiting.append((number, document, reading))
                continue
            group.append((number, document, reading))
            if len(group) == GROUP or document.size > LARGE:
                self._take_all(group)
                group = []
        self._take_all(group)
        for start in range(0, len(waiting), GROUP):
            self._take_all(waiting[start : start + GROUP])
        if self.batch is not None:
            self.batch.report = {**self.batch.report, **self.totals.as_json}
            self.batch.format = next(iter(self.totals.formats), "") if len(self.totals.formats) == 1 else "several"
            self.batch.save(update_fields=["report", "format"])
        return self.totals

    def _take_all(self, group: list[Read]) -> None:
        """Take files that the archive is asked about together."""
        self.planner.foresee([reading for _, _, reading in group if isinstance(reading, Reading)])
        for number, document, reading in group:
            self._take(number, document, reading)

    def _read(self, document: Document) -> Reading | WireError:
        if document.error is not None:
            return document.error
        try:
            reading = formats.read(document.data, name=document.path, format=self.format, most=self.left)
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
            self.watching.planned(plan)
        else:
            plan = self._carried_out(document, reading)
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
            if not attempt or plan.errors:
                self.watching.planned(plan)
            if plan.errors or self.batch is None or plan.does_nothing:
                self.watching.done(document.size / 2)
                return plan
            try:
                apply(plan, self.batch, originals.keep(document.data), lambda count: self.watching.done(count * share))
                self.planner.came(plan)
                return plan
            except OutOfDate as error:
                self.planner.start_again(plan)
                reason = str(error)
        found = f"an archive that is changed while this is imported ({reason})"
        refused = FilePlan(document.path, reading.format, reading.encoding, errors=[WireError(found, "another try")])
        self.watching.planned(refused)
        return refused

    def _refuse(self, number: int, document: Document, plan: FilePlan) -> None:
        """A row for each error, and the file in quarantine."""
        if self.batch is None:
            return
        quarantine.put(self.batch.key, number, document.path, document.data, plan.errors)
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


def _waits(reading: Reading | WireError) -> bool:
    """Whether a file has a story without a date, and few enough for all to be kept meanwhile."""
    if isinstance(reading, WireError) or len(reading.stories) > FEW:
        return False
    return any(story.published is None for story in reading.stories)
