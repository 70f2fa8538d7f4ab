"""Answers of the site as its settings make it behind HTTPS, from a process of its own.

Prints a JSON list: for each path its status, headers, cookies and text over HTTPS, and where HTTP leads to.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import django
from django.test import Client

from tests.running import environment

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "archive.example.org"


def fetch(folder: Path, *paths: str) -> list[dict[str, Any]]:
    """The answers that an archive in a folder gives behind HTTPS."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.security.fetching", *paths],
        cwd=ROOT,
        env=environment(folder)
        | {"ARCHIVE_HTTPS": "1", "ARCHIVE_HOSTS": HOST, "DJANGO_SETTINGS_MODULE": "archive.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found: list[dict[str, Any]] = json.loads(answer.stdout.splitlines()[-1])
    return found


def main(paths: list[str]) -> None:
    django.setup()
    outer, inner = Client(HTTP_HOST=HOST), Client(HTTP_HOST=HOST, HTTP_X_FORWARDED_PROTO="https")
    answers = []
    for path in paths:
        answer = inner.get(path)
        inner.cookies.clear()
        text = "" if answer.streaming else answer.content.decode()
        cookies = [cookie.OutputString() for cookie in answer.cookies.values()]
        answers.append(
            {
                "status": answer.status_code,
                "headers": dict(answer.headers),
                "cookies": cookies,
                "body": text,
                "redirected_to": outer.get(path).headers.get("Location", ""),
            }
        )
    print(json.dumps(answers))


if __name__ == "__main__":
    main(sys.argv[1:])
