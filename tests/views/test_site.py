"""The front page, what the archive says of itself, and the frame of every page."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.search import lifecycle
from articles.views import held
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = ["/", "/about/", "/coverage/", "/search/help/", "/articles/", "/calendar/", "/2025/", "/nothing/"]


@pytest.fixture
def something() -> None:
    """An article that is evidence for a level change, one without a date, and a draft."""
    story = factories.article("Talks in Sofia", agencies=["vns"], published="2025-10-23")
    factories.level_change(passages=[factories.passage(story)])
    factories.article("Visit of 1957", published=None)
    factories.article("A draft", status="draft")


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_the_same_frame(client: Client, something: None, path: str) -> None:
    body = client.get(path).content.decode()
    tags = [tag for tag, _ in Tags(body).found]

    assert (tags.count("h1"), tags.count("main")) == (1, 1)
    assert '<html lang="en">' in body
    assert 'href="#main"' in body
    assert "– The Partnership Archive</title>" in body


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_breaks_the_policy_for_its_content(client: Client, something: None, path: str) -> None:
    response = client.get(path)

    assert "unsafe" not in response.headers["Content-Security-Policy"]
    for tag, attributes in Tags(response.content.decode()).found:
        assert tag != "style"
        assert tag != "script" or str(attributes.get("src")).startswith("/static/")
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("path", PAGES)
def test_ids_stand_once_and_labels_find_them(client: Client, something: None, path: str) -> None:
    found = Tags(client.get(path).content.decode()).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]

    assert len(ids) == len(set(ids))
    for _, attributes in found:
        for name in ("aria-labelledby", "for"):
            assert attributes.get(name) is None or attributes[name] in ids


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/nothing/"])
def test_pages_name_their_one_address(client: Client, something: None, path: str) -> None:
    assert f'<link rel="canonical" href="http://testserver{path}">' in client.get(path + "?x=1").content.decode()


def test_the_navigation_says_where_one_is(client: Client) -> None:
    body = client.get("/search/help/").content.decode()

    assert '<a href="/search/help/" aria-current="page">Help</a>' in body
    assert '<a href="/calendar/" aria-current="true">Calendar</a>' in client.get("/2025/").content.decode()


def test_the_front_page_shows_what_came_last(client: Client, something: None) -> None:
    body = client.get("/").content.decode()

    assert "level before not stated" in body
    assert "Strategic Partnership" in body
    assert "Talks in Sofia" in body
    assert "A draft" not in body


def test_examples_on_the_front_page_can_be_read(client: Client) -> None:
    examples = re.findall(r'href="(/search/\?q=[^"]+)"', client.get("/").content.decode())

    assert examples
    for example in examples:
        assert client.get(example).status_code == 200


def test_an_empty_archive_has_a_front_page(client: Client) -> None:
    body = client.get("/").content.decode()

    assert "No article is held yet." in body
    assert "No change of level is recorded yet." in body


@pytest.mark.parametrize(("path", "most"), [("/", 16), ("/coverage/", 16), ("/about/", 6)])
def test_pages_take_few_queries(
    client: Client,
    something: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    for number in range(6):
        story = factories.article(f"Report {number}", agencies=["vns", "vna"])
        factories.level_change(title=f"Change {number}", passages=[factories.passage(story)])

    with django_assert_max_num_queries(most):
        client.get(path)


def test_coverage_counts_by_agency_and_year_and_names_the_gaps(client: Client, something: None) -> None:
    factories.article("Old report", published="2021-05-01")

    context = client.get("/coverage/").context

    coverage = context["coverage"]
    assert [(agency.short_name, reach.count) for agency, reach in coverage.agencies] == [("VNS", 1)]
    assert (str(coverage.first), str(coverage.last)) == ("2021-05-01", "2025-10-23")
    assert [year for year, _ in context["years"]] == [2025, 2021]
    assert context["gaps"] == [(2022, 2024)]
    assert (context["holdings"].articles, context["holdings"].undated, coverage.unsigned) == (3, 1, 2)


def test_of_a_month_coverage_names_no_day_as_known(client: Client) -> None:
    factories.article("Sometime", published="2026-09", agencies=["vns"])

    page = client.get("/coverage/").content.decode()

    assert "1 September 2026 at the earliest and 30 September 2026 at the latest" in page
    assert '<th scope="col">Not after</th>' in page


def test_robots_are_asked_to_leave_editors_and_questions_alone(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.content.decode()


INKS = ("ink", "ink-soft", "accent", "accent-deep")
PAPERS = ("paper", "sheet", "wash")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, by WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, by WCAG 2.2: from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_ink_can_be_read_on_every_paper(scheme: str) -> None:
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light, dark = css.split("@media")[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == "light" else dark))

    pairs = [(ink, paper) for ink in INKS for paper in PAPERS]
    pairs += [("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-mark", "mark")]
    for ink, paper in pairs:
        assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    for line in ("rule-strong", "bar"):
        assert contrast(colours[line], colours["paper"]) >= 3, line


@pytest.mark.parametrize("name", ["base", "layout", "components", "pages", "relations"])
def test_colours_stand_in_the_tokens_only(name: str) -> None:
    css = (settings.BASE_DIR / f"static/css/{name}.css").read_text()

    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", css, re.I)


def test_what_is_held_is_the_same_by_the_index_and_by_the_database(settings: Any, tmp_path: Path) -> None:
    settings.INDEX_DIR = tmp_path / "index"
    for number, day in enumerate(("1957", "1999-03", "2025-10-23", "2025-10", "2024-12-30/2025-01-02", None)):
        story = factories.article(f"Report {number}", published=day, agencies=["vns", "vna"][: number % 3])
        factories.level_change(passages=[factories.passage(story)], slug=f"change-{number}", start=day or "1990")
    factories.article("A draft", status="draft", published="1990-01-01", agencies=["vns"])
    factories.telling(factories.commitment("A point"), factories.passage(story))
    questions = (held.by_month, held.articles_in_no_year, held.coverage, held.articles, held.holdings)

    assert not held.is_indexed()
    from_database = [ask() for ask in questions]
    lifecycle.rebuild()

    assert held.is_indexed()
    assert [ask() for ask in questions] == from_database
