"""A real browser before a real server: Debian's Chromium, driven by Playwright, on a copy of the demonstration archive.

Skipped with a reason where one of them is missing; `BROWSER_TESTS=required` makes that a failure.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running import served

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds: a loaded machine is slow, and not wrong


def _missing() -> str:
    if CHROMIUM is None:
        return "there is no Chromium: apt-get install chromium"
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "Playwright is not installed: pip install -r requirements-browser.txt"
    return ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for the tests of one module: Playwright's loop must be gone before other tests use the database."""
    if reason := _missing():
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def copied(opened: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of this process's own, to be changed at will."""
    folder = tmp_path_factory.mktemp("browser") / "archive"
    shutil.copytree(opened[0], folder)
    return folder


@pytest.fixture(scope="module")
def base(browser: Any, copied: Path) -> Iterator[str]:
    """The address of a server over it."""
    with served(copied, "127.0.0.1:8500") as (_, address):
        yield address


@pytest.fixture(scope="session")
def account(opened: tuple[Path, str]) -> tuple[str, str]:
    """Name and password of the editor whom quickstart made."""
    found = re.search(r"account was made: (\S+), password (\S+) ", opened[1])
    assert found
    return found[1], found[2]


@pytest.fixture
def page(browser: Any, base: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page in a context of its own, which must leave nothing in the console: no error, no refused style or script.

    `pytest.mark.parametrize("page", [{...}], indirect=True)` gives options of the context: its size, scheme, scripts.
    """
    context = browser.new_context(base_url=base, locale="en-GB", **getattr(request, "param", {}))
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(f"{message.type}: {message.text} ({opened.url})"))
    opened.on("pageerror", lambda error: complaints.append(f"{error} ({opened.url})"))
    yield opened
    context.close()
    assert not complaints
