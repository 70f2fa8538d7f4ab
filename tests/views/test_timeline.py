"""The timeline: narrowing, scales, groups, the strip, and what cannot be read."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.admin.addresses import lead_on
from articles.models import Article, PartnershipEvent
from articles.search import PAGE_SIZE as HITS
from articles.search import lifecycle
from articles.views.chronicles import PAGE_SIZE
from tests import factories

pytestmark = pytest.mark.django_db


def read(client: Client, url: str = "/timeline/") -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def event(title: str = "Talks in Sofia", kind: str = "talks", start: str | None = "2025-10-23", **more: Any) -> Any:
    more.setdefault("passages", [factories.passage(factories.article(agencies=["vns"]))])
    return factories.event(title, kind, start, **more)


@pytest.fixture
def indexed(settings: Any, tmp_path: Path) -> Path:
    """A folder for an index; `lifecycle.rebuild()` fills it."""
    settings.INDEX_DIR = tmp_path
    return tmp_path


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
        "partnership=FI-VN",
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
        ("type=photo", "event, article"),
        ("partnership=bulgaria", "as in bg-vn"),
        ("partnership=bg-bg", "one country twice"),
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


def test_what_a_heading_says_is_not_said_again_beside_each_row(client: Client, indexed: Path) -> None:
    event(start="2025-10-23")
    event("Planned talks", start="2026-10-23", status="planned")
    lifecycle.rebuild()

    day = read(client, "/timeline/?scale=day&to=2025")
    kind = read(client, "/timeline/?group=kind").partition('id="group-1"')[2]

    assert '<time class="day visually-hidden" datetime="2025-10-23">23 October 2025</time>' in day
    assert '<time class="day" datetime="2025-10-23">' in read(client, "/timeline/?scale=month")
    assert "<li>Talks</li>" not in kind
    assert "<li><strong>Planned</strong></li>" in kind


def test_the_order_can_be_turned(client: Client) -> None:
    event("Late", start="2025-10-23")
    event("Early", start="1957")

    newest, oldest = read(client), read(client, "/timeline/?sort=oldest")

    assert newest.index("Late</a>") < newest.index("Early</a>")
    assert oldest.index("Early</a>") < oldest.index("Late</a>")


def test_an_event_stands_in_the_group_of_each_of_its_countries(client: Client, indexed: Path) -> None:
    event()
    lifecycle.rebuild()

    page = read(client, "/timeline/?group=country&country=bg")

    assert page.count("Talks in Sofia</a>") == 2
    assert '<h2 id="group-1">Bulgaria <span class="count">1</span></h2>' in page
    assert '<h2 id="group-2">Việt Nam <span class="count">1</span></h2>' in page


def test_without_an_index_a_timeline_is_in_one_piece_and_says_why(client: Client) -> None:
    event()

    page = read(client, "/timeline/?group=country")

    assert page.count("Talks in Sofia</a>") == 1
    assert "without it a timeline is not parted into lanes" in page


def test_lanes_lie_within_what_was_chosen_and_lead_to_all(client: Client, indexed: Path) -> None:
    for number in range(6):
        event(f"Talks {number}", parties=("fi", "vn"))
    event("Elsewhere", parties=("fi", "us"))
    lifecycle.rebuild()

    page = read(client, "/timeline/?group=country&country=vn")

    assert "Elsewhere" not in page
    assert 'United States <span class="count">' not in page
    assert '<a href="/timeline/?q=country%3Afi&amp;country=vn">Finland: all 6</a>' in page


def test_facets_and_lanes_of_a_pair_count_within_it(client: Client, indexed: Path) -> None:
    event("Talks in Sofia")
    for number in range(3):
        event(f"Elsewhere {number}", parties=("us", "vn"))
    lifecycle.rebuild()

    fields = client.get("/timeline/?partnership=bg-vn").context["fields"]
    lanes = client.get("/timeline/?partnership=bg-vn&group=country").context["lanes"]

    countries = next(field.options for field in fields if field.name == "country")
    assert [(value, count) for value, _, count, _ in countries] == [("bg", 1), ("vn", 1)]
    assert [(lane.value, lane.total) for lane in lanes.lanes] == [("bg", 1), ("vn", 1)]


def test_lanes_are_drawn_to_one_measure(client: Client, indexed: Path) -> None:
    for number in range(8):
        event(f"Talks {number}", parties=("fi", "vn"))
    for number in range(2):
        event(f"Long ago {number}", start="2001-05-05", parties=("bg", "vn"))
    lifecycle.rebuild()

    lanes = client.get("/timeline/?group=country").context["lanes"].lanes

    tallest = {lane.value: max(bar.height for bar in lane.strip.bars) for lane in lanes}
    assert tallest == {"vn": 22, "fi": 22, "bg": 5.5}
    assert {len(bar.period) for lane in lanes for bar in lane.strip.bars} == {4}


def test_lanes_leave_the_choice_of_headings_out_and_hand_it_on(client: Client, indexed: Path) -> None:
    event()
    lifecycle.rebuild()

    parted, whole = read(client, "/timeline/?group=country&scale=day"), read(client, "/timeline/?scale=day")

    assert "Headings by" not in parted
    assert '<input type="hidden" name="scale" value="day">' in parted
    assert "Headings by" in whole


def test_a_slug_that_was_merged_leads_on_to_the_same_question_with_its_own(client: Client) -> None:
    kept, duplicate, hidden = (factories.person(name) for name in ("Keir Starmer", "Sir Keir Starmer", "Hidden"))
    factories.participation(event(), kept)
    for old, new in (("sir-keir-starmer", "keir-starmer"), ("other", "hidden")):
        lead_on(f"/people/{old}/", f"/people/{new}/")
    duplicate.delete()

    for name in ("person", "exclude.person"):
        for page in ("/timeline/", "/search/"):
            response = client.get(f"{page}?{name}=sir-keir-starmer&{name}=other&from=2025")
            assert response.status_code == 301, (page, name)
            assert response.headers["Location"] == f"{page}?{name}=keir-starmer&{name}=other&from=2025"
    assert client.get(f"/timeline/?person={hidden.slug}&person=other").status_code == 200


def test_a_lane_shows_its_latest_and_nothing_that_has_been_withdrawn_since(client: Client, indexed: Path) -> None:
    stories = [factories.article(f"Report {year}") for year in range(2019, 2025)]
    for year, story in enumerate(stories, 2019):
        event(f"Talks {year}", start=f"{year}-05-05", passages=[factories.passage(story)])
    lifecycle.rebuild()
    Article.objects.filter(pk=stories[-2].pk).update(status="withdrawn")

    page = read(client, "/timeline/?group=kind")

    shown = [year for year in range(2019, 2025) if f"Talks {year}</a>" in page]
    assert shown == [2021, 2022, 2024]


def test_many_are_drawn_as_bars_that_lead_into_their_periods_with_a_table_behind(client: Client) -> None:
    evidence = [factories.passage()]
    for number in range(45):
        event(f"Talks {number}", start=f"20{number % 3 + 20}-10-23", passages=evidence)

    page = read(client, "/timeline/?country=vn&scale=day")

    assert '<a href="/timeline/?country=vn&amp;from=2021-10&amp;to=2021-10&amp;scale=day">October 2021</a></th>' in page
    assert page.count('class="fill"') == 3
    assert "style=" not in page


def test_few_are_drawn_as_marks_that_lead_to_them(client: Client) -> None:
    event("Visit to Finland", "visit", start="2024-05-01", end="2024-07-03")
    event(start="2025-10-23")
    factories.level_change(passages=[factories.passage()], title="Raised")

    page = read(client)

    assert page.count('class="mark"') == 2
    assert page.count('class="lasting"') == 1
    assert page.count('class="turn"') == 1
    assert "<title>Visit to Finland, 1 May – 3 July 2024</title>" in page


def test_from_a_period_there_are_ways_out_and_to_its_neighbours(client: Client) -> None:
    event()

    page = read(client, "/timeline/?from=2025-10&to=2025-10&scale=day")

    assert '<a rel="prev" href="/timeline/?from=2025-09&amp;to=2025-09&amp;scale=day">← September 2025</a>' in page
    assert '<a class="out" href="/timeline/?from=2025&amp;to=2025">Widen to 2025</a>' in page


def test_articles_and_commitments_have_a_timeline_too(client: Client) -> None:
    told = factories.commitment("Double two-way trade")
    factories.telling(told, factories.passage(factories.article("Trade is to double", agencies=["vns"])))

    articles, points = read(client, "/timeline/?type=article"), read(client, "/timeline/?type=commitment")

    assert "Trade is to double</a>" in articles
    assert "Double two-way trade</a>" in points
    assert "23 October 2025" in points
    assert '<input type="hidden" name="type" value="article">' in articles


def test_any_search_can_be_seen_as_a_timeline_with_the_same_words_and_choices(client: Client) -> None:
    factories.article("Trade is to double", countries=["vn"])

    page = read(client, "/search/?q=trade&country=vn&from=2025")

    assert '<a href="/timeline/?q=trade&amp;type=article&amp;country=vn&amp;from=2025">as a timeline</a>' in page


def test_an_empty_timeline_says_what_would_show_something(client: Client) -> None:
    event()

    page = read(client, "/timeline/?kind=speech&from=2030")

    assert 'href="/timeline/?kind=speech">The same without since 2030' in page
    assert 'href="/timeline/?from=2030">The same without speech' in page


def test_drafts_leave_no_trace(client: Client) -> None:
    hidden = [factories.passage(factories.article(status="draft"))]
    event("Canary talks", parties=("fi", "us"), passages=hidden)
    someone = factories.person("Canary Bird")
    factories.participation(PartnershipEvent.objects.get(), someone)

    for parameters in ("", "?group=person", "?group=country", "?country=fi", "?person=canary-bird"):
        page = read(client, f"/timeline/{parameters}")
        assert "Canary" not in page
        assert "Finland" not in page


def test_many_events_do_not_make_one_page(client: Client, django_assert_max_num_queries: Any, indexed: Path) -> None:
    evidence = [factories.passage()]
    for number in range(90):
        event(f"Talks {number:03}", start=f"{1900 + number}-01-01", passages=evidence)

    lifecycle.rebuild()

    with django_assert_max_num_queries(10):
        first = read(client)
    with django_assert_max_num_queries(25):
        read(client, "/timeline/?group=country")
    last = read(client, "/timeline/?page=3")

    assert first.count('class="entry ') == PAGE_SIZE == 40
    assert "Page 1 of 3" in first
    assert last.count('class="entry ') == 10
    assert client.get("/timeline/?page=4").status_code == 404


def test_words_narrow_to_the_events_that_search_finds_beyond_its_first_page(client: Client) -> None:
    for number in range(HITS + 1):
        event(f"Rice conference {number}")
    event("Talks in Sofia")

    page = read(client, "/timeline/?q=rice")

    assert f'Timeline <span class="count">{HITS + 1}</span>' in page
    assert "Talks in Sofia" not in page
    assert 'name="q" type="search" size="14" maxlength="256" value="rice"' in page


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
    assert '<a class="remove without" href="/timeline/?scale=year">' in page
    facet, _, value = name.partition("=")
    assert f'<input type="hidden" name="exclude.{facet}" value="{value}">' in page


def test_words_are_an_active_filter_that_can_be_removed(client: Client) -> None:
    event()

    page = read(client, "/timeline/?q=sofia&scale=year&from=2025")

    assert '<a class="remove" href="/timeline/?from=2025&amp;scale=year">' in page
    assert "“sofia”" in page


def test_words_that_cannot_be_read_are_refused(client: Client) -> None:
    response = client.get("/timeline/", {"q": "(sofia"})

    assert response.status_code == 400
    assert "bracket" in response.content.decode()
