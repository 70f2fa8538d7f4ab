"""manage.py index: the state of the search index, and what keeps it right."""

import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from articles.management.stages import Stages
from articles.management.unusable import UNREADABLE, said_in_one_line
from articles.search import lifecycle
from articles.search.documents import MODELS, keys
from articles.search.engines.whoosh.filling import processes_for
from articles.search.engines.whoosh.verification import Verdict

CLEAN, DRIFT, MISUSE = 0, 1, 64
SHOWN = 20
"""Differences that are printed one by one."""
ENDING = {signal.SIGINT, signal.SIGTERM}


def sample_size(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"“{text}” is no number of documents: write 100.")
    return int(text)


class Parser(ArgumentParser):
    """A parser whose misuse is not taken for an index that cannot be read."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(MISUSE, f"{self.prog}: {message}\n")


class Command(BaseCommand):
    help = (
        "Shows the state of the search index (status), reads it through (verify), has what is wrong looked at again "
        "(repair), makes it anew (rebuild), or has it follow the database (drain). Exit status 0 clean or done, 1 "
        "where it differs from the database, 2 unreadable or not made, 64 misuse."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:  # a caller in Python gets Django's CommandError
            parser.error = Parser.error.__get__(parser)  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        actions: Any = parser.add_subparsers(dest="action", required=True, parser_class=Parser)
        actions.add_parser("status", help="what it holds; exit status 0 clean, 1 behind the database, 2 unreadable")
        verify = actions.add_parser(
            "verify", help="read it through, compare it with the database; exit status 0 clean, 1 differs, 2 unreadable"
        )
        verify.add_argument(
            "--sample", type=sample_size, metavar="N", help="compare so many documents only, taken at random"
        )
        actions.add_parser(
            "repair",
            help="verify, and have what differs looked at again by the next drain; exit status 0 whatever is found",
        )
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
        self,
        *args: Any,
        action: str,
        processes: int | None = None,
        watch: bool = False,
        sample: int | None = None,
        **options: Any,
    ) -> None:
        with said_in_one_line():
            match action:
                case "status":
                    code = self.status()
                case "verify":
                    code = self.verify(sample)
                case "repair":
                    code = self.repair()
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

    def verify(self, sample: int | None) -> int:
        with Stages("files") as stages:
            verdict = lifecycle.verify(sample, stages)
        self._tell(verdict)
        if verdict.damage:
            self.stdout.write("Run: manage.py index rebuild")
            return UNREADABLE
        if verdict.differences:
            self.stdout.write("Run: manage.py index repair")
        return CLEAN if verdict.is_clean else DRIFT

    def repair(self) -> int:
        """Answers 0 whatever was wrong: the outbox knows of it then."""
        with Stages("files") as stages:
            verdict = lifecycle.repair(stages)
        self._tell(verdict)
        if verdict.damage:
            self.stdout.write("The next drain makes the index anew.")
        elif verdict.differences:
            self.stdout.write(f"The next drain looks at {len(verdict.differences)} documents again.")
        if not verdict.is_clean:
            self.stdout.write("The site drains by itself where it runs; else run: manage.py index drain")
        return CLEAN

    def _tell(self, verdict: Verdict) -> None:
        for wrong in verdict.damage[:SHOWN]:
            self.stdout.write(wrong)
        for difference in verdict.differences[:SHOWN]:
            self.stdout.write(str(difference))
        more = max(len(verdict.damage), len(verdict.differences)) - SHOWN
        if more > 0:
            self.stdout.write(f"and {more} more")
        if not verdict.damage:
            self.stdout.write(f"documents compared: {verdict.documents}, different: {len(verdict.differences)}")

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
        with tqdm(total=total, unit=" documents", disable=None) as bar:
            count = lifecycle.rebuild(bar.update, processes or processes_for(total))
        self.stdout.write(f"documents in the new index: {count}")
        return CLEAN

    def drain(self) -> int:
        count = lifecycle.drain()
        lifecycle.look()  # where nothing waits, nobody has looked yet
        self.stdout.write(f"changes followed: {count}")
        return CLEAN
