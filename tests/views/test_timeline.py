"""The timeline: narrowing, scales, groups, the strip, and what cannot be read."""

from typing import Any

import pytest
from django.test import Client

from articles.models import PartnershipEvent
from articles.search import PAGE_SIZE
from articles.search.engines import database
from tests import factories

pytestmark = pytest.mark.django_db


def read(client: Client, url: str = "/timeline/") -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def event(title: str = "Talks in Sofia", kind: str = "talks", start: str | None = "2025-10-23", **more: Any) -> Any:
    more.setdefault("passages", [factories.passage(factories.article(agencies=["vns"]))])
    return factories.event(title, kind, start, **more)


def test_every_parameter_narrows_and_repeated_ones_are_alternatives(client: Client) -> None:
    visit = event("Visit to Finland", "visit", "2024-05-01", parties=("fi", "vn"), place=factories.place("Helsinki"))
    visit.passages.set([factories.passage(factories.article(agencies=["vna"]))])
    factories.partnership("fi", "vn")
    factories.participation(visit, factories.person("Alexander Stubb"))
    factories.participation(visit, factories.organization("Parliament"))
    told = factories.commitment(sectors=[factories.sector("trade")])
    factories.telling(told, factories.passage(), event=visit)
    event("Talks in Sofia")
    narrow = [
        "country=fi",
        "country=fi&country=us",
        "partnership=fi-vn",
        "person=alexander-stubb",
        "org=parliament",
        "sector=trade",
        "place=helsinki",
        "agency=vna",
        "kind=visit&kind=speech",
        "from=2024&to=2024",
        "to=2024-05",
    ]

    for parameters in narrow:
        page = read(client, f"/timeline/?{parameters}")
        assert "Visit to Finland" in page, parameters
        assert "Talks in Sofia" not in page, parameters


def test_different_parameters_have_to_hold_together(client: Client) -> None:
    event("Visit to Finland", "visit", parties=("fi", "vn"))

    assert "No event is held here for this choice" in read(client, "/timeline/?country=fi&kind=talks")


def test_levels_narrow_to_changes_that_lead_there_or_from_there(client: Client) -> None:
    factories.level_change(passages=[factories.passage()], title="Raised")
    event("Talks in Sofia")

    page = read(client, "/timeline/?level=vn-strategic")

    assert "Raised" in page
    assert "Talks in Sofia" not in page


