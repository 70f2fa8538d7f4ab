"""manage.py index: the state of the search index, and what keeps it right."""

import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.search import lifecycle
from articles.search.documents import MODELS, keys
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.filling import FillingFailed, processes_for

CLEAN, DRIFT, UNREADABLE = 0, 1, 2
ENDING = {signal.SIGINT, signal.SIGTERM}


class Command(BaseCommand):
    help = (
        "Shows the state of the search index (status), makes it anew (rebuild), or has it follow the database (drain)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        actions: Any = parser.add_subparsers(dest="action", required=True, parser_class=ArgumentParser)
        actions.add_parser("status", help="what it holds; exit code 0 clean, 1 behind the database, 2 unreadable")
        rebuild = actions.add_parser("rebuild", help="make it anew beside the one in use, then switch")
        rebuild.add_argument(
            "--processes",
            type=int,
            choices=range(1, 17),
            metavar="N",
            help="how many write at once; by default one for a small archive, else one a processor, up to four",
        )
        drain = actions.add_parser("drain", help="work through what has changed in the database")
        drain.add_argument("--watch", action="store_true", help="and follow it from then on, until SIGTERM or Ctrl-C")

    def handle(
        self, *args: Any, action: str, processes: int | None = None, watch: bool = False, **options: Any
    ) -> None:
        match action:
            case "status":
                code = self.status()
            case "rebuild":
                code = self.rebuild(processes)
            case _:
                code = self.watch() if watch else self.drain()
        if code:
            sys.exit(code)

    def status(self) -> int:
        state = lifecycle.status()
        if state.unavailable:
            self.stdout.write(f"{state.unavailable} Searches answer from the database.")
            self.stdout.write(f"changes that wait for it: {state.pending}. Run: manage.py index rebuild")
            return UNREADABLE
        for finding in state.unseen:
            self.stdout.write(f"{finding} Run: manage.py migrate")
        self.stdout.write(f"documents in the index: {state.documents}")
        self.stdout.write(f"changes to follow: {state.pending}, and when an embargo ends: {state.waiting}")
        self.stdout.write(f"documents missing: {state.missing}, not to be there: {state.surplus}")
        return CLEAN if state.is_clean else DRIFT

    def watch(self) -> int:
        """Follow the database until told to end; then what has been begun is finished."""

        def wait() -> None:
            self.stdout.write("Following the database. Ctrl-C ends it.")
            self.stdout.flush()
            signal.sigwait(ENDING)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # so that a second one ends it at once

        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # before the thread that follows begins, so that it has none
        lifecycle.watch_until(wait)
        return CLEAN

    def rebuild(self, processes: int | None) -> int:
        total = sum(len(keys(kind)) for kind in MODELS)
        try:
            with tqdm(total=total, unit=" documents", disable=None) as bar:
                count = lifecycle.rebuild(bar.update, processes or processes_for(total))
        except FillingFailed as error:
            raise CommandError(f"The index was not made anew, the old one is in use: {error}") from error
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
