"""`manage.py export_articles`: articles that everybody may read, in a format that the archive reads too."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from articles.exports.formats import FORMATS
from articles.exports.stories import stories
from articles.management.commands.import_articles import misused
from articles.management.piping import flush, write
from articles.management.unusable import require_tables
from articles.models import Article
from articles.search import Query, QueryError, matching

DONE, NOTHING, MISUSE = 0, 1, 64


class Command(BaseCommand):
    help = (
        "Writes articles that everybody may read as ninjs 3.1, JSON Lines, CSV or plain wire text: those that a search "
        "finds, or all. Exit status 0 written, 1 nothing to write, 64 misuse."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:
            parser.error = misused.__get__(parser)  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="?", metavar="QUERY", help="as in the search box: trade country:bg")
        parser.add_argument("--all", action="store_true", help="every article")
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--output", type=Path, metavar="FILE", help="else standard output")

    def handle(
        self, *args: Any, query: str | None, all: bool, format: str, output: Path | None, **options: Any
    ) -> None:
        if all == (query is not None):
            self._misused("Name a query, or --all: one of the two.")
        require_tables()
        pks = list(Article.objects.visible().newest_first().values_list("pk", flat=True))
        if query is not None:
            found = self._found(query)
            pks = [pk for pk in pks if pk in found]
        if not pks:
            self.stderr.write("There is nothing to write: no such article that everybody may read.")
            sys.exit(NOTHING)
        with tqdm(stories(pks), total=len(pks), unit=" articles", disable=None if output else True) as told:
            self._write(FORMATS[format].written(told), output)

    def _found(self, text: str) -> set[int]:
        """The keys of all articles that a query finds."""
        try:
            found = matching(Query.from_parameters({"q": [text], "type": ["article"]}))
        except QueryError as error:
            self._misused(f"The query cannot be read: {error}")
        if found.partial:
            self.stderr.write("The search was cut short: narrow the query, or not all of it is written.")
        return {pk for kind, pk in found.documents if kind == "article"}

    def _write(self, pieces: Iterator[str], output: Path | None) -> None:
        if output is None:
            all(write(self.stdout, piece, ending="") for piece in pieces)  # as long as somebody reads
            flush(self.stdout)
            return
        try:
            with output.open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
        except OSError as error:
            self._misused(f"--output {output} cannot be written: {error.strerror}.")

    def _misused(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(MISUSE)
