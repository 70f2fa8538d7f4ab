"""Events: the list, and one with who took part and the passages behind it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.models import Claim, PartnershipEvent
from articles.search import lifecycle
from tests import factories

pytestmark = pytest.mark.django_db


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def event(title: str = "Talks in Sofia", kind: str = "talks", **fields: Any) -> PartnershipEvent:
    fields.setdefault("passages", [factories.passage()])
    return factories.event(title, kind, **fields)


def test_the_list_is_narrowed_by_kind_country_and_year(client: Client) -> None:
    event("Visit to Finland", "visit", start="2024-05-01", parties=("fi", "vn"))
    event("Talks in Sofia")

    for parameters in ("kind=visit", "country=fi", "year=2024", "kind=visit&kind=speech"):
        page = read(client, f"/events/?{parameters}")
        assert "Visit to Finland" in page, parameters
        assert "Talks in Sofia" not in page, parameters


def test_an_event_of_two_chosen_countries_is_listed_once(client: Client) -> None:
    event("Talks in Sofia")

    assert read(client, "/events/?country=bg&country=vn").count("Talks in Sofia</a>") == 1


@pytest.mark.parametrize("parameters", ["kind=party", "year=20255", "page=-1"])
def test_what_cannot_be_read_is_refused(client: Client, parameters: str) -> None:
    assert client.get(f"/events/?{parameters}").status_code == 400


def test_an_unknown_kind_is_answered_with_those_that_work(client: Client) -> None:
    assert "joint-statement" in client.get("/events/?kind=party").content.decode()


def test_an_empty_choice_says_so(client: Client) -> None:
    assert "No event is held here for this choice" in read(client, "/events/?country=zz")


def test_participants_stand_by_side_with_role_capacity_and_title(client: Client) -> None:
    talks = event()
    lam, chinh = factories.person("Tô Lâm"), factories.person("Phạm Minh Chính")
    post = factories.membership(lam, factories.post("General Secretary"), without_evidence=True)
    side = factories.country("vn")
    factories.participation(talks, lam, side=side, role="guest", membership=post, title_as_printed="Party chief")
    factories.participation(talks, chinh, side=side, role="mentioned-absent")

    page = read(client, talks.get_absolute_url())

    assert "Tô Lâm" in page.partition("Mentioned, not present")[0]
    for words in ("General Secretary", "guest", "printed as “Party chief”"):
        assert words in page
    assert "Phạm Minh Chính" in page.partition("Mentioned, not present")[2]


def test_a_level_change_shows_the_unknown_level_before(client: Client) -> None:
    change = factories.level_change(passages=[factories.passage()])

    page = read(client, change.get_absolute_url())

    assert "Level before not stated" in page
    assert "<strong>Strategic Partnership</strong>" in page


def test_parts_and_the_whole_are_linked_where_everybody_may_read_of_them(client: Client) -> None:
    visit = event("Visit", "visit")
    talks = event("Talks", parent=visit)
    draft = factories.passage(factories.article(status="draft"))
    event("Hidden part", parent=visit, passages=[draft])
    orphan = event("Orphan", parent=event("Hidden whole", passages=[draft]))

    page = read(client, visit.get_absolute_url())

    assert talks.get_absolute_url() in page
    assert "Hidden part" not in page
    assert visit.get_absolute_url() in read(client, talks.get_absolute_url())
    assert "Hidden whole" not in read(client, orphan.get_absolute_url())


def test_how_the_date_was_found_stands_with_it(client: Client) -> None:
    meeting = event("Meeting", start="2025-10-24", start_basis="inferred", date_note="inferred from “Friday”")

    assert "24 October 2025</span>, inferred from “Friday”" in read(client, meeting.get_absolute_url())


def test_evidence_reports_and_claims_stand_below(client: Client) -> None:
    story = factories.article("A report of it", agencies=["vns"])
    talks = event(passages=[factories.passage(story, "They agreed to double two-way trade.")])
    Claim.objects.create(event=talks, field="start", value="22 October", passage=factories.passage(story))

    page = read(client, talks.get_absolute_url())

    for words in ("They agreed to double two-way trade.", "A report of it", "22 October", "when it began"):
        assert words in page
    assert "Archive summary of a report by VNS" in page


def test_an_event_nobody_may_read_of_is_not_found(client: Client) -> None:
    hidden = event(passages=[factories.passage(factories.article(status="draft"))])

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get("/events/2025-01-01-nothing/").status_code == 404


def test_reports_stand_side_by_side_with_what_only_one_of_them_says(client: Client) -> None:
    one, other = (factories.article(name, agencies=["vns"]) for name in ("First report", "Second report"))
    quotes = [factories.passage(one), factories.passage(other)]
    talks = factories.event("Talks", passages=quotes)
    factories.participation(talks, factories.person("Both Name"), passage=quotes[0], title_as_printed="President")
    point = factories.commitment("Double trade")
    for row in (one, other):
        factories.telling(point, factories.passage(row, "They agreed to double two-way trade."), event=talks)
    factories.telling(factories.commitment("A statement"), factories.passage(other, "A joint statement"), event=talks)

    reports = client.get(talks.get_absolute_url()).context["reports"]

    assert [(report.article, [detail.words for detail in report.only]) for report in reports] == [
        (one, ["names Both Name", "titles Both Name “President”"]),
        (other, ["pledged: A statement"]),
    ]


def test_of_one_report_alone_nothing_is_said_to_be_only_there(client: Client) -> None:
    talks = event()
    factories.participation(talks, factories.person("Someone"), passage=talks.passages.get())

    page = read(client, talks.get_absolute_url())

    assert "Recorded only" not in page


def test_names_and_titles_that_another_report_prints_are_not_said_to_stand_in_one_only(client: Client) -> None:
    one = factories.article("First report")
    other = factories.article("Second report", "To Lam, the Vietnamese Party chief, met RADEV.\n\nThey agreed.")
    talks = factories.event("Talks", passages=[factories.passage(one), factories.passage(other)])
    lam, radev, tagged = (factories.person(name) for name in ("Tô Lâm", "Rumen Radev", "Tagged One"))
    factories.name(radev, "Radev")
    other.people.add(tagged)
    for who, title in ((lam, "Party chief"), (radev, "President"), (tagged, "")):
        factories.participation(talks, who, passage=factories.passage(one), title_as_printed=title)

    page = read(client, talks.get_absolute_url())
    reports = client.get(talks.get_absolute_url()).context["reports"]

    only = {report.article: [detail.words for detail in report.only] for report in reports}
    assert only == {one: ["titles Rumen Radev “President”"], other: []}
    assert "Nothing that the others" not in page


def test_a_part_of_a_word_is_no_name(client: Client) -> None:
    one, other = factories.article("First report"), factories.article("Second report", "The Lammas fair was held.")
    talks = factories.event("Talks", passages=[factories.passage(one), factories.passage(other)])
    factories.participation(talks, factories.person("Lam"), passage=factories.passage(one))

    reports = client.get(talks.get_absolute_url()).context["reports"]

    assert [[detail.words for detail in report.only] for report in reports] == [["names Lam"], []]


def test_a_report_names_each_of_its_paragraphs_once_and_in_order(client: Client) -> None:
    story = factories.article()
    words = ("They agreed to double", "held talks", "The two sides", "two-way trade")
    talks = factories.event("Talks", passages=[factories.passage(story, each) for each in words])

    (report,) = client.get(talks.get_absolute_url()).context["reports"]

    assert [passage.paragraph for passage in report.paragraphs] == [1, 2]


def test_events_lead_to_their_calendar_file(client: Client) -> None:
    talks = event()

    assert f'href="/events/{talks.slug}.ics"' in read(client, talks.get_absolute_url())


def test_event_pages_take_few_queries(
    client: Client, django_assert_max_num_queries: Any, settings: Any, tmp_path: Path
) -> None:
    settings.INDEX_DIR = tmp_path
    visit = event("Visit", "visit")
    for number in range(6):
        part = event(f"Part {number}", parent=visit, place=factories.place(f"Place {number}"))
        factories.participation(visit, factories.person(f"Person {number}"))
        factories.telling(factories.commitment(f"Point {number}"), factories.passage(), event=visit)
        part.passages.add(factories.passage())
        visit.passages.add(factories.passage())

    lifecycle.rebuild()

    with django_assert_max_num_queries(10):
        read(client, "/events/")
    with django_assert_max_num_queries(25):
        read(client, visit.get_absolute_url())


def test_an_event_of_two_leads_to_what_they_are_to_each_other(client: Client) -> None:
    told = factories.passage(factories.article("Talks"))
    talks = factories.event("Talks", passages=[told])

    assert "/partnerships/bg-vn/" not in client.get(talks.get_absolute_url()).content.decode()

    factories.level_change(passages=[told])

    assert '<dd><a href="/partnerships/bg-vn/">' in client.get(talks.get_absolute_url()).content.decode()
