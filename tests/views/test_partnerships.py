"""The register of level changes, and the page of the relation between two countries."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Claim, PartnershipEvent, Passage
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/bg-vn/"


def read(client: Client, url: str = PAGE) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def passage(headline: str = "Talks in Sofia", **fields: Any) -> Passage:
    return factories.passage(factories.article(headline, agencies=["vns"], **fields))


def upgrade(**fields: Any) -> PartnershipEvent:
    fields.setdefault("passages", [passage("Upgrade")])
    return factories.level_change(**fields)


def beginning() -> PartnershipEvent:
    return factories.event(
        "Relations begin",
        "relations-established",
        "1950-02-08",
        partnership=factories.partnership(),
        passages=[passage("Relations")],
    )


def test_the_level_differs_before_and_after_the_day_it_changed(client: Client) -> None:
    beginning()
    upgrade()

    before, after = (read(client, f"{PAGE}?as_of={day}") for day in ("2025-10-22", "2025-10-23"))

    assert 'On 22 October 2025: <span class="unknown">level not stated</span>' in before
    assert "On 23 October 2025: <strong>Strategic Partnership</strong>" in after


def test_of_a_month_or_a_year_the_last_day_counts(client: Client) -> None:
    upgrade()

    assert "At the end of October 2025: <strong>Strategic" in read(client, f"{PAGE}?as_of=2025-10")
    assert 'At the end of 2024: <span class="unknown">level not stated' in read(client, f"{PAGE}?as_of=2024")


def test_inside_an_imprecise_date_the_answer_is_possibly(client: Client) -> None:
    upgrade(start="2013-10")

    assert "possibly <strong>Strategic Partnership</strong>" in read(client, f"{PAGE}?as_of=2013-10-15")


@pytest.mark.parametrize("text", ["2025-13", "yesterday", "2025-02-30", "1" * 400])
def test_a_day_that_cannot_be_read_is_refused_with_a_hint(client: Client, text: str) -> None:
    upgrade()

    response = client.get(PAGE, {"as_of": text})

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


def test_the_other_order_leads_to_the_page_with_its_parameters(client: Client) -> None:
    upgrade()

    response = client.get("/partnerships/vn-bg/?as_of=2025-10-22")

    assert (response.status_code, response["Location"]) == (301, f"{PAGE}?as_of=2025-10-22")


@pytest.mark.parametrize("pair", ["bg-zz", "vn-vn", "fi-vn"])
def test_a_pair_of_which_nothing_is_held_is_not_found(client: Client, pair: str) -> None:
    upgrade()
    factories.level_change(pair=("fi", "vn"), passages=[passage("Draft", status="draft")])

    assert client.get(f"/partnerships/{pair}/").status_code == 404


def test_who_declared_it_stands_with_the_capacity_of_the_day(client: Client) -> None:
    event = upgrade(place=factories.place("Sofia"), instrument=factories.instrument("Joint Statement of the two"))
    radev = factories.person("Rumen Radev")
    post = factories.membership(radev, factories.post("President of Bulgaria"), without_evidence=True)
    factories.participation(event, radev, membership=post)
    factories.participation(event, factories.person("Phạm Minh Chính"), role="mentioned-absent")

    page = read(client)

    assert 'Rumen Radev</a>, <span class="capacity">President of Bulgaria' in page
    assert "Phạm Minh Chính" not in page
    assert "Joint Statement of the two" in page


def test_accounts_that_differ_are_all_shown_with_the_reason(client: Client) -> None:
    event = beginning()
    one, other = passage("One report"), passage("Another report")
    Claim.objects.create(
        event=event, field="start", value="8 February 1950", passage=one, preferred=True, reason="Nearer to the day."
    )
    Claim.objects.create(event=event, field="start", value="7 March 1950", passage=other)

    page = read(client)

    assert '<a href="#accounts">2 accounts</a>' in page
    for words in ("8 February 1950", "7 March 1950", "Nearer to the day.", "One report", "Another report"):
        assert words in page


def test_a_claim_of_a_draft_is_not_shown(client: Client) -> None:
    event = beginning()
    draft = passage("Draft", status="draft")
    Claim.objects.create(event=event, field="start", value="1 January 1949", passage=draft)

    assert "1949" not in read(client)


def test_visits_stand_by_the_country_they_went_to(client: Client) -> None:
    factories.partnership()
    visit = factories.event("Visit", "visit", passages=[passage("Visit")])
    factories.participation(visit, factories.person("Tô Lâm"), role="guest", side=factories.country("vn"))

    page = read(client)

    assert 'To Bulgaria <span class="count">1</span>' in page
    assert 'To <span lang="vi">Việt Nam</span> <span class="count">0</span>' in page


def test_each_telling_keeps_its_modality_and_opens_its_passage(client: Client) -> None:
    upgrade()
    point = factories.commitment("Double trade")
    pledged, stated = passage("First"), passage("Second", published="2025-10-24")
    factories.telling(point, pledged, "pledged")
    factories.telling(point, stated, "stated")

    page = read(client)

    assert "1 pledged · 1 stated" in page
    assert "modality-pledged" in page
    assert "modality-stated" in page
    for row in (pledged, stated):
        assert row.paragraph_url in page
        assert row.get_absolute_url() in page


def test_as_of_a_day_nothing_that_came_later_is_told(client: Client) -> None:
    beginning()
    upgrade()
    factories.telling(factories.commitment("Double trade"), passage("Told"), "pledged")
    factories.event("Visit of the President", "visit", "2025-11-01", passages=[passage("Visit")])

    page = read(client, f"{PAGE}?as_of=2025-10-22")

    assert "Double trade" not in page
    assert "Visit of the President" not in page
    assert "Double trade" in read(client)


def test_as_of_a_day_instruments_that_came_later_are_left_out(client: Client) -> None:
    beginning()
    told = passage("Instruments")
    both = ("bg", "vn")
    early = factories.instrument("Early Treaty", parties=both, adopted="2013")
    late = factories.instrument("Late Statement", parties=both, adopted="2025-10-23")
    signed_late = factories.instrument("Late Accord", parties=both, signed="2025-11")
    undated = factories.instrument("Undated Memorandum", parties=both)
    for row in (early, late, signed_late, undated):
        row.passages.add(told)
    upgrade(instrument=factories.instrument("Statement of the Upgrade", parties=both))

    before, today = read(client, f"{PAGE}?as_of=2025-10-22"), read(client)

    for title in ("Late Statement", "Late Accord", "Statement of the Upgrade"):
        assert title not in before
        assert title in today
    assert "Early Treaty" in before
    assert "Undated Memorandum" in before
    assert "What has no date is listed as known today." in before
    assert "listed as known today" not in today


def test_a_page_of_many_rows_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    beginning()
    for number in range(5):
        event = upgrade(start=f"20{number}5-01-01", to=f"vn-{number}")
        factories.participation(event, factories.person(f"Person {number}"))
        visit = factories.event("Visit", "visit", passages=[passage("Visit")])
        factories.participation(visit, factories.person("Guest"), role="guest")
        factories.telling(factories.commitment(f"Point {number}"), passage("Told"), "pledged", event=visit)

    with django_assert_max_num_queries(30):
        read(client)


def test_the_register_has_every_change_the_newest_first_with_what_is_not_stated(client: Client) -> None:
    upgrade()
    upgrade(pair=("fi", "vn"), start="2025-10-21", level_from=factories.level("vn-comprehensive", "Comprehensive"))

    page = read(client, "/partnerships/")

    assert page.index("23 October 2025") < page.index("21 October 2025")
    assert "Comprehensive" in page
    assert '<span class="unknown">not stated</span>' in page


def test_the_register_is_narrowed_by_country_level_and_year(client: Client) -> None:
    upgrade()
    upgrade(pair=("fi", "vn"), start="2024-05-01", to="vn-comprehensive")

    for parameters in ("country=fi", "level=vn-comprehensive", "year=2024", "country=fi&country=us"):
        register = read(client, f"/partnerships/?{parameters}").partition('id="all"')[0]
        assert "Finland – Việt Nam" in register, parameters
        assert "Bulgaria – Việt Nam" not in register, parameters


def test_a_register_without_rows_says_so(client: Client) -> None:
    assert "No level change is held here" in read(client, "/partnerships/?country=zz")


@pytest.mark.parametrize("parameters", ["year=next", "page=0", "page=x"])
def test_register_parameters_that_cannot_be_read_are_refused(client: Client, parameters: str) -> None:
    assert client.get(f"/partnerships/?{parameters}").status_code == 400


def test_a_page_past_the_last_is_not_found(client: Client) -> None:
    assert client.get("/partnerships/?page=9").status_code == 404


def test_the_register_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        upgrade(start=f"20{number}5-01-01", to=f"vn-{number}")

    with django_assert_max_num_queries(12):
        read(client, "/partnerships/")


def test_drafts_leave_no_trace_in_the_register(client: Client) -> None:
    secret = factories.level("vn-secret", "Canary Partnership")
    factories.level_change(level_to=secret, passages=[passage("Draft", status="draft")])

    assert "Canary" not in read(client, "/partnerships/")


def test_pages_of_relations_set_no_cookie(client: Client) -> None:
    upgrade()

    for url in (PAGE, "/partnerships/", "/countries/vn/", "/timeline/"):
        assert not client.get(url).cookies
