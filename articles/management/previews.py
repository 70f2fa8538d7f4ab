"""What an import did, or would do, in lines: the first records, the first problems, and then no more of them."""

from collections.abc import Callable

from articles.imports.steps import UNCHANGED, FilePlan, Step

SHOWN = 100
"""Records, warnings and errors that are printed one by one."""


class Preview:
    """Prints files as they come in, or would in a dry run, and stops at a length that nobody reads."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write
        self.records = self.problems = 0

    def show(self, plan: FilePlan) -> None:
        if self.records < SHOWN or plan.errors:
            self.write(f"{plan.path} ({plan.format or 'unread'}): {plan.status.label}")
        for error in plan.errors:
            self._problem(f"line {error.line or 1}: found {error.found}; expected {error.expected}")
        for step in [] if plan.errors else plan.records:
            self._record(step)

    def _record(self, step: Step) -> None:
        self.records += 1
        if self.records <= SHOWN:
            self.write(f"  {line(step)}")
        elif self.records == SHOWN + 1:
            self.write("  … and so on; --report FILE has every record")
        for warning in step.warnings:
            self._problem(f"{step.held.slug}: {warning}")

    def _problem(self, text: str) -> None:
        self.problems += 1
        if self.problems <= SHOWN:
            self.write(f"    {text}")
        elif self.problems == SHOWN + 1:
            self.write("    … and so on; --report FILE has every warning")


def line(step: Step) -> str:
    """One record in a line."""
    fields, story = step.held.fields, step.entry.story
    if step.status is UNCHANGED:
        return f"unchanged  {step.held.slug}"
    published = fields["published"]
    date = f"{published} ({published.basis.label})" if published else "no date"
    place = step.place.name if step.place else "no place"
    dateline = f"{fields['dateline']} → {place}" if fields["dateline"] else "no dateline"
    agencies = "/".join(signer.short_name for signer in step.signers) or "unsigned"
    found = f"{_counted(len(story.paragraphs), 'paragraph')}, {_counted(len(step.suggestions), 'suggestion')}"
    version = f", version {step.number}" if step.number > 1 else ""
    return f"{step.status.label}  {step.held.slug}{version}: {date}; {dateline}; {agencies}; {found}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
