"""A client that asks for too much is refused for a while, and nobody else is."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from archive import budgets
from archive.budgets import Budget

pytestmark = pytest.mark.django_db

ADDRESS = "198.51.100.7"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_budget_is_spent_by_what_answering_took_and_paid_off_with_time(clock: Clock) -> None:
    budget = Budget(20, clock)
    budget.charge("a", 19.9)
    assert budget.wait("a") == 0

    budget.charge("a", 1.1)
    wait = budget.wait("a")
    assert 3 <= wait <= 5

    clock.now += wait
    assert budget.wait("a") == 0
    clock.now += 60
    assert budget._spent("a") == 0


def test_what_one_client_spends_is_nobody_elses(clock: Clock) -> None:
    budget = Budget(1, clock)
    budget.charge("a", 5)

    assert budget.wait("a") > 0
    assert budget.wait("b") == 0


def test_a_budget_of_nothing_is_without_limit(clock: Clock) -> None:
    budget = Budget(0, clock)
    budget.charge("a", 1000)

    assert budget.wait("a") == 0


def test_accounts_are_bounded_and_the_one_longest_unheard_of_goes(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MOST_CLIENTS", 3)
    budget = Budget(1, clock)
    for name in ("a", "b", "c", "a", "d"):
        budget.charge(name, 5)

    assert set(budget.accounts) == {"c", "a", "d"}


def test_threads_that_charge_at_once_lose_nothing(clock: Clock) -> None:
    budget = Budget(20, clock)

    def charge() -> None:
        for _ in range(500):
            budget.charge("a", 0.01)

    threads = [threading.Thread(target=charge) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert budget._spent("a") == pytest.approx(20)


@pytest.fixture
def spent(settings: Settings) -> Client:
    """A client whose first search of any kind uses its budget up."""
    settings.SEARCH_SECONDS = 1e-6
    return Client(REMOTE_ADDR=ADDRESS)


@pytest.mark.parametrize(
    "path",
    ["/search/?q=trade", "/search.json?q=trade", "/timeline/?q=trade", "/suggest.json?q=t", "/people/", "/2025/10/"],
)
def test_whoever_is_over_the_budget_is_told_when_to_come_back(spent: Client, path: str) -> None:
    assert spent.get(path).status_code == 200

    refused = spent.get(path)

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert refused.headers["Cache-Control"] == "no-store"
    assert Client(REMOTE_ADDR="203.0.113.1").get(path).status_code == 200


def test_a_refused_search_says_what_would_work_in_the_form_that_was_asked_for(spent: Client) -> None:
    spent.get("/search/?q=trade")
    page, document = spent.get("/search/?q=trade"), spent.get("/search.json?q=trade")

    assert "Short questions cost least" in page.content.decode()
    assert document.json()["retry_after"] == int(document.headers["Retry-After"])
    assert "Ask again in" in document.json()["errors"][0]["message"]


def test_searches_share_a_budget_and_suggestions_have_their_own(spent: Client) -> None:
    spent.get("/search/?q=trade")

    assert spent.get("/search.json?q=trade").status_code == 429
    assert spent.get("/timeline/").status_code == 429
    assert spent.get("/suggest.json?q=tr").status_code == 200
    assert spent.get("/people/").status_code == 200


def test_questions_that_cannot_be_read_are_charged_too(spent: Client) -> None:
    assert spent.get("/search/?q=%22joint").status_code == 400
    assert spent.get("/search/?q=%22joint").status_code == 429


@pytest.mark.parametrize("path", ["/", "/articles/", "/partnerships/", "/healthz", "/search/help/", "/admin/login/"])
def test_cheap_pages_are_never_refused(spent: Client, path: str) -> None:
    spent.get("/search/?q=trade")

    assert {spent.get(path).status_code for _ in range(3)} == {200}


def test_attempts_to_sign_in_have_a_budget_since_passwords_are_slow_to_compare(spent: Client) -> None:
    names = [spent.post("/admin/login/", {"username": f"name-{n}", "password": "wrong"}) for n in range(2)]

    assert [answer.status_code for answer in names] == [200, 429]
    assert "Too many attempts to sign in" in names[1].content.decode()
    assert spent.get("/search/?q=trade").status_code == 200


def test_what_is_counted_is_the_work_and_not_the_wait(settings: Settings) -> None:
    def slow(request: HttpRequest) -> HttpResponse:
        request.resolver_match = type("Match", (), {"view_name": "search"})()  # type: ignore[assignment]
        middleware.process_view(request, None, (), {})
        time.sleep(0.1)
        return HttpResponse()

    middleware = budgets.Budgets(slow)
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = ADDRESS

    middleware(request)

    assert middleware.budgets["search"].accounts[ADDRESS].spent < 0.05


@pytest.fixture(autouse=True)
def _no_index(settings: Settings, tmp_path: object) -> Iterator[None]:
    settings.INDEX_DIR = tmp_path
    yield
