"""The demonstration archive, indexed, is what the database says of it."""

from pathlib import Path

import pytest

from articles.search import lifecycle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_the_demonstration_is_clean(index_folder: Path) -> None:
    lifecycle.rebuild()

    verdict = lifecycle.verify()

    assert verdict.is_clean
    assert verdict.documents > 300
