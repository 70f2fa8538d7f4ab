"""`manage.py undo_import BATCH`: takes an import back, all of it or nothing."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.imports import undoing
from articles.imports.locking import Busy, importing
from articles.management.commands.import_articles import misused
from articles.management.unusable import require_tables

DONE, REFUSED, UNKNOWN, MISUSE = 0, 1, 2, 64
SHOWN = 20


class Command(BaseCommand):
    help = (
        "Removes what an import brought and gives what it changed its fields back; refuses where someone has built on "
        "it since. Exit status 0 taken back, 1 refused, 2 no such import, 64 misuse."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:
            parser.error = misused.__get__(parser)  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", metavar="BATCH", help="the key that the import printed")

    def handle(self, *args: Any, batch: str, **options: Any) -> None:
        require_tables()
        found = undoing.find(batch)
        if found is None:
            self.stderr.write(f"There is no import {batch}: the desk lists them under import batches.")
            sys.exit(UNKNOWN)
        if found.undone is not None:
            self.stdout.write(f"{found.key} was taken back on {found.undone:%d %B %Y}: nothing was done.")
            return
        try:
            with importing(wait=False):
                undone = undoing.undo(found)
        except Busy:
            self.stderr.write("An import runs: try again when it has ended.")
            sys.exit(REFUSED)
        except undoing.InTheWay as error:
            self.stderr.write(f"{found.key} was not taken back, and nothing was changed. In the way:")
            for reason in error.reasons[:SHOWN]:
                self.stderr.write(f"  {reason}")
            if len(error.reasons) > SHOWN:
                self.stderr.write(f"  and {len(error.reasons) - SHOWN} more")
            sys.exit(REFUSED)
        self.stdout.write(
            f"{found.key} is taken back: {undone.articles} articles and {undone.versions} versions removed, "
            f"{undone.restored} changes reversed, {undone.agencies} agencies removed."
        )
        if undone.redated:
            self.stdout.write(
                f"{undone.redated} other stories had their day from these: it is counted anew, or not known now."
            )
