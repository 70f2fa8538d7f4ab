"""`manage.py check_archive`: the rows that break a rule which no database can hold."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.management.unusable import require_tables
from articles.models.integrity import findings
from articles.search import triggers


class Command(BaseCommand):
    help = (
        "Reads the whole archive through and lists what is wrong: passages that do not match their text, "
        "level changes that miss a party, capacities outside their dates, stale digests and folded names, and "
        "triggers that are not there for the index to follow. "
        "Exit status 1 if anything is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        count = 0
        for count, finding in enumerate(findings(), 1):  # noqa: B007
            self.stdout.write(str(finding))
        unseen = list(triggers.findings())
        for line in unseen:
            self.stdout.write(f"{line} Run: manage.py migrate")
        if count:
            self.stderr.write(f"{count} found. Mend them in the admin, or in the fixture that they came from.")
        if count or unseen:
            sys.exit(1)
        self.stdout.write("Nothing is wrong.")
