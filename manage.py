#!/usr/bin/env python3
"""The archive's command line: `manage.py help` lists the commands."""

import os
import sys
import traceback


def main() -> None:
    """Run one command; a wrong setting, or a database that cannot be opened, ends it with one line and status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        print(f"manage.py: {error}", file=sys.stderr)
        sys.exit(2)
    except DatabaseError as error:
        if not _is_at_connecting(error):
            raise
        print(f"manage.py: the database that DATABASE_URL names cannot be opened: {_reason(error)}", file=sys.stderr)
        sys.exit(2)


def _is_at_connecting(error: Exception) -> bool:
    """Whether the error arose while a connection was made, not from anything asked of an open database."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_code.co_name == "get_new_connection" for frame, _ in frames)


def _reason(error: Exception) -> str:
    """The first line of what the database's driver says, without the password."""
    from django.conf import settings

    reason = next(iter(str(error).splitlines()), "") or type(error).__name__
    password = settings.DATABASES["default"].get("PASSWORD")
    return reason.replace(password, "…") if password else reason


if __name__ == "__main__":
    main()
