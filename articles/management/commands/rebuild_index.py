"""Haystack's rebuild_index, the safe way: the new index is made beside the one in use."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from haystack.management.commands import rebuild_index


class Command(BaseCommand):
    help = (
        "The same as `index rebuild`: makes the search index anew beside the one in use, then switches. Haystack's "
        "options are taken and change nothing: nothing is asked, and nothing is wiped out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        rebuild_index.Command.add_arguments(self, parser)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("index", "rebuild", stdout=self.stdout, stderr=self.stderr)
