"""What an import did, or would do, as JSON. The names of its keys are a promise to the outside.

    {"batch", "files": [{"path", "format", "encoding", "status", "articles": […], "errors": [{…}]}]}

`docs/importing.md` explains each key.
"""

import json
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from articles.imports.steps import FilePlan, Step
from articles.vocabulary import Basis
from articles.wire.records import Suggestion, WireError

_PIECE = 1 << 20
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def file_report(plan: FilePlan) -> Iterator[str]:
    """One file as JSON, in pieces: that of a large file is never whole in memory."""
    head = {"path": plan.path, "format": plan.format, "encoding": plan.encoding, "status": plan.status.value}
    yield _as_json(head)[:-1] + ', "articles": ['
    for number, step in enumerate([] if plan.errors else plan.records):
        yield (",\n" if number else "\n") + _as_json(article_report(step))
    yield '], "errors": ' + _as_json([error_report(error) for error in plan.errors]) + "}"


def article_report(step: Step) -> dict[str, Any]:
    """One record: what the article is, or would be, and what was suggested of it."""
    story, fields = step.entry.story, step.held.fields
    published = fields["published"]
    basis = published.basis.value if published else fields.get("published_basis")
    return {
        "slug": step.held.slug,
        "status": step.status.value,
        "line": story.line,
        "headline": fields["headline"] or None,
        "published": str(published) if published else None,
        "precision": published.precision.value if published else None,
        "basis": basis if published or basis == Basis.EDITOR else None,
        "note": fields["published_note"] or None,
        "dateline": fields["dateline"] or None,
        "place": step.place.name if step.place else story.place or None,
        "agencies": [signer.short_name for signer in step.signers],
        "paragraphs": len(story.paragraphs),
        "version": step.number or None,
        "kind": step.kind.value if step.kind else None,
        "article_status": str(fields["status"]),
        "suggestions": [suggestion_report(found) for found in step.suggestions],
        "others": step.others,
        "warnings": step.warnings,
    }


def suggestion_report(found: Suggestion) -> dict[str, Any]:
    return {
        "type": found.type.value,
        "label": found.label,
        "modality": found.modality or None,
        "from": list(found.origin),
        "to": list(found.to),
        "through": found.through or None,
        "paragraph": found.paragraph,
        "quote": found.quote,
        "rule": found.rule,
        "key": found.key or None,
        "kind": found.kind or None,
        "speaker": found.speaker or None,
        "title": found.title or None,
        "sectors": list(found.sectors),
        "day": found.day or None,
        "level": found.level or None,
    }


def error_report(error: WireError) -> dict[str, Any]:
    return {"line": error.line, "found": error.found, "expected": error.expected}


class Report:
    """The files of a run as they come, in whatever order, written out in the order they were given."""

    def __init__(self) -> None:
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 — as long as the report
        self._places: dict[int, tuple[int, int]] = {}
        self._end = 0

    def add(self, number: int, plan: FilePlan) -> None:
        """Keep the report of the file with this number; one that is given again counts last."""
        start = self._end
        for piece in file_report(plan):
            self._end += self._spool.write(piece.encode("utf-8", "backslashreplace"))
        self._places[number] = (start, self._end)

    def write(self, out: IO[bytes], batch: str | None) -> None:
        """Write all of it, in UTF-8; `batch` is None where nothing was done."""
        out.write(f'{{"batch": {json.dumps(batch)}, "files": ['.encode())
        for position, number in enumerate(sorted(self._places)):
            out.write(b",\n" if position else b"\n")
            start, end = self._places[number]
            self._spool.seek(start)
            while (left := end - self._spool.tell()) > 0:
                out.write(self._spool.read(min(left, _PIECE)))
        self._spool.seek(self._end)
        out.write(b"\n]}\n")
