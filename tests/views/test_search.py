"""Search: the page, its help, and the same as JSON.

What is found is for the tests of search; here the database answers, so that no test waits for an index.
"""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.search import FACETS, Query
from articles.search.engines import database
from articles.search.language import OPERATORS
from articles.search.results import Results
from tests import factories

pytestmark = pytest.mark.django_db

KEYS = [
    "query",
    "sentence",
    "total",
    "page",
    "pages",
    "took_ms",
    "results",
    "facets",
    "histogram",
    "did_you_mean",
    "mode",
    "partial",
    "errors",
]


@pytest.fixture(autouse=True)
def _database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)


def answering(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    """Let every answer differ in some fields."""

    def answer(query: Query, *, counted: bool = True) -> Results:
        return replace(database.answer(query), **changes)  # type: ignore[arg-type]

    monkeypatch.setattr("articles.views.search.search", answer)


@pytest.fixture
def reports() -> None:
    """Two reports, of Bulgaria and of Finland; the first is evidence for a level change and a commitment."""
    first = factories.article(
        "Talks in Sofia",
        "They met in Sofia.\n\nBoth want trade to double.",
        published="2025-10-23",
        agencies=["vns"],
        countries=["bg", "vn"],
        place=factories.place("Sofia"),
    )
    passage = factories.passage(first, "Both want trade to double.")
    factories.level_change(passages=[passage])
    factories.telling(factories.commitment("Double two-way trade"), passage)
    factories.article("Talks in Helsinki", "They spoke of trade.", published="2024-03-05", countries=["fi", "vn"])


def page(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(f"/search/{query}")
    assert response.status_code == status
    return response.content.decode()


def test_heading_and_title_restate_the_question(client: Client, reports: None) -> None:
    body = page(client, "?q=trade&country=bg")

    assert "<title>Articles with “trade”, about Bulgaria – The Partnership Archive</title>" in body
    assert "<h1>Articles with “trade”, about Bulgaria</h1>" in body


def test_without_a_question_all_articles_are_shown(client: Client, reports: None) -> None:
    body = page(client)

    assert "<h1>All articles</h1>" in body
    assert "Talks in Sofia" in body
    assert "Talks in Helsinki" in body


def test_a_hit_shows_its_words_marked_and_leads_to_the_paragraph(client: Client, reports: None) -> None:
    body = page(client, "?q=double")

    assert "Both want trade to <mark>double</mark>." in body
    assert 'href="/articles/2025/10/23/talks-in-sofia/?q=double#p2"' in body


def test_a_hit_says_what_it_is_evidence_for(client: Client, reports: None) -> None:
    body = page(client, "?q=double")

    assert "1 level change</a>" in body
    assert "1 commitment</a>" in body


def test_snippets_and_titles_are_escaped(client: Client) -> None:
    factories.article("<img src=x onerror=alert(1)//", "<script>alert(1)</script> trade")

    body = page(client, "?q=trade")

    assert "<script>" not in body
    assert "<img src=x" not in body
    assert "&lt;script&gt;" in body


def test_the_question_is_escaped_wherever_it_stands(client: Client) -> None:
    body = page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E&country=%22%3E%3Cb%3E")

    assert "<script>" not in body
    assert "<b>" not in body


def test_each_part_of_a_question_can_be_taken_away(client: Client, reports: None) -> None:
    chips = client.get("/search/?q=trade&country=bg&exclude.country=fi&from=2025-10&to=2025-10").context["chips"]

    assert [(chip.label, chip.url) for chip in chips] == [
        ("“trade”", "/search/?country=bg&exclude.country=fi&from=2025-10&to=2025-10"),
        ("Bulgaria", "/search/?q=trade&exclude.country=fi&from=2025-10&to=2025-10"),
        ("not Finland", "/search/?q=trade&country=bg&from=2025-10&to=2025-10"),
        ("October 2025", "/search/?q=trade&country=bg&exclude.country=fi"),
    ]


def choice(client: Client, query: str, facet: str, label: str) -> object:
    facets = client.get(f"/search/{query}").context["facets"]
    return next(row for group in facets if group.name == facet for row in group.shown if row.label == label)


def test_a_facet_can_be_chosen_left_out_and_taken_back(client: Client, reports: None) -> None:
    free = choice(client, "?q=trade", "country", "Bulgaria")
    taken = choice(client, "?q=trade&country=bg", "country", "Bulgaria")

    assert free.url == "/search/?q=trade&country=bg"  # type: ignore[attr-defined]
    assert free.without == "/search/?q=trade&exclude.country=bg"  # type: ignore[attr-defined]
    assert (taken.url, taken.without, taken.selected) == ("/search/?q=trade", None, True)  # type: ignore[attr-defined]


def test_a_facet_written_in_the_box_is_ticked_and_can_be_taken_back(client: Client, reports: None) -> None:
    taken = choice(client, "?q=trade+country:bg", "country", "Bulgaria")

    assert taken.selected  # type: ignore[attr-defined]
    assert taken.url == "/search/?q=trade"  # type: ignore[attr-defined]


def test_values_that_are_not_listed_are_counted(client: Client) -> None:
    factories.article("Summit", countries=[f"x{letter}" for letter in "abcdefghijklmnopqrstuvw"])

    assert "3 less common values are not listed" in page(client)


def test_chosen_facets_stay_at_zero_hits(client: Client, reports: None) -> None:
    taken = choice(client, "?q=nothingatall&country=bg", "country", "Bulgaria")

    assert (taken.count, taken.selected) == (0, True)  # type: ignore[attr-defined]


def test_tabs_count_what_else_answers_the_question(client: Client, reports: None) -> None:
    tabs = client.get("/search/?q=trade").context["tabs"]

    assert [(label, count, current) for label, count, _, current in tabs] == [
        ("Articles", 2, True),
        ("People", 0, False),
        ("Events", 1, False),
        ("Commitments", 1, False),
    ]
    assert tabs[3][2] == "/search/?q=trade&type=commitment"


def test_a_new_question_keeps_the_facets(client: Client, reports: None) -> None:
    body = page(client, "?q=trade&country=bg&page=1")

    assert '<input type="hidden" name="country" value="bg">' in body


def test_bars_lead_to_their_periods_and_stand_in_a_table(client: Client, reports: None) -> None:
    histogram = client.get("/search/?q=trade").context["histogram"]
    counted = [column.bar for column in histogram.columns if column.bar.count]

    assert [(bar.count, bar.url) for bar in counted] == [
        (1, "/search/?q=trade&from=2024-03&to=2024-03"),
        (1, "/search/?q=trade&from=2025-10&to=2025-10"),
    ]
    assert len(histogram.columns) == 20


def test_a_period_leads_back_to_the_one_around_it(client: Client, reports: None) -> None:
    assert client.get("/search/?from=2025-10&to=2025-10").context["wider"].url == "/search/?from=2025&to=2025"
    assert client.get("/search/?from=2025&to=2025").context["wider"].url == "/search/"
    assert client.get("/search/?from=2024&to=2025").context["wider"] is None


def test_the_timeline_takes_the_question_along(client: Client, reports: None) -> None:
    assert (
        client.get("/search/?q=trade&country=bg&sort=oldest").context["timeline"]
        == "/timeline/?q=trade&type=article&country=bg"
    )


def test_no_hits_offers_what_would_hit(client: Client, reports: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, mode="index")
    would = client.get("/search/?q=zzzz+trade&country=bg").context["would_hit"]

    assert [(chip.label, chip.url, total) for chip, total in would] == [
        ("“zzzz trade”", "/search/?country=bg", 1),
        ("zzzz", "/search/?q=trade&country=bg", 1),
    ]


def test_did_you_mean_is_a_link(client: Client, reports: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, did_you_mean="trade")

    assert 'Did you mean <a href="/search/?q=trade">trade</a>?' in page(client, "?q=trede")


@pytest.mark.parametrize(
    ("query", "place", "works"),
    [
        ("?q=%22joint", "<mark>&quot;</mark>joint", "&quot;joint&quot;"),
        ("?q=trade+(visit", "trade <mark>(</mark>visit", "trade (visit)"),
    ],
)
def test_a_question_that_cannot_be_read_shows_where_and_what_would_work(
    client: Client, query: str, place: str, works: str
) -> None:
    body = page(client, query, status=400)

    assert place in body
    assert f"<code>{works}</code></a>" in body


@pytest.mark.parametrize("query", ["?from=2025-13", "?from=2025&to=2024", "?type=book", "?sort=best", "?page=-1"])
def test_values_that_cannot_be_read_are_refused_with_a_hint(client: Client, query: str) -> None:
    assert "This question could not be read" in page(client, query, status=400)


def test_what_can_be_read_is_offered_without_the_rest(client: Client) -> None:
    assert 'href="/search/?q=trade"' in page(client, "?q=trade&from=2025-13", status=400)


def test_unknown_parameters_are_ignored(client: Client, reports: None) -> None:
    assert client.get("/search/?q=trade&utm=1").context["results"].total == 2


def test_a_page_past_the_last_is_not_there(client: Client, reports: None) -> None:
    assert client.get("/search/?page=2").status_code == 404


def test_pages_keep_the_question(client: Client) -> None:
    for number in range(21):
        factories.article(f"Report {number}", "Of trade.")

    body = page(client, "?q=trade")

    assert 'rel="next" href="/search/?q=trade&amp;page=2"' in body
    assert 'rel="prev" href="/search/?q=trade"' in page(client, "?q=trade&page=2")


def test_reduced_and_partial_answers_say_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, mode="reduced", partial=True)
    body = page(client)

    assert "The search index is not at hand" in body
    assert "cut short" in body


def test_answers_of_the_index_in_full_say_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, mode="index", partial=False)

    assert 'class="banner"' not in page(client)


