"""Haystack's update_index, the safe way: the index follows the outbox, or is made where there is none."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.search import lifecycle


class Command(BaseCommand):
    help = (
        "Brings the search index up to date: works through what has changed, or makes an index where none can be read."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made = lifecycle.bring_up_to_date()
        self.stdout.write("The search index is up to date." if made is None else f"documents in the new index: {made}")
