"""What a question names has a page, and the search leads to it: the two countries before anything else."""

import pytest
from django.test import Client

from articles.models import Partnership
from articles.views.named import MOST
from tests import factories
from tests.views.search.asking import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def relations(reports: None) -> Partnership:
    """Bulgaria and Việt Nam with a change of level that a report tells of, and a name that people type."""
    factories.name(factories.country("vn", "Việt Nam"), "Vietnam")
    return Partnership.objects.between("bg", "vn").get()


def offered(client: Client, query: str) -> list[tuple[str, str]]:
    return [(row.label, row.url) for row in client.get("/search/", {"q": query}).context["named"]]


@pytest.mark.parametrize(
    "question",
    [
        "bulgaria vietnam",
        "What are Vietnam and Bulgaria to each other?",
        "when did Bulgaria and Vietnam become strategic partners",
        "country:bg country:vn",
        "(vietnam OR trade) bulgaria",
    ],
)
def test_two_countries_in_a_question_lead_to_their_page(client: Client, relations: Partnership, question: str) -> None:
    assert offered(client, question) == [(str(relations), "/partnerships/bg-vn/")]


def test_two_countries_chosen_lead_to_their_page(client: Client, relations: Partnership) -> None:
    assert '<a href="/partnerships/bg-vn/">' in page(client, "?country=bg&country=vn")


def test_it_is_offered_where_nothing_is_found(client: Client, relations: Partnership) -> None:
    body = page(client, "?q=bulgaria+vietnam+zeppelins")

    assert "Nothing held here answers" in body
    assert '<a href="/partnerships/bg-vn/">' in body


def test_one_country_leads_to_its_own_page(client: Client, relations: Partnership) -> None:
    assert offered(client, "trade with Vietnam") == [("Việt Nam", "/countries/vn/")]


def test_two_countries_without_a_page_of_the_two_lead_to_their_own(client: Client, relations: Partnership) -> None:
    assert [url for _, url in offered(client, "Finland Bulgaria")] == ["/countries/fi/", "/countries/bg/"]


def test_a_person_is_found_by_any_name(client: Client, reports: None) -> None:
    who = factories.person("Rosen Zhelyazkov")
    factories.name(who, "Желязков")
    factories.article("A call", "Zhelyazkov called.", people=[who])

    assert offered(client, "Желязков prime minister since when") == [("Rosen Zhelyazkov", "/people/rosen-zhelyazkov/")]


def test_an_instrument_is_found_by_its_short_name(client: Client, reports: None) -> None:
    treaty = factories.instrument("EU–Vietnam Free Trade Agreement", kind="fta")
    factories.name(treaty, "EVFTA")
    factories.article("Of trade", "The EVFTA is used.", instruments=[treaty])

    assert [label for label, _ in offered(client, "evfta meaning")] == ["EU–Vietnam Free Trade Agreement"]


def test_a_name_that_several_bear_leads_to_nobody(client: Client, reports: None) -> None:
    for name in ("George Bush", "Laura Bush"):
        who = factories.person(name)
        factories.name(who, "Bush")
        factories.article(f"Of {name}", "A visit.", people=[who])

    assert offered(client, "bush") == []


def test_what_is_left_out_leads_nowhere(client: Client, relations: Partnership) -> None:
    assert offered(client, "trade -vietnam") == []
    assert '<ul class="own-pages"' not in page(client, "?exclude.country=vn")


def test_a_longer_name_is_no_name_of_what_it_begins_with(client: Client, relations: Partnership) -> None:
    body = factories.organization("Bulgaria Business Council")
    factories.article("A council", "It met.", organizations=[body])

    assert [label for label, _ in offered(client, "bulgaria business council")] == ["Bulgaria Business Council"]


def test_nobody_is_named_of_whom_not_everybody_may_read(client: Client, reports: None) -> None:
    factories.person("Nguyễn Văn Draft")
    factories.partnership("fi", "vn")

    assert offered(client, "nguyen van draft") == []
    assert "/partnerships/fi-vn/" not in page(client, "?country=fi&country=vn")


def test_few_are_offered(client: Client, reports: None) -> None:
    people = [factories.person(name) for name in ("Ann Alpha", "Ben Beta", "Cid Gamma", "Dan Delta")]
    factories.article("Four", "They met.", people=people)

    assert len(offered(client, "ann alpha ben beta cid gamma dan delta")) == MOST


def test_later_pages_do_not_repeat_it(client: Client, relations: Partnership) -> None:
    for number in range(21):
        factories.article(f"Report {number}", "Trade.", countries=["bg", "vn"])

    assert client.get("/search/?country=bg&country=vn&page=2").context["named"] == []
