#!/usr/bin/env python3
"""The archive's command line: `manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    """Run one command; a wrong setting ends it with one clear line and status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        print(f"manage.py: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
