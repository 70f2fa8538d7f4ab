"""`manage.py restore DIR`: a backup brought back, whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from articles.keeping import backups, restoring
from articles.keeping.fixity import REMEDY
from articles.keeping.manifests import BackupError
from articles.management.stages import Stages
from articles.search import lifecycle
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.filling import FillingFailed
from articles.search.locking import writing
from articles.search.triggers import EVERYTHING


class Command(BaseCommand):
    help = (
        "Checks a backup, brings it back beside the database in use, and lets it take its place in one step; what was "
        "there is kept under a dated name. The search index is made anew. Exit status 1 if it is not restored, and "
        "then nothing is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a backup, or a folder for backups: its newest")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        with Stages("files") as stages, writing():  # nobody follows the one database into the index of the other
            try:
                backup = backups.chosen(folder)
                restored = restoring.restore(backup, stages, EVERYTHING)
            except (BackupError, OSError) as error:
                raise CommandError(f"Nothing was restored: {error}") from error
            self.stdout.write(f"{backup} is in use. What it replaces is kept: {restored.replaced}.")
            for each in restored.lacking:
                self.stderr.write(str(each))
            if restored.lacking:
                self.stderr.write(f"Originals that the backup is without: {len(restored.lacking)}. {REMEDY}")
            self._rebuild()

    def _rebuild(self) -> None:
        """The database is restored whatever comes of this: it asks for the index itself."""
        try:
            lifecycle.withdraw()
            self.stdout.write(f"documents in the new index: {lifecycle.rebuild()}")
        except (FillingFailed, IndexUnavailable, DatabaseError, OSError) as error:
            self.stderr.write(
                f"The archive is restored, but its index could not be made: {error}\nMend that, then run: manage.py "
                "index rebuild. Until then searches answer from the database, or are not all that they should be."
            )
