"""The demonstration archive, loaded once for all questions: they only read."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.conftest import demonstration_at_hand


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with demonstration_at_hand(django_db_blocker):
        yield
