"""manage.py index: the state of the search index, and what keeps it right."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from articles.search import lifecycle
from articles.search.documents import MODELS, keys
from articles.search.engines.whoosh import IndexUnavailable

CLEAN, DRIFT, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Shows the state of the search index (status), makes it anew (rebuild), or has it follow the database (drain)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        actions: Any = parser.add_subparsers(dest="action", required=True, parser_class=ArgumentParser)
        actions.add_parser("status", help="what it holds; exit code 0 clean, 1 behind the database, 2 unreadable")
        actions.add_parser("rebuild", help="make it anew beside the one in use, then switch")
        actions.add_parser("drain", help="work through what has changed in the database")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        code = {"status": self.status, "rebuild": self.rebuild, "drain": self.drain}[action]()
        if code:
            sys.exit(code)

    def status(self) -> int:
        state = lifecycle.status()
        if state.unavailable:
            self.stdout.write(f"{state.unavailable} Searches answer from the database.")
            self.stdout.write(f"changes that wait for it: {state.pending}. Run: manage.py index rebuild")
            return UNREADABLE
        self.stdout.write(f"documents in the index: {state.documents}")
        self.stdout.write(f"changes to follow: {state.pending}, and when an embargo ends: {state.waiting}")
        self.stdout.write(f"documents missing: {state.missing}, not to be there: {state.surplus}")
        return CLEAN if state.is_clean else DRIFT

    def rebuild(self) -> int:
        total = sum(len(keys(kind)) for kind in MODELS)
        with tqdm(total=total, unit=" documents", disable=None) as bar:
            count = lifecycle.rebuild(bar.update)
        self.stdout.write(f"documents in the new index: {count}")
        return CLEAN

    def drain(self) -> int:
        try:
            count = lifecycle.drain()
        except IndexUnavailable as error:
            self.stderr.write(f"{error} Run: manage.py index rebuild")
            return UNREADABLE
        self.stdout.write(f"changes followed: {count}")
        return CLEAN
