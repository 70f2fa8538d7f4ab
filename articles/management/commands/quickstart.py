"""`manage.py quickstart`: from nothing to an archive that can be browsed, and the same again in a few seconds."""

import re
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from articles.management.first_run import ensure_editor, load_demonstration, serve
from articles.models import Partnership
from articles.search.lifecycle import bring_up_to_date
from articles.search.locking import writing

TRY = [
    ("/search/?q=joint+statement", "search, with facets and a histogram"),
    ("/partnerships/bg-vn/?as_of=2025-10-22", "two countries the day before their level changed; then the day after"),
    ("/timeline/?country=vn", "what happened, in order"),
    ("/people/to-lam/", "a person, in the posts of each time"),
    ("/admin/", "the editors' desk: enter an article, and find it by search"),
]


def address(text: str) -> tuple[str, int]:
    """HOST:PORT, with an IPv6 host in brackets."""
    match = re.fullmatch(r"(?:\[(?P<v6>[0-9a-fA-F:]+)\]|(?P<host>[^:\[\]]+)):(?P<port>\d{1,5})", text)
    if match is None or not 0 < int(match["port"]) < 65536:
        raise ArgumentTypeError(f"“{text}” is no address: write HOST:PORT, such as 127.0.0.1:8000.")
    return match["v6"] or match["host"], int(match["port"])


class Command(BaseCommand):
    help = "Prepares the archive (tables, demonstration articles, search index, an editor's account) and serves it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--addr",
            type=address,
            default=("127.0.0.1", 8000),
            metavar="HOST:PORT",
            help="127.0.0.1:8000 by default; where the port is taken, the next free one",
        )
        parser.add_argument("--no-serve", action="store_true", help="prepare only")

    def handle(self, *args: Any, **options: Any) -> None:
        """The steps, each of which does nothing where it has been done."""
        if settings.HTTPS and not options["no_serve"]:
            raise CommandError("ARCHIVE_HTTPS is on, and quickstart serves plain HTTP: leave it out, or use gunicorn.")
        if not connection.introspection.table_names():
            self.stdout.write("Preparing a new archive; this takes half a minute, and only once.")
            self.stdout.flush()
        call_command("migrate", verbosity=0)
        with writing():  # nobody follows what is loaded before there is an index
            loaded = load_demonstration()
            if loaded:
                self.stdout.write(f"Loaded the demonstration archive: {loaded} articles.")
            bring_up_to_date()
        ensure_editor(self._tell_account)
        self.stdout.write(f"The archive is ready, in {settings.DATA_DIR}.")
        if not options["no_serve"]:
            self._serve(*options["addr"])

    def _tell_account(self, name: str, password: str) -> None:
        self.stdout.write(f"An editor's account was made: {name}, password {password} (shown this once).")
        self.stdout.flush()

    def _serve(self, host: str, port: int) -> None:
        def opened(bound: int) -> None:
            if bound != port:
                self.stdout.write(f"Port {port} is taken, so this is on {bound}.")
            self._welcome(f"http://{f'[{host}]' if ':' in host else host}:{bound}")

        try:
            serve(host, port, opened)
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be listened on ({error.strerror}): try --addr 127.0.0.1:8080."
            ) from error
        except KeyboardInterrupt:
            sys.exit(0)

    def _welcome(self, base: str) -> None:
        self.stdout.write(f"\nThe Partnership Archive is open at {base}/ (Ctrl-C closes it). Try:")
        demonstration = Partnership.objects.between("bg", "vn").exists()
        for path, what in TRY if demonstration else TRY[-1:]:
            self.stdout.write(f"  {base}{path}\n      {what}")
        self.stdout.flush()
