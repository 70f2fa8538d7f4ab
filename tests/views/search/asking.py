"""Search pages asked for by tests. What is found is for the tests of search."""

from dataclasses import replace

import pytest
from django.test import Client

from articles.search import Query
from articles.search.engines import database
from articles.search.results import Results


def answering(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    """Let every answer differ in some fields."""

    def answer(query: Query, *, counted: bool = True) -> Results:
        return replace(database.answer(query), **changes)  # type: ignore[arg-type]

    monkeypatch.setattr("articles.views.search.search", answer)


def page(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(f"/search/{query}")
    assert response.status_code == status
    return response.content.decode()
