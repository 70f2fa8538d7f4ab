"""Organizations, instruments, sectors, places and agencies."""

from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_an_organization_has_its_posts_events_and_what_it_is_to_be_moved_to(client: Client) -> None:
    body = factories.organization("European Commission")
    story = factories.article("About the Commission", organizations=[body])
    post = factories.post("Commissioner", organization=body)
    factories.membership(factories.person("Someone"), post, "../2024-01-05", without_evidence=True)
    factories.participation(factories.event("Talks", passages=[factories.passage()]), body)
    factories.telling(factories.commitment("Lift the yellow card", through=body), factories.passage(story), "asked")

    page = read(client, "/organizations/european-commission/")

    for words in ("Someone", "by 5 January 2024", "Talks</a>", "Lift the yellow card", "About the Commission"):
        assert words in page


def test_a_mechanism_leads_to_its_pair(client: Client) -> None:
    body = factories.organization("Intergovernmental Committee", kind="mechanism")
    body.parties.set(factories.countries(("bg", "vn")))
    factories.article(organizations=[body])
    factories.level_change(passages=[factories.passage()])

    assert "/partnerships/bg-vn/" in read(client, body.get_absolute_url())


def test_an_instrument_shows_its_standing_and_what_is_not_stated(client: Client) -> None:
    paper = factories.instrument("Joint Statement", status="adopted", adopted="2025-10-23", parties=("bg", "vn"))
    paper.passages.add(factories.passage(factories.article("Adopted in Sofia")))

    page = read(client, paper.get_absolute_url())

    assert "Adopted" in page
    assert "stated in the source" in page
    assert page.count('<span class="unknown">not stated</span>') == 2


def test_a_sector_gathers_the_narrower_ones(client: Client) -> None:
    economy = factories.sector("economy", alternative_labels="business\nindustry")
    trade = factories.sector("trade", broader=economy)
    factories.telling(factories.commitment("Double trade", sectors=[trade]), factories.passage())

    page = read(client, "/sectors/economy/")

    for words in ("Double trade", "/sectors/trade/", "industry"):
        assert words in page
    assert "/sectors/economy/" in read(client, "/sectors/trade/")


def test_a_place_has_its_events_and_reports(client: Client) -> None:
    sofia = factories.place("Sofia", country=factories.country("bg"))
    factories.event("Talks there", place=sofia, passages=[factories.passage()])
    factories.article("From there", place=sofia)

    page = read(client, "/places/sofia/")

    for words in ("Talks there", "From there", "/countries/bg/"):
        assert words in page


def test_an_agency_has_its_reports(client: Client) -> None:
    factories.article("By the agency", agencies=["vns"])
    factories.article("By another", agencies=["vna"])

    page = read(client, "/agencies/vns/")

    assert "By the agency" in page
    assert "By another" not in page


def test_long_lists_lead_on_to_all_of_it(client: Client) -> None:
    for number in range(21):
        factories.article(f"Report {number}", agencies=["vns"])

    assert '<a href="/search/?agency=vns">All 21 articles</a>' in read(client, "/agencies/vns/")


@pytest.mark.parametrize("kind", ["organizations", "instruments", "sectors", "places", "agencies"])
def test_what_is_not_there_and_what_is_hidden_are_both_not_found(client: Client, kind: str) -> None:
    hidden: dict[str, Any] = {
        "organizations": [factories.organization("Hidden")],
        "instruments": [factories.instrument("Hidden")],
        "sectors": [factories.sector("hidden")],
        "place": factories.place("Hidden"),
        "agencies": ["hidden"],
    }
    factories.article(status="draft", **hidden)

    assert client.get(f"/{kind}/hidden/").status_code == 404
    assert client.get(f"/{kind}/nothing/").status_code == 404


def test_pages_of_subjects_take_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    trade, sofia = factories.sector("trade"), factories.place("Sofia")
    body, paper = factories.organization("Body"), factories.instrument("Paper")
    for number in range(5):
        story = factories.article(
            f"Report {number}",
            agencies=["vns"],
            organizations=[body],
            instruments=[paper],
            sectors=[trade],
            place=sofia,
        )
        talks = factories.event(f"Talks {number}", place=sofia, instrument=paper, passages=[factories.passage(story)])
        factories.participation(talks, body)
        point = factories.commitment(f"Point {number}", sectors=[trade], through=body)
        factories.telling(point, factories.passage(story), event=talks)

    for url in ("/organizations/body/", "/instruments/paper/", "/sectors/trade/", "/places/sofia/", "/agencies/vns/"):
        with django_assert_max_num_queries(30):
            read(client, url)