@pytest.mark.parametrize("kind", ["article", "person", "event", "commitment"])
def test_a_page_of_results_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    for number in range(10):
        who = factories.person(f"Person Number {number}", country=factories.country("bg"))
        row = factories.article(f"Report {number}", "Of trade.", agencies=["vns"], people=[who], countries=["bg"])
        passage = factories.passage(row)
        talks = factories.event(f"Meeting {number}", passages=[passage], place=factories.place(f"Town {number}"))
        factories.participation(talks, who, membership=factories.membership(who, factories.post(f"Post {number}")))
        sector = factories.sector(f"sector-{number}")
        factories.telling(factories.commitment(f"Trade point {number}", sectors=[sector]), passage)
    ready = database.answer(Query.from_parameters({"type": [kind]}))
    monkeypatch.setattr("articles.views.search.search", lambda query: ready)

    with django_assert_max_num_queries(25):
        page(client, f"?type={kind}")


def test_help_tells_everything_that_can_be_written_with_questions_that_work(client: Client) -> None:
    body = client.get("/search/help/").content.decode()

    for operator in OPERATORS:
        assert client.get("/search/", {"q": operator.example}).status_code == 200, operator
    assert body.count('<th scope="row"><code>') == len(OPERATORS)


def test_json_has_the_promised_names_in_the_promised_order(client: Client, reports: None) -> None:
    answer = client.get("/search.json?q=trade").json()

    assert list(answer) == KEYS
    assert list(answer["results"][0]) == ["type", "id", "slug", "url", "title", "date", "snippet", "score"]
    assert list(answer["facets"]) == list(FACETS)
    assert list(answer["facets"]["country"][0]) == ["value", "label", "count", "selected"]
    assert answer["histogram"] == [{"period": "2024-03", "count": 1}, {"period": "2025-10", "count": 1}]


