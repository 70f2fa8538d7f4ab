"""Haystack's clear_index, the safe way: there is no index afterwards, rather than an empty one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from haystack.management.commands import clear_index

from articles.management.unusable import said_in_one_line
from articles.search import lifecycle


class Command(BaseCommand):
    help = (
        "Takes the search index out of use; searches answer from the database until `index rebuild` has run. "
        "Haystack's options are taken and change nothing: nothing is asked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        clear_index.Command.add_arguments(self, parser)

    def handle(self, *args: Any, **options: Any) -> None:
        with said_in_one_line():
            lifecycle.withdraw()
        self.stdout.write(
            "The search index is out of use: searches answer from the database until `index rebuild` has run."
        )