@pytest.mark.parametrize(
    ("parameters", "hint"),
    [
        ("scale=week", "day, month, year"),
        ("group=colour", "country, kind, person"),
        ("kind=party", "level-change"),
        ("from=2025-13", "does not exist"),
        ("to=soon", "is not a date"),
        ("from=2025&to=2024", "put the earlier date first"),
        ("sort=random", "newest, oldest"),
        ("page=0", "counted from 1"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_work(client: Client, parameters: str, hint: str) -> None:
    response = client.get(f"/timeline/?{parameters}")

    assert response.status_code == 400
    assert hint in response.content.decode()


def test_unknown_parameters_are_ignored(client: Client) -> None:
    event()

    assert "Talks in Sofia" in read(client, "/timeline/?colour=red")


def test_headings_follow_the_scale(client: Client) -> None:
    event(start="2025-10-23")
    event("Earlier", start="2013")

    assert '<h4 class="when-heading finer">23 October 2025</h4>' in read(client, "/timeline/?scale=day")
    assert '<h4 class="when-heading finer">October 2025</h4>' in read(client, "/timeline/?scale=month")
    assert '<h3 class="when-heading">2025</h3>' in read(client, "/timeline/?scale=year")
    assert "2013, not dated to a month" in read(client, "/timeline/")


def test_the_order_can_be_turned(client: Client) -> None:
    event("Late", start="2025-10-23")
    event("Early", start="1957")

    newest, oldest = read(client), read(client, "/timeline/?sort=oldest")

    assert newest.index("Late") < newest.index("Early")
    assert oldest.index("Early") < oldest.index("Late")


def test_an_event_stands_in_the_group_of_each_of_its_countries(client: Client) -> None:
    event()

    page = read(client, "/timeline/?group=country&country=bg")

    assert page.count("Talks in Sofia</a>") == 2
    assert '<h2 id="group-1">Bulgaria</h2>' in page
    assert '<h2 id="group-2">Việt Nam</h2>' in page


def test_the_strip_has_its_table_and_leads_to_each_period(client: Client) -> None:
    event(start="2025-10-23")
    event(start="2024-01-08")
    event(start="2013")

    page = read(client, "/timeline/?country=vn")

    assert '<a href="/timeline/?country=vn&amp;from=2025-10&amp;to=2025-10">2025-10</a>' in page
    assert "1 more with a date too wide for one month" in page
    assert "style=" not in page


def test_an_empty_timeline_says_what_would_show_something(client: Client) -> None:
    event()

    page = read(client, "/timeline/?kind=speech&from=2030")

    assert 'href="?kind=speech">The same without dates' in page
    assert 'href="?from=2030">The same for every kind of event' in page


def test_drafts_leave_no_trace(client: Client) -> None:
    hidden = [factories.passage(factories.article(status="draft"))]
    event("Canary talks", parties=("fi", "us"), passages=hidden)
    someone = factories.person("Canary Bird")
    factories.participation(PartnershipEvent.objects.get(), someone)

    for parameters in ("", "?group=person", "?group=country", "?country=fi", "?person=canary-bird"):
        page = read(client, f"/timeline/{parameters}")
        assert "Canary" not in page
        assert "Finland" not in page


def test_many_events_do_not_make_one_page(client: Client, django_assert_max_num_queries: Any) -> None:
    evidence = [factories.passage()]
    for number in range(130):
        event(f"Talks {number:03}", start=f"{1900 + number}-01-01", passages=evidence)

    with django_assert_max_num_queries(12):
        first = read(client)
    with django_assert_max_num_queries(12):
        grouped = read(client, "/timeline/?group=country&scale=year&page=3")

    assert first.count('class="entry ') == 100
    assert "Page 1 of 2" in first
    assert grouped.count('class="entry ') == 60
    assert client.get("/timeline/?page=3").status_code == 404


@pytest.fixture
def _database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.timeline.matching", database.matching)


@pytest.mark.usefixtures("_database_answers")
def test_words_narrow_to_the_events_that_search_finds_beyond_its_first_page(client: Client) -> None:
    for number in range(PAGE_SIZE + 1):
        event(f"Rice conference {number}")
    event("Talks in Sofia")

    page = read(client, "/timeline/?q=rice")

    assert f'Timeline <span class="count">{PAGE_SIZE + 1}</span>' in page
    assert "Talks in Sofia" not in page
    assert 'name="q" type="search" size="14" maxlength="1000" value="rice"' in page


@pytest.mark.usefixtures("_database_answers")
def test_a_type_among_the_words_does_not_matter_to_a_timeline(client: Client) -> None:
    event("Rice conference")

    assert "Rice conference" in read(client, "/timeline/?q=rice+type:article")


@pytest.mark.parametrize("name", ["country=fi", "kind=visit", "person=alexander-stubb", "place=helsinki", "agency=vna"])
def test_what_is_excluded_is_left_out_and_said(client: Client, name: str) -> None:
    visit = event("Visit to Finland", "visit", parties=("fi", "vn"), place=factories.place("Helsinki"))
    visit.passages.set([factories.passage(factories.article(agencies=["vna"]))])
    factories.participation(visit, factories.person("Alexander Stubb"))
    event("Talks in Sofia")

    page = read(client, f"/timeline/?exclude.{name}&scale=year")

    assert "Talks in Sofia" in page
    assert "Visit to Finland" not in page
    assert '<a class="remove without" href="?scale=year">' in page
    facet, _, value = name.partition("=")
    assert f'<input type="hidden" name="exclude.{facet}" value="{value}">' in page


@pytest.mark.usefixtures("_database_answers")
def test_words_are_an_active_filter_that_can_be_removed(client: Client) -> None:
    event()

    page = read(client, "/timeline/?q=sofia&scale=year&from=2025")

    assert '<a class="remove" href="?scale=year&amp;from=2025">' in page
    assert "“sofia”" in page


def test_words_that_cannot_be_read_are_refused(client: Client) -> None:
    response = client.get("/timeline/", {"q": "(sofia"})

    assert response.status_code == 400
    assert "bracket" in response.content.decode()
