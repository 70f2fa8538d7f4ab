"""What a run came to, counted file by file."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from articles.imports.reports import error_report
from articles.imports.steps import REFUSED, FilePlan

LISTED = 1000
"""Files that the batch itself lists; the rows and the report have all."""


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
