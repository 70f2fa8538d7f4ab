"""Haystack's rebuild_index, the safe way: the new index is made beside the one in use."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "The same as `index rebuild`: makes the search index anew beside the one in use, then switches."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", action="store_true", help="accepted for Haystack's sake; nothing is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("index", "rebuild", stdout=self.stdout, stderr=self.stderr)
