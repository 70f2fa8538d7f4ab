"""What `manage.py check --deploy` says of this site beside Django's own."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def proxies_are_named(**more: Any) -> list[Warning]:
    """HTTPS ends at a server that stands before the archive: where it is not named, all readers are one client."""
    if not settings.HTTPS or settings.PROXIES:
        return []
    return [
        Warning(
            "ARCHIVE_HTTPS is on, and ARCHIVE_PROXIES does not name the server that stands before the archive.",
            hint="Name its address (127.0.0.1, or unix for a socket): without, all readers share one budget of search.",
            id="archive.W001",
        )
    ]
