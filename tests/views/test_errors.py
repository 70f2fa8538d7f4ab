"""Pages for what cannot be answered."""

import pytest
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.test import Client, RequestFactory

from articles.views import errors
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_unknown_address_offers_a_search_with_its_words(client: Client) -> None:
    response = client.get("/articles/2025/tô-lâm-in-sofia.html/x/")

    assert response.status_code == 404
    assert 'value="tô lâm in sofia"' in response.content.decode()


def test_words_of_an_address_are_escaped(client: Client) -> None:
    response = client.get('/"><script>alert(1)</script>/')

    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("path", ["/articles/2025/10/23/nothing/", "/articles/undated/nothing/"])
def test_an_unknown_slug_is_a_designed_404(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert "Not in the archive" in response.content.decode()


def test_a_draft_answers_like_nothing_at_all(client: Client) -> None:
    draft = factories.article("A draft", status="draft")

    there, nothing = client.get(draft.get_absolute_url()), client.get("/articles/2025/10/23/nothing/")

    assert there.status_code == nothing.status_code == 404
    assert there.content.decode().replace("draft", "nothing") == nothing.content.decode()


def test_names_of_models_and_tried_addresses_are_not_shown(client: Client) -> None:
    body = client.get("/nowhere/").content.decode()

    assert "Resolver" not in body
    assert "tried" not in body


def test_our_own_refusals_are_shown_and_others_are_not(rf: RequestFactory) -> None:
    ours = errors.bad_request(rf.get("/"), BadRequest("Pages are counted from 1."))
    others = errors.bad_request(rf.get("/"), SuspiciousOperation("Invalid HTTP_HOST header"))

    assert (ours.status_code, others.status_code) == (400, 400)
    assert "Pages are counted from 1." in ours.content.decode()
    assert "HTTP_HOST" not in others.content.decode()


def test_a_form_from_elsewhere_is_a_designed_403() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "nothing was changed" in response.content.decode()


def test_a_fault_of_ours_is_a_page_that_needs_nothing(rf: RequestFactory, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/articles/2025/10/23/viet-nam-and-bulgaria/", "viet nam and bulgaria"),
        ("/people/t%C3%B4-l%C3%A2m/", "tô lâm"),
        ("/search/", ""),
    ],
)
def test_words_of_an_address_leave_our_own_out(path: str, words: str) -> None:
    assert errors.words_of(path) == words


PROGRAMS = ["/search.json", "/suggest.json", "/api/v1/partnerships/bg-vn/", "/articles/2025/10/23/x.ninjs.json"]
HOSTILE = ["q=a%00b", "country=a%00", "page=%00&as_of=%00", "&".join(f"x{number}=1" for number in range(1500))]


@pytest.mark.parametrize("path", PROGRAMS)
@pytest.mark.parametrize("query", [*HOSTILE, "q=%ff%fe", "q=%ed%a0%80", f"q={'a' * 4000}&country={'x' * 2000}", "q=%"])
def test_what_programs_ask_is_answered_or_refused_in_json(client: Client, path: str, query: str) -> None:
    response = client.get(f"{path}?{query}")

    assert response.headers["Content-Type"] == "application/json"
    assert response.status_code in (200, 400, 404)
    document = response.json()
    if query in HOSTILE:
        (error,) = document["errors"]
        assert (response.status_code, error["position"], error["suggestion"]) == (400, None, path)


@pytest.mark.parametrize("path", ["/nothing.json", "/api/nothing/", "/articles/2025/10/23/x.ninjs.json"])
def test_programs_are_told_in_json_that_nothing_is_there(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize("path", PROGRAMS)
def test_programs_are_told_in_json_that_addresses_are_only_read(client: Client, path: str) -> None:
    response = client.post(path)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.json()["errors"][0]["suggestion"] == path


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/events/", "/commitments/", "/partnerships/bg-vn/", "/search/", "/search.json"])
def test_of_thousands_of_parameters_it_is_said_that_they_are_too_many(client: Client, path: str) -> None:
    asked = "&".join(f"country=c{number}" for number in range(3000))

    answer = client.get(f"{path}?{asked}")

    assert answer.status_code == 400
    assert "There are more than 1000 parameters in this address" in answer.content.decode()
    assert len(answer.content) < 5000


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["from_country", "to_country", "sector", "modality", "year", "open_since"])
def test_hundreds_of_values_of_one_choice_are_refused_by_the_ledger(client: Client, name: str) -> None:
    asked = "&".join(f"{name}={number}" for number in range(1500, 1800))

    answer = client.get(f"/commitments/?{asked}")

    assert answer.status_code == 400
    assert f"{name} has 300 values: name 64 at most." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/partnerships/bg-fi/", "/partnerships/bg-fi/visits/"])
def test_two_between_whom_nothing_is_held_are_searched_for_by_their_names(client: Client, path: str) -> None:
    factories.article("Of both", countries=["bg", "fi"])

    body = client.get(path).content.decode()

    assert 'value="Bulgaria Finland"' in body


@pytest.mark.django_db
def test_a_country_that_nobody_may_read_of_is_not_named(client: Client) -> None:
    factories.article("A draft", countries=["bg", "fi"], status="draft")

    assert "Finland" not in client.get("/partnerships/bg-fi/").content.decode()
