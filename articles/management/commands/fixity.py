"""`manage.py fixity`: whether what is kept still is what it was."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.keeping import fixity
from articles.management.stages import Stages
from articles.management.unusable import require_tables


class Command(BaseCommand):
    help = (
        "Reads every original and every text, and compares their digests; lists what is missing, damaged, or an "
        "original that no version names. Exit status 1 if anything is missing or damaged."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        lost = 0
        with Stages("originals") as stages:
            for finding in fixity.findings(stages):
                self.stdout.write(str(finding))
                lost += finding.kind != "orphaned"
        if lost:
            self.stderr.write(
                f"{lost} missing or damaged. {fixity.REMEDY} Texts come back with the database: manage.py restore."
            )
            sys.exit(1)
        self.stdout.write("Nothing is missing or damaged.")
