"""The one contract of both engines: the index and the database, asked the same, answer the same.

What a question means is the same in both, whatever is asked: words, phrases, beginnings, fuzzy words, fields, dates,
facets, orders, proposals and snippets. What the database cannot do stands below as strict expected failures.
"""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from articles.models import Article
from articles.search import Query, budget, completion, lifecycle, search
from articles.search.engines import database, shelf, whoosh
from articles.search.related import related
from articles.search.results import Results
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = ["trade", "Tô", "Lâm", "visit", "joint", "statement", "Vietnam", "Sofia", "US", "pledged", "e-government"]
COUNTRIES = ["bg", "vn", "us"]
DATES = ["2023", "2024-02", "2024-05-17", "2025-10-23", None]
ROUNDS = 100


def _archive(chance: random.Random) -> None:
    factories.name(factories.country("vn", "Việt Nam"), "Vietnam")
    factories.name(factories.person("Tô Lâm", slug="to-lam"), "Tô Lâm")
    for number in range(25):
        body = "\n\n".join(" ".join(chance.choices([*WORDS, "Việt Nam", "to"], k=12)) for _ in range(3))
        story = factories.article(
            " ".join(chance.sample(WORDS, 3)),
            body,
            chance.choice(DATES),
            slug=f"story-{number}",
            countries=chance.sample(COUNTRIES, chance.randrange(3)),
            agencies=chance.sample(["vns", "vna"], chance.randrange(2)),
        )
        if number % 3 == 0:
            factories.event(f"Talks {number}", start=chance.choice(DATES), passages=[factories.passage(story)])


def _text(chance: random.Random) -> str:
    def term() -> str:
        word, other = chance.choice(WORDS), chance.choice(WORDS)
        forms = [word, word, word, f'"{word} {other}"', f'"{word} {other}"~4', f"-{word}", f"title:{word}"]
        return chance.choice([*forms, "stat*", "vizit~", "country:bg", "-agency:vns", "date:2024", "last:3y"])

    joint = chance.choice([" ", " ", " OR "])
    return joint.join(term() for _ in range(chance.randrange(4)))


def _query(chance: random.Random) -> Query:
    parameters = {"q": [_text(chance)], "type": [chance.choice(["", "article", "event"])]}
    if chance.random() < 0.4:
        parameters["country"] = chance.sample(COUNTRIES, 2)
    if chance.random() < 0.3:
        parameters["exclude.agency"] = ["vna"]
    if chance.random() < 0.3:
        parameters["from"] = ["2024"]
    parameters["sort"] = [chance.choice(["", "newest", "oldest", "relevance"])]
    parameters["exact"] = [chance.choice(["", "1"])]
    parameters["page"] = [chance.choice(["", "", "2"])]
    return Query.from_parameters(parameters)


def _comparable(results: Results) -> Results:
    """Without what may differ: time taken, and scores in their last digits (Whoosh keeps lengths in one byte)."""
    hits = tuple(replace(hit, score=0.0) for hit in results.hits)
    return replace(results, took_ms=0.0, mode="index", hits=tuple(sorted(hits, key=lambda hit: (hit.type, hit.pk))))


def test_index_and_database_answer_alike(index_folder: Path, all_the_time: None) -> None:
    """Hits, order, facets, histogram, snippets and proposals; scores within a hundredth, and so the order but for
    near ties. What is found of a beginning, of a word with one letter changed, within so many words and in names too.
    """
    chance = random.Random(20251023)
    _archive(chance)
    lifecycle.rebuild()

    for _ in range(ROUNDS):
        query = _query(chance)
        one, other = whoosh.answer(query), database.answer(query)

        if one.pages <= 1 or query.order != "relevance":
            assert _comparable(one) == _comparable(other), query.parameters()
        assert (one.total, one.facets, one.histogram) == (other.total, other.facets, other.histogram), (
            query.parameters()
        )
        scores = {(hit.type, hit.pk): hit.score for hit in other.hits}
        for hit in one.hits:
            assert hit.score == pytest.approx(scores.get((hit.type, hit.pk), hit.score), rel=0.05), query.parameters()
        assert [hit.pk for hit in one.hits] == [hit.pk for hit in other.hits] or query.order == "relevance"
        assert whoosh.matching(query) == database.matching(query)


@pytest.mark.parametrize("page", [1, 2])
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_in_short_both_tell_of_the_first_documents(
    index_folder: Path, all_the_time: None, page: int, sort: str
) -> None:
    for day in range(1, 26):
        factories.article(f"Trade {day}", "Of trade.", f"2025-10-{day:02}")
    lifecycle.rebuild()
    query = Query.from_parameters({"q": ["trade"], "sort": [sort], "page": [str(page)]})

    assert whoosh.outline(query, 5) == database.outline(query, 5)
    assert len(database.outline(query, 5).first) == 5


@pytest.fixture
def all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is compared, it is not how long it takes."""
    monkeypatch.setattr(shelf, "BUDGET", float("inf"))
    monkeypatch.setattr(budget, "BUDGET", float("inf"))


def engines_but_for(reason: str) -> pytest.MarkDecorator:
    """The index, and the database, which cannot do this."""
    fails = pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)
    return pytest.mark.parametrize("engine", ["index", pytest.param("database", marks=fails)])


@pytest.fixture
def stories(engine: str, index_folder: Path) -> list[Article]:
    """Thirty articles, in an index where this is the engine."""
    body = "Fishing fleets and logbooks were inspected at the seaports."
    talks = "Ministers spoke of railways and of visas, and met reporters."
    envoy = factories.person("Trade Envoy", slug="envoy")
    texts = [body if day <= 2 else f"{talks} Item number{day} was settled." for day in range(1, 31)]
    made = [
        factories.article(f"Story {day}", text, f"2025-10-{day:02}", people=[envoy])
        for day, text in enumerate(texts, 1)
    ]
    if engine == "index":
        lifecycle.rebuild()
    return made


@engines_but_for("it holds the words of the newest thousand of each type, and no more: they are kept in memory")
def test_everything_is_found_however_much_there_is(stories: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 20)

    results = search(Query(text="story"))

    assert (results.total, results.partial) == (30, False)


@engines_but_for("it cuts texts into words for as long as one question may take, and goes on at the next one")
def test_everything_is_found_at_the_first_question(stories: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "BUDGET", 0.0)

    results = search(Query(text="story"))

    assert (results.total, results.partial) == (30, False)


@engines_but_for("what is near to an article is weighed by how rare its words are in the whole archive")
def test_articles_that_are_near_are_named(stories: list[Article]) -> None:
    assert [found.title for found in related(stories[0])] == [stories[1].title]


@engines_but_for("nothing is counted until a question has read it")
def test_suggestions_say_how_much_a_search_for_them_finds(
    stories: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "_latest", None)

    assert [(found.bearer.key, found.count) for found in completion.suggest("envoy")] == [("envoy", 30)]


@engines_but_for("it looks at each document that it has read in any case, so that it counts them all the same")
def test_what_need_not_be_counted_is_not(stories: list[Article]) -> None:
    results = search(Query(text="story"), counted=False)

    assert (results.facets, results.types, results.histogram) == ((), (), ())
