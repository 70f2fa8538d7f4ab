"""`manage.py backup DIR`: all that is precious, put away while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.keeping import backups
from articles.keeping.manifests import BackupError
from articles.management.stages import Stages


class Command(BaseCommand):
    help = "Puts the database and all originals into a new dated folder in DIR, with a manifest; the site may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="the folder for backups: new, empty or used before"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            with Stages("digests") as stages:
                made = backups.make(folder, stages)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        self.stdout.write(str(made))
