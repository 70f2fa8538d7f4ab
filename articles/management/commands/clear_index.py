"""Haystack's clear_index, the safe way: there is no index afterwards, rather than an empty one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.search import lifecycle


class Command(BaseCommand):
    help = "Takes the search index out of use; searches answer from the database until `index rebuild` has run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", action="store_true", help="accepted for Haystack's sake; nothing is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        lifecycle.withdraw()
        self.stdout.write(
            "The search index is out of use: searches answer from the database until `index rebuild` has run."
        )
