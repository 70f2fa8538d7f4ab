"""Answers from the database: what is read first, what is said when the time runs out, and what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.search import Query, names
from articles.search.documents import MODELS
from articles.search.engines import database, shelf
from articles.search.engines.memory import MemorySource
from articles.search.language.operators import MAX_LENGTH
from articles.search.results import TooMuchWork
from articles.search.suggestions import SourceSpelling
from tests import factories
from tests.search.found import slugs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder")]

COMPLETE = "they are complete"
NOTHING = "Nothing held here answers this question"


@pytest.fixture
def rows() -> None:
    """One document of each type, all of trade."""
    envoy = factories.person("Trade Envoy", slug="envoy")
    passage = factories.passage(factories.article("Trade", "Of trade.", slug="report", people=[envoy]))
    talks = factories.event("Trade talks", slug="talks", passages=[passage])
    factories.participation(talks, envoy)
    factories.telling(factories.commitment("To double trade", key="double"), passage)


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "BUDGET", -1.0)


@pytest.mark.parametrize(
    ("kind", "slug"), [("article", "report"), ("person", "envoy"), ("event", "talks"), ("commitment", "double")]
)
def test_the_type_asked_for_is_read_however_late_it_is(rows: None, no_time: None, kind: str, slug: str) -> None:
    results = database.answer(Query.from_parameters({"type": [kind]}))

    assert (slugs(results), results.partial) == ([slug], True)


def test_the_type_asked_for_in_the_text_is_read_first(rows: None, no_time: None) -> None:
    assert slugs(database.answer(Query(text="type:event trade"))) == ["talks"]


def test_an_answer_in_short_is_read_alike(rows: None) -> None:
    query = Query(text="trade", type="event")

    found = database.outline(query, 1)

    assert found == database.answer(query).outline(1)
    assert (found.total, [kind for kind, _ in found.first]) == (1, ["event"])


def test_the_newest_are_read_before_the_time_is_over(no_time: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "ALWAYS", 2)
    for year in (2021, 2024, 2022, 2023):
        factories.article(f"Report of {year}", published=f"{year}-01-01", slug=f"of-{year}")

    results = database.answer(Query())

    assert (slugs(results), results.partial) == (["of-2024", "of-2023"], True)


@pytest.mark.parametrize(("most", "total", "partial"), [(4, 4, True), (5, 5, False)])
def test_the_newest_of_a_type_are_read_up_to_a_number(
    monkeypatch: pytest.MonkeyPatch, most: int, total: int, partial: bool
) -> None:
    monkeypatch.setattr(shelf, "MOST", most)
    for number in range(1, 6):
        factories.article(f"Report {number}", published=f"2025-10-0{number}", slug=f"report-{number}")

    results = database.answer(Query())

    assert (results.total, results.partial) == (total, partial)
    assert slugs(results) == [f"report-{number}" for number in (5, 4, 3, 2, 1)[:total]]


def test_a_type_that_is_not_read_to_its_end_makes_an_answer_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 1)
    factories.article("Trade")
    factories.person("Trade Envoy", slug="envoy", country=factories.country("bg"))
    for number in range(2):
        factories.event(f"Trade talks {number}", passages=[factories.passage(factories.article("Old", published=None))])

    results = database.answer(Query(type="event"))

    assert (results.total, results.partial) == (1, True)


def test_an_answer_that_has_read_all_is_not_partial_however_long_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last documents may be read just before the end."""
    factories.article("Trade")
    monkeypatch.setattr(shelf, "BUDGET", -1.0)

    assert not database.answer(Query()).partial


def test_without_time_the_page_does_not_say_that_it_is_complete(client: Client, rows: None, no_time: None) -> None:
    page = client.get("/search/?q=trade").content.decode()

    assert "1 found" in page
    assert COMPLETE not in page
    assert "the time ran out" in page
    assert "manage.py index rebuild" in page


def test_nothing_found_without_time_is_not_said_to_be_held_nowhere(client: Client, rows: None, no_time: None) -> None:
    page = client.get("/search/?q=zzzz").content.decode()

    assert COMPLETE not in page
    assert NOTHING not in page
    assert "not all that is held here was read" in page


def test_with_time_the_page_says_that_it_is_complete(client: Client, rows: None) -> None:
    page = client.get("/search/?q=zzzz").content.decode()

    assert COMPLETE in page
    assert NOTHING in page