def test_json_says_what_was_found(client: Client, reports: None) -> None:
    answer = client.get("/search.json?q=double&country=bg").json()

    (found,) = answer["results"]
    assert (answer["query"], answer["total"], answer["page"], answer["pages"]) == ("double", 1, 1, 1)
    assert answer["sentence"] == "Articles with “double”, about Bulgaria"
    assert (found["type"], found["slug"], found["date"]) == ("article", "talks-in-sofia", "2025-10-23")
    assert found["url"] == "/articles/2025/10/23/talks-in-sofia/"
    assert found["snippet"] == "Both want trade to double."
    assert {"value": "bg", "label": "Bulgaria", "count": 1, "selected": True} in answer["facets"]["country"]
    assert isinstance(answer["took_ms"], float)
    assert (answer["did_you_mean"], answer["mode"], answer["partial"], answer["errors"]) == (None, "reduced", False, [])


def test_json_refuses_what_cannot_be_read(client: Client) -> None:
    response = client.get("/search.json", {"q": 'trade "x'})

    assert response.status_code == 400
    assert list(response.json()) == KEYS
    assert response.json()["query"] == 'trade "x'
    assert response.json()["errors"][0]["position"] == 6
    assert response.json()["errors"][0]["suggestion"] == 'trade "x"'


def test_json_past_the_last_page_is_a_404_that_says_so(client: Client, reports: None) -> None:
    response = client.get("/search.json?page=9")

    assert response.status_code == 404
    assert response.json()["total"] == 2
    assert response.json()["errors"][0]["message"] == "This answer has no page 9."


def test_json_has_nothing_that_counts_drafts(client: Client, reports: None) -> None:
    before = client.get("/search.json?q=trade").json()
    factories.article("A draft of trade", status="draft")
    after = client.get("/search.json?q=trade").json()

    assert before | {"took_ms": 0} == after | {"took_ms": 0}
