"""What `manage.py check --deploy` says of this site beside Django's own."""

from pathlib import Path
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


@register(Tags.security, deploy=True)
def nobody_else_reads(**more: Any) -> list[Warning]:
    """The folder and the database hold drafts, digests of passwords and the key: they are for their owner."""
    folder, database = Path(settings.DATA_DIR), settings.DATABASES["default"]
    places = [(folder, "700")]
    if "sqlite" in database["ENGINE"]:
        places += [(Path(f"{database['NAME']}{end}"), "600") for end in ("", "-wal", "-shm")]
    return [
        Warning(f"{path} can be entered or read by others.", hint=f"Run: chmod {mode} {path}", id="archive.W002")
        for path, mode in places
        if path.exists() and path.stat().st_mode & 0o077
    ]
