"""`manage.py import_articles PATH…`: news from files, folders, archives and standard input."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError
from tqdm import tqdm

from articles.imports import quarantine, sources
from articles.imports.locking import Busy, importing
from articles.imports.planning import Planner
from articles.imports.running import Run, StoppedError, Watching, why
from articles.imports.steps import REFUSED, Options
from articles.imports.totals import Totals
from articles.keeping import originals
from articles.management.piping import flush, write
from articles.management.previews import Preview
from articles.models import ImportBatch
from articles.wire.formats import CODES

FINE, REFUSALS, NOTHING, MISUSE = 0, 1, 2, 64


class Command(BaseCommand):
    help = (
        "Reads news in any of the wire formats, shows what it would do with each record, and does it, one transaction "
        "a file. Exit status 0 fine, 1 something was refused, 2 nothing could be read, 64 misuse."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:  # a caller in Python gets Django's CommandError
            parser.error = misused.__get__(parser)  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="file, folder, zip, tar or gz; - is standard input"
        )
        parser.add_argument("--format", default="auto", choices=CODES, help="by default found out")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, and do nothing")
        parser.add_argument("--publish", action="store_true", help="new articles are published; else they are drafts")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what was done, as JSON")

    def handle(
        self,
        *args: Any,
        paths: list[str],
        format: str,
        dry_run: bool,
        publish: bool,
        report: Path | None,
        **options: Any,
    ) -> None:
        if report is not None:
            self._check_writable(report)
        try:
            with importing(wait=False, is_dry=dry_run):
                code = self._run(paths, format, Options(publish=publish), dry_run, report)
        except Busy:
            self.stderr.write("Another import runs: try again when it has ended.")
            code = NOTHING
        except (OSError, OperationalError) as error:
            self.stderr.write(f"The import could not begin, or its end not be told: {why(error)}.")
            code = NOTHING
        flush(self.stdout)
        if code:
            sys.exit(code)

    def _run(self, paths: list[str], format: str, options: Options, dry_run: bool, report: Path | None) -> int:
        batch = None if dry_run else ImportBatch.objects.create(source=sources.printable(" ".join(paths))[:1000])
        if batch is not None:  # first, so that it is known of a run that is killed
            write(self.stdout, f"batch {batch.key} begins")
            flush(self.stdout)
            originals.forget_drafts()
        preview, stopped = Preview(self._write), False
        with tqdm(total=sources.size(paths), unit="B", unit_scale=True, disable=None) as bar:
            run = Run(Planner(options), batch, format, Watching(preview.show, bar.update))
            try:
                run.take(sources.documents(paths))
            except StoppedError as error:
                stopped = True
                self.stderr.write(
                    f"The import has stopped: {error}. What is told of above is in, and nothing else; the same command "
                    "completes it when that can be written."
                )
        is_written = report is None or self._write_report(run, report, batch)
        self._tell(run.totals, batch)
        return exit_code(run.totals) if is_written and not stopped else NOTHING

    def _write_report(self, run: Run, path: Path, batch: ImportBatch | None) -> bool:
        """Whether the report could be written."""
        try:
            with path.open("wb") as file:
                run.report.write(file, batch.key if batch else None)
        except OSError as error:
            self.stderr.write(f"The report could not be written to {path}: {why(error)}.")
            return False
        return True

    def _write(self, text: str) -> None:
        """A line above the bar, not through it. The import goes on where nobody reads it any more."""
        with tqdm.external_write_mode():
            write(self.stdout, text)

    def _tell(self, totals: Totals, batch: ImportBatch | None) -> None:
        records = ", ".join(f"{count} {status}" for status, count in sorted(totals.records.items())) or "none"
        write(self.stdout, f"files: {totals.files.total()}, refused: {totals.files[REFUSED]}; articles: {records}")
        if batch is None:
            write(self.stdout, "A dry run: nothing was written.")
            return
        for reason, count in totals.unkept.items():
            self.stderr.write(f"Refused files that quarantine could not take: {count} ({reason}).")
        if totals.files[REFUSED] > totals.unkept.total():
            place = quarantine.folder(batch.key)
            write(self.stdout, f"What was refused lies in {place}, each with the reason beside it.")
        write(self.stdout, f"batch {batch.key}. To take it back: manage.py undo_import {batch.key}")

    def _check_writable(self, report: Path) -> None:
        """Before anything is imported; nothing is written yet, since the report may lie in a folder to be imported."""
        if report.is_dir() or not os.access(report if report.exists() else report.absolute().parent, os.W_OK):
            self.stderr.write(f"--report {report} cannot be written: name a file in a folder that can be.")
            sys.exit(MISUSE)


def exit_code(totals: Totals) -> int:
    """What the command ends with."""
    if totals.files[REFUSED] == totals.files.total():
        return NOTHING
    return REFUSALS if totals.files[REFUSED] else FINE


def misused(parser: ArgumentParser, message: str) -> NoReturn:
    """End with the status that means misuse, and how to use it."""
    parser.print_usage(sys.stderr)
    parser.exit(MISUSE, f"{parser.prog}: {message}\n")
