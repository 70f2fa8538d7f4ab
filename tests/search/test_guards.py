"""A question that would take too long is refused with one that does not; nothing is half an answer."""

from pathlib import Path

import pytest
from django.test import Client

from articles.search import Query, QueryError, budget, lifecycle, matching, search, together
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["index", "database"])
def _busy(request: pytest.FixtureRequest, index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index or none, and no time to ask it anything."""
    factories.article("Talks on trade", "They met in Sofia.", slug="talks")
    if request.param == "index":
        lifecycle.rebuild()
    monkeypatch.setattr(budget, "BUDGET", -1.0)


@pytest.mark.parametrize("text", ["trade OR visit", "trade visit", "tra* -visit"])
def test_too_much_is_refused_with_its_first_part(text: str) -> None:
    with pytest.raises(QueryError, match="too much") as refused:
        search(Query(text=text))

    assert refused.value.problems[0].suggestion == text.split()[0]
    assert refused.value.repaired.text == text.split()[0]


def test_everything_that_answers_is_refused_too() -> None:
    with pytest.raises(QueryError, match="too much"):
        matching(Query(text="trade"))


def test_pages_say_so_and_link_to_the_narrower_question(client: Client) -> None:
    page = client.get("/search/", {"q": "trade OR visit"})

    assert page.status_code == 400
    assert "too much at once" in page.content.decode()
    assert "/search/?q=trade" in page.content.decode()


def test_json_says_so(client: Client) -> None:
    answer = client.get("/search.json", {"q": "trade OR visit"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["suggestion"] == "trade"


def test_the_timeline_says_so(client: Client) -> None:
    assert client.get("/timeline/", {"q": "trade"}).status_code == 400


def test_without_words_there_is_nothing_to_refuse() -> None:
    assert search(Query()).total == 1


def test_questions_of_one_page_share_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr(budget, "BUDGET", 50)
    monkeypatch.setattr(budget.time, "thread_time", lambda: next(clock))
    search(Query(text="trade"))

    with together(), pytest.raises(QueryError, match="too much at once"):
        for _ in range(50):
            search(Query(text="trade"))
