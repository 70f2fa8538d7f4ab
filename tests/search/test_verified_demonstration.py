"""The demonstration archive, indexed, is what the database says of it."""

from pathlib import Path

import pytest

from articles.search import Query, lifecycle, search
from articles.search.language import OPERATORS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_the_demonstration_is_clean(index_folder: Path) -> None:
    lifecycle.rebuild()

    verdict = lifecycle.verify()

    assert verdict.is_clean
    assert verdict.documents > 300


def test_every_example_of_the_help_finds_something(index_folder: Path) -> None:
    lifecycle.rebuild()

    asked = {operator.example: search(Query.from_parameters({"q": [operator.example]})) for operator in OPERATORS}

    assert not [example for example, found in asked.items() if not found.total]