@pytest.mark.parametrize("address", ["/search/?q=trade", "/search/?q=zzzz+yyyy+xxxx&country=bg&agency=vns"])
def test_documents_are_read_once_for_a_page(
    client: Client, rows: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    readings = []
    answer = database.answer
    monkeypatch.setattr(database, "answer", lambda query: readings.append(query) or answer(query))

    assert client.get(address).status_code == 200
    assert len(readings) == 1


def test_names_are_read_once_for_questions_that_follow_each_other(rows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of ten thousand names takes half a second."""
    readings = []
    read = names.named_rows.read
    monkeypatch.setattr(names.named_rows, "read", lambda: readings.append(1) or read())
    # on PostgreSQL a transaction in another database of the server, as other tests have, counts as a change
    state = names.named_rows.state()
    monkeypatch.setattr(names.named_rows, "state", lambda: state)

    for text in ("trade", "talks"):
        database.answer(Query(text=text))
        database.matching(Query(text=text))

    assert len(readings) == 1


def test_what_a_beginning_stands_for_is_looked_up_once_for_a_question_and_what_is_meant_by_it(
    rows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    terms = MemorySource.terms
    monkeypatch.setattr(MemorySource, "terms", lambda source: looked.append(1) or terms(source))

    results = database.answer(Query(text="tra* tradde"))

    assert results.did_you_mean == "tra* trade"
    assert len(looked) == 2  # for the beginning, and for words near to the wrong one


def test_a_proposal_that_takes_too_long_is_left_out(rows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> None:
        raise TooMuchWork

    monkeypatch.setattr(SourceSpelling, "near", late)

    assert database.answer(Query(text="tradde")).did_you_mean is None


@pytest.fixture
def archive() -> None:
    """More of each type than a page shows, with values in every facet."""
    envoy = factories.person("Trade Envoy", slug="envoy", country=factories.country("bg"))
    office = factories.membership(envoy, factories.post(organization=factories.organization("Presidency")))
    sector, place = factories.sector("trade"), factories.place("Sofia", slug="sofia")
    for number in range(25):
        story = factories.article(
            f"Report {number}", "Of trade.", agencies=["vns"], countries=["bg"], people=[envoy], place=place
        )
        passage = factories.passage(story, speaker=factories.person(f"Trade Speaker {number}"))
        office.passages.add(passage)
        change = factories.level_change(passages=[passage], place=place, title=f"Trade talks {number}")
        factories.participation(change, envoy, membership=office)
        point = factories.commitment(f"To double trade {number}", sectors=[sector])
        factories.telling(point, passage, speaker=envoy, event=change)


QUESTIONS = [
    "",
    "q=trade",
    "q=zzzz&country=bg",
    "q=trade&country=bg&agency=vns&person=envoy&sector=trade&place=sofia&exclude.level=vn-strategic",
    *(f"type={kind}" for kind in MODELS),
    *(f"type={kind}&q=trade" for kind in MODELS),
    "q=type:event+OR+type:person+OR+type:commitment+OR+trade",
    "q=-type:event&sort=oldest&page=2",
    'q=country:"Bulgaria"+trade',
]


TIMELINES = ["q=trade", "q=trade&country=bg&person=envoy&group=person"]
ADDRESSES = [
    *(f"/search/?{question}" for question in QUESTIONS),
    *(f"/search.json?{question}" for question in QUESTIONS),
    *(f"/timeline/?{question}" for question in TIMELINES),
]


def test_no_answer_without_an_index_takes_more_than_thirty_queries(client: Client, archive: None) -> None:
    assert {address: count for address in ADDRESSES if (count := queries_of(client, address)) > 30} == {}


def test_more_documents_take_no_more_queries(client: Client, archive: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "BUDGET", float("inf"))
    few = queries_of(client, "/search/?q=trade")

    for number in range(60):
        story = factories.article(f"Another {number}", "Of trade.", agencies=["vns"], countries=["bg"])
        factories.event(f"Other talks {number}", passages=[factories.passage(story)])

    assert queries_of(client, "/search/?q=trade") == few


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes in a process that knows no names yet."""
    names._latest = None
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/", "/search/", "/search/?q=%22joint", "/nowhere/"])
def test_search_boxes_take_what_the_language_takes(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert 'name="q" type="search" value=' in page
    assert f'maxlength="{MAX_LENGTH}"' in page
    assert 'maxlength="1000"' not in page


@pytest.mark.parametrize("count", [240, 250, 256, 300, 900, 1001])
@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_a_heap_of_brackets_is_a_question_that_cannot_be_read(client: Client, address: str, count: int) -> None:
    assert client.get(address, {"q": "(" * count}).status_code == 400
    assert client.get(address, {"q": "(" * count + "a"}).status_code == 400


@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_exact_is_on_or_off(client: Client, address: str) -> None:
    assert client.get(address, {"exact": "2"}).status_code == 400
    assert client.get(address, {"exact": "1"}).status_code == 200
