"""Django's check that every change is written down: `manage.py check --database default`, and before `migrate`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning

from articles.search import triggers

HINT = "Run: manage.py migrate"


def every_change_is_written_down(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """A warning for each trigger that is not as it should be. No error, which would keep `migrate` from mending it."""
    return [
        Warning(f"{finding} The index does not follow every change.", hint=HINT, id="articles.W001")
        for using in databases or ()
        for finding in triggers.findings(using)
    ]
