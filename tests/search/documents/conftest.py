"""A report that everybody may read, and one that nobody may, in each way in which it can be hidden."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Passage
from tests import factories

SECRET = "Nobody may read these words."

HIDDEN: list[dict[str, Any]] = [
    {"status": "draft"},
    {"status": "review"},
    {"status": "withdrawn"},
    {"visible_from": timezone.now() + timedelta(days=1)},
]


@pytest.fixture(params=HIDDEN, ids=lambda fields: "-".join(map(str, fields.values()))[:9])
def secret(request: pytest.FixtureRequest) -> Passage:
    """A passage that nobody may read yet, or any more."""
    return factories.passage(
        factories.article(
            "Secret", SECRET, "2020-01-01", agencies=["canary"], **{"status": "published"} | request.param
        )
    )


@pytest.fixture
def report() -> Passage:
    return factories.passage(factories.article("Talks in Sofia", slug="talks", agencies=["vns"]))
