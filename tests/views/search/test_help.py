"""The help of the search."""

import pytest
from django.test import Client

from articles.search.language import OPERATORS

pytestmark = pytest.mark.django_db


def test_help_tells_everything_that_can_be_written_with_questions_that_work(client: Client) -> None:
    body = client.get("/search/help/").content.decode()

    for operator in OPERATORS:
        assert client.get("/search/", {"q": operator.example}).status_code == 200, operator
    assert body.count('<th scope="row"><code>') == len(OPERATORS)
