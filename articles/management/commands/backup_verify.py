"""`manage.py backup_verify DIR`: whether a backup is whole and could be brought back."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.keeping import backups, manifests
from articles.keeping.fixity import REMEDY, Finding
from articles.keeping.manifests import BackupError
from articles.management.stages import Stages


class Command(BaseCommand):
    help = (
        "Reads a backup through and lists what is wrong with it. Exit status 1 if anything is, or if it is without "
        "originals that its database names."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a backup, or a folder for backups: its newest")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        count = 0
        lacking: list[Finding] = []
        try:
            backup = backups.chosen(folder)
            with Stages("files") as stages:
                for count, finding in enumerate(backups.check(backup, stages), 1):  # noqa: B007
                    self.stdout.write(finding)
            if not count:
                lacking = backups.lacking(backup, manifests.read(backup))
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        if count:
            self.stderr.write(f"{backup}: {count} found. Do not rely on it.")
            sys.exit(1)
        for each in lacking:
            self.stdout.write(str(each))
        if lacking:
            self.stderr.write(f"{backup}: restorable, but originals that it is without: {len(lacking)}. {REMEDY}")
            sys.exit(1)
        self.stdout.write(f"{backup}: sound.")
