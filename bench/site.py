"""A site of its own to measure in: a data folder that is nobody else's, a migrated database, and its names."""

import os
from pathlib import Path

import django


def environment(folder: Path) -> dict[str, str]:
    """The variables for a process that works in the site of a folder."""
    site = {"ARCHIVE_DATA": str(folder / "site"), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | site


def start(folder: Path) -> None:
    """Make this process one that works in the site of a folder; before anything of the archive is imported."""
    given = environment(folder)
    os.environ.clear()
    os.environ.update(given)
    django.setup()


def prepare(*, demonstration: bool) -> None:
    """Make the database; with the demonstration archive in it, questions meet names and their synonyms."""
    from django.core.management import call_command

    from articles.management.first_run import load_demonstration

    call_command("migrate", verbosity=0)
    if demonstration:
        load_demonstration()
