"""Haystack's update_index, the safe way: the index follows the outbox, or is made where there is none."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from haystack.management.commands import update_index

from articles.management.unusable import said_in_one_line
from articles.search import lifecycle


class Command(BaseCommand):
    help = (
        "Brings the search index up to date: works through what has changed, or makes an index where none can be read. "
        "Haystack's options are taken and change nothing: what is to be looked at again is known, and what is gone is "
        "always removed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        update_index.Command.add_arguments(self, parser)

    def handle(self, *args: Any, **options: Any) -> None:
        with said_in_one_line():
            made = lifecycle.bring_up_to_date()
        self.stdout.write("The search index is up to date." if made is None else f"documents in the new index: {made}")
