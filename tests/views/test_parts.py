"""Parts of what is held of two countries, each whole and in pages."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Claim
from articles.views import partnerships, parts
from tests import factories
from tests.views.test_partnerships import PAGE, beginning, passage, read, upgrade

pytestmark = pytest.mark.django_db


def test_of_many_steps_the_page_shows_the_first_and_the_nearest_and_leads_to_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partnerships.drawn, "__defaults__", (partnerships.PAGE, 4))
    beginning()
    for number in range(8):
        upgrade(start=f"20{number + 10}-01-01", to=f"vn-{number}", passages=[passage(f"Step {number}")])

    page = read(client)
    whole = read(client, f"{PAGE}levels/")

    assert "6 more steps of this ladder are not shown here" in page
    assert [f"Step {number}" in page.partition('id="visits"')[0] for number in range(8)] == [False] * 5 + [True] * 3
    assert [f"Step {number}" in whole for number in range(8)] == [True] * 8
    assert f'<a href="{PAGE}levels/">all 10 steps</a>' in page


def test_the_steps_shown_are_those_around_the_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partnerships.drawn, "__defaults__", (partnerships.PAGE, 4))
    for number in range(8):
        upgrade(start=f"20{number + 10}-01-01", to=f"vn-{number}", passages=[passage(f"Step {number}")])

    page = read(client, f"{PAGE}?as_of=2012-06-01").partition('id="visits"')[0]

    # What is told of the first one is quoted by the level before it, which is not stated.
    assert [f"Step {number}" in page for number in range(8)] == [True, True, True, True] + [False] * 4


def test_all_visits_stand_on_pages_of_their_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partnerships, "MOST_VISITS", 2)
    monkeypatch.setattr(parts, "PAGE_SIZE", 2)
    factories.partnership()
    for number in range(3):
        factories.event(f"Visit {number}", "visit", f"2025-10-0{number + 1}", passages=[passage(f"Report {number}")])

    page, first, second = (read(client, url) for url in (PAGE, f"{PAGE}visits/", f"{PAGE}visits/?page=2"))

    assert "Report 0" not in page.partition('id="timeline"')[0].partition('id="visits"')[2]
    assert f'<a href="{PAGE}visits/">All visits' in page
    assert ("Report 2" in first, "Report 0" in first, "Report 0" in second) == (True, False, True)
    assert '<span class="count">3</span>' in first


def test_visits_are_those_by_the_day_and_of_what_was_known(client: Client) -> None:
    factories.partnership()
    factories.event("Early", "visit", "2025-01-01", passages=[passage("Early report", published="2025-01-02")])
    factories.event("Late", "visit", "2025-10-01", passages=[passage("Late report", published="2025-10-02")])

    by_then = read(client, f"{PAGE}visits/?as_of=2025-06-01")
    known = read(client, f"{PAGE}visits/?known=2025-06-01")

    for page in (by_then, known):
        assert ("Early report" in page, "Late report" in page) == (True, False)


def test_instruments_bodies_and_accounts_have_their_pages(client: Client) -> None:
    event = beginning()
    treaty = factories.instrument("Treaty of Friendship", parties=("bg", "vn"), signed="1990")
    treaty.passages.add(passage("Treaty told"))
    forum = factories.organization("United Nations", kind="international")
    story = factories.article("Talks", "The United Nations were named.", organizations=[forum])
    upgrade(passages=[factories.passage(story)])
    for value in ("8 February 1950", "7 March 1950"):
        Claim.objects.create(event=event, field="start", value=value, passage=passage(value))

    assert "Treaty told" in read(client, f"{PAGE}instruments/")
    assert "The United Nations were named." in read(client, f"{PAGE}bodies/")
    accounts = read(client, f"{PAGE}accounts/")
    assert "8 February 1950" in accounts
    assert "7 March 1950" in accounts


def test_of_many_points_on_which_accounts_differ_each_stands_with_all_its_accounts(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partnerships, "MOST_DISPUTES", 1)
    factories.partnership()
    for number in range(3):
        event = factories.event(f"Talks {number}", "talks", f"2025-10-0{number + 1}", passages=[passage("Told")])
        for side in ("one", "other"):
            Claim.objects.create(event=event, field="start", value=f"{side} {number}", passage=passage("Told"))

    page = read(client)

    assert ("one 2" in page, "other 2" in page, "one 1" in page) == (True, True, False)
    assert f'<a href="{PAGE}accounts/">All 3 points' in page


@pytest.mark.parametrize(
    ("path", "status"),
    [("nothing/", 404), ("visits/?page=9", 404), ("visits/?page=x", 400), ("levels/?as_of=soon", 400)],
)
def test_parts_that_there_are_not_and_pages_that_cannot_be_read(client: Client, path: str, status: int) -> None:
    upgrade()

    assert client.get(f"{PAGE}{path}").status_code == status


def test_the_other_order_of_codes_leads_to_the_part(client: Client) -> None:
    upgrade()

    response = client.get("/partnerships/vn-bg/visits/?as_of=2025")

    assert (response.status_code, response["Location"]) == (301, f"{PAGE}visits/?as_of=2025")


def test_a_draft_leaves_no_trace_in_any_part(client: Client) -> None:
    upgrade()
    draft = passage("Canary", status="draft")
    factories.event("Canary visit", "visit", passages=[draft])
    factories.instrument("Canary treaty", parties=("bg", "vn")).passages.add(draft)
    Claim.objects.create(event=upgrade(start="2020-01-01"), field="start", value="Canary day", passage=draft)

    for name in parts.PARTS:
        assert "Canary" not in read(client, f"{PAGE}{name}/"), name


def test_parts_take_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(4):
        visit = factories.event("Visit", "visit", passages=[passage("Visit")])
        factories.participation(visit, factories.person(f"Guest {number}"), role="guest")
        upgrade(start=f"20{number}5-01-01", to=f"vn-{number}")

    for name in parts.PARTS:
        with django_assert_max_num_queries(14):
            read(client, f"{PAGE}{name}/")
