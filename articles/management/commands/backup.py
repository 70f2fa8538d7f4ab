"""`manage.py backup DIR`: all that is precious, put away while the site runs."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.keeping import backups, manifests
from articles.keeping.fixity import REMEDY
from articles.keeping.manifests import BackupError
from articles.management.stages import Stages
from articles.management.unusable import require_tables


class Command(BaseCommand):
    help = (
        "Puts the database and all originals into a new dated folder in DIR, with a manifest; the site may run. Exit "
        "status 1 if it is made without originals that are missing or damaged, 2 if it is not made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="the folder for backups: new, empty or used before"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        require_tables()
        try:
            with Stages("digests") as stages:
                made = backups.make(folder, stages)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made: {error}", returncode=2) from error
        self.stdout.write(str(made))
        if lost := manifests.read(made).lost:
            for digest, what in sorted(lost.items()):
                self.stderr.write(f"{what}: original {digest}")
            self.stderr.write(f"The backup is made. Originals that it is without: {len(lost)}. {REMEDY}")
            sys.exit(1)
