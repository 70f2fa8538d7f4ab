"""Two partnerships side by side."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Claim, Mechanism
from articles.views import compare
from tests import factories
from tests.views.test_partnerships import beginning, crowd, passage, read, upgrade

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/bg-vn/compare/fi-vn/"


def two() -> None:
    upgrade()
    upgrade(pair=("fi", "vn"), start="2025-10-21", to="vn-comprehensive")


def test_two_partnerships_stand_side_by_side_as_of_the_same_day(client: Client) -> None:
    two()

    page = read(client, f"{PAGE}?as_of=2025-10-22")

    cells = page.partition("<tbody>")[2].split("<td ")[1:3]
    assert "level not stated" in cells[0]
    assert "<strong>Strategic Partnership</strong>" in cells[1]


def test_level_changes_of_one_day_stand_as_they_followed_each_other(client: Client) -> None:
    two()
    lower = factories.level("vn-lower", "Lower Partnership")
    upgrade(start="2026-01-05", slug="a-second", level_from=lower, level_to=factories.level("vn-upper", "Upper"))
    upgrade(start="2026-01-05", slug="b-first", level_to=lower)
    upgrade(start="2026", slug="c-sometime", level_to=factories.level("vn-other", "Other"))

    row = read(client, PAGE).partition("Level changes</th>")[2].partition("</tr>")[0]

    assert re.findall(r'<p><a href="/events/([abc]-[a-z]+)/', row) == ["c-sometime", "b-first", "a-second"]


def test_the_form_leads_to_the_comparison_with_its_day(client: Client) -> None:
    two()

    response = client.get("/partnerships/compare/?a=vn-bg&b=fi-vn&as_of=2025-10-22")

    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?as_of=2025-10-22")


def test_with_one_chosen_the_form_asks_for_the_other(client: Client) -> None:
    two()

    page = read(client, "/partnerships/compare/?a=bg-vn")

    assert '<option value="bg-vn" selected>' in page


@pytest.mark.parametrize("text", ["bg-zz", "bg", "x" * 300, "bg-vn-fi", "<b>"])
def test_a_pair_that_is_not_held_is_refused_by_the_form(client: Client, text: str) -> None:
    two()

    response = client.get("/partnerships/compare/", {"a": text, "b": "fi-vn"})

    assert response.status_code == 400
    assert "write two codes of a partnership" in response.content.decode()


def test_a_comparison_with_a_pair_that_is_not_held_is_not_found(client: Client) -> None:
    two()
    factories.level_change(pair=("us", "vn"), passages=[passage("Draft", status="draft")])

    assert client.get("/partnerships/bg-vn/compare/us-vn/").status_code == 404
    assert client.get("/partnerships/bg-zz/compare/bg-vn/").status_code == 404


def test_the_other_order_of_codes_leads_to_the_page(client: Client) -> None:
    two()

    response = client.get("/partnerships/vn-bg/compare/vn-fi/?as_of=2025")

    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?as_of=2025")


def test_a_pair_may_stand_beside_itself(client: Client) -> None:
    two()

    assert client.get("/partnerships/bg-vn/compare/bg-vn/").status_code == 200


@pytest.mark.parametrize("look", ["", "?as_of=2025-10-30", "?as_of=2025-10-30&known=2025-10-30"])
def test_a_comparison_takes_few_queries(client: Client, django_assert_max_num_queries: Any, look: str) -> None:
    crowd()
    crowd(("fi", "vn"))

    with django_assert_max_num_queries(25):
        read(client, f"{PAGE}{look}")


def test_visits_and_instruments_open_their_passages(client: Client) -> None:
    two()
    factories.event("Visit", "visit", passages=[passage("Visit", body="He came to Sofia.")])
    treaty = factories.instrument("Treaty", parties=("bg", "vn"))
    treaty.passages.add(passage("Treaty", body="The treaty was named."))

    page = read(client, PAGE)

    for words in ("He came to Sofia.", "The treaty was named."):
        assert f"<p>{words}</p>" in page


def test_an_undated_instrument_is_only_possible_before_anything_tells_of_it(client: Client) -> None:
    two()
    treaty = factories.instrument("Treaty", parties=("bg", "vn"), status="proposed")
    treaty.passages.add(passage("Treaty", published="2025-10-23"))

    assert "Treaty</a>, possibly proposed" in read(client, f"{PAGE}?as_of=1960")
    assert "Treaty</a>, proposed" in read(client, f"{PAGE}?as_of=2025-10-23")


def test_mechanisms_lead_to_the_report_that_named_them_last(client: Client) -> None:
    two()
    committee = Mechanism.objects.create(name="Trade Committee", slug="trade-committee")
    committee.parties.set(factories.countries(["bg", "vn"]))
    story = factories.article("Talks", "The Trade Committee will meet.", organizations=[committee])

    assert f'last named <a href="{story.get_absolute_url()}">23 October 2025</a>' in read(client, PAGE)


def test_accounts_that_differ_of_when_relations_began_are_told_of(client: Client) -> None:
    two()
    event = beginning()
    for day in ("8 February 1950", "7 March 1950"):
        Claim.objects.create(event=event, field="start", value=day, passage=passage(day))

    assert "accounts differ: " in read(client, PAGE)


def test_visits_are_counted_as_far_as_they_are_looked_through(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    two()
    for number in range(3):
        factories.event(f"Visit {number}", "visit", passages=[passage(f"Visit {number}")])

    assert "Of the latest" not in read(client, PAGE)
    monkeypatch.setattr(compare, "MOST_VISITS", 3)
    assert "Of the latest" not in read(client, PAGE)
    monkeypatch.setattr(compare, "MOST_VISITS", 2)
    assert "Of the latest 2 visits" in read(client, PAGE)


def test_visits_that_are_only_planned_stand_apart_from_those_made(client: Client) -> None:
    two()
    for day, status in (("2024-05-05", "occurred"), ("2027-05-05", "planned"), ("2028", "invited")):
        visit = factories.event("Visit", "visit", day, status=status, passages=[passage(f"Visit {day}")])
        factories.participation(visit, factories.person(f"Guest {day}"), role="guest", side=factories.country("vn"))

    page = " ".join(read(client, PAGE).split())

    assert re.search(r"<li>1 to Bulgaria, the last <a [^>]*>5 May 2024</a>", page)
    assert re.search(r"<li>1 planned to Bulgaria, the last <a [^>]*>5 May 2027</a>", page)
    assert re.search(r"<li>1 invited to Bulgaria, the last <a [^>]*>2028</a>", page)
