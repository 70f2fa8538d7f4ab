"""What `docs/security.md` and `SECURITY.md` promise is what the settings say."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.test import Client

from archive import roles

PAGE = (Path(settings.BASE_DIR) / "docs" / "security.md").read_text()
POLICY = (Path(settings.BASE_DIR) / "SECURITY.md").read_text()


def test_the_roles_on_the_page_are_those_that_are_made() -> None:
    assert set(re.findall(r"^\| `(\w+)` \| (?:see|also)", PAGE, re.M)) == {
        roles.CONTRIBUTOR,
        roles.EDITOR,
        roles.PUBLISHER,
    }


def test_the_numbers_on_the_page_are_those_of_the_settings() -> None:
    assert (settings.AXES_FAILURE_LIMIT, settings.AXES_COOLOFF_TIME.total_seconds()) == (5, 900)
    assert "Five failures" in PAGE
    assert "for a quarter of an hour" in " ".join(PAGE.split())
    assert f"({settings.SEARCH_SECONDS:g} when it is not set)" in PAGE
    assert "axes_reset_username" in get_commands()


@pytest.mark.django_db
def test_what_readyz_answers_is_on_the_page(client: Client) -> None:
    document = client.get("/readyz").json()

    assert not [name for name in (*document, *document["lag"]) if f"`{name}`" not in PAGE]


def test_settings_that_both_papers_name_are_settings() -> None:
    known = set(re.findall(r"^\| `(ARCHIVE_[A-Z]+)` \|", (Path(settings.BASE_DIR) / "README.md").read_text(), re.M))

    assert set(re.findall(r"ARCHIVE_[A-Z]+", PAGE + POLICY)) <= known
    assert not [
        link for link in re.findall(r"\]\(([^)#:]+)\)", POLICY) if not (Path(settings.BASE_DIR) / link).exists()
    ]
