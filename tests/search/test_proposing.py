"""Ways out of questions that cannot be read: nearest first, and with something to find."""

from pathlib import Path

import pytest

from articles.search import Query, QueryError, engines, proposing, search, with_hits
from articles.search.language import clean, suggestions
from articles.search.results import Problem

pytestmark = pytest.mark.django_db


def refused(**parameters: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        Query.from_parameters({name.replace("_", "."): [value] for name, value in parameters.items()})
    return with_hits(caught.value, clean(parameters.get("q", "")))


OFFERED = {
    "type:articles": "type:article",
    'type:"article"': "type:article",
    "type:(article OR person)": "(type:article OR type:person)",
    "date:2025-13": "date:2025",
    "date:2025-10-32": "date:2025-10",
    "date:23.10.2025": "date:2025-10-23",
    "date:10/23/2025": "date:2025-10-23",
    "date:10/2025": "date:2025-10",
    "date:>2024": "date:>=2024",
    "date:=2025": "date:2025",
    'date:"23 October 2025"': "date:2025-10-23",
    "date: 2025": "date:2025",
    "date:20251023": "date:2025-10-23",
    "date:2025-10-23T10:30": "date:2025-10-23",
    "date:2025-1-2": "date:2025",
    "date:2025-10-23–2025-10-24": "date:2025-10-23..2025-10-24",
    "date:2025..2024": "date:2024..2025",
    "last:90years": "last:90y",
    "last:99 y": "last:99y",
    "country:bg,us": "(country:bg OR country:us)",
    "country:(bg OR us)": "(country:bg OR country:us)",
    "person:'Rumen Radev'": 'person:"Rumen Radev"',
    "person: rumen-radev": "person:rumen-radev",
    "perso:rumen-radev": "person:rumen-radev",
    "title: aid": "title:aid",
    '"trade of" ~5': '"trade of"~5',
    '"trade of"~99': '"trade of"~50',
    '"trad* of"': "trad* of",
    "gover*ment": "gover*",
    "trade (": "trade",
    '"trade': '"trade"',
    "qqqq:aid": "aid",
    "(zzzz trade": "zzzz OR trade",
    "(zzzz": "type:article",
    "()": "type:article",
}


def test_the_nearest_that_finds_something_is_offered(archive: Path) -> None:
    errors = {text: refused(q=text) for text in OFFERED}

    assert {text: error.problems[0].suggestion for text, error in errors.items()} == OFFERED
    assert {text: error.repaired.text for text, error in errors.items()} == OFFERED
    assert all(search(error.repaired).total for error in errors.values())


def test_what_else_is_asked_stays_where_something_is_found_beside_it(archive: Path) -> None:
    assert refused(q='"aid', country="us").repaired.parameters() == [("q", '"aid"'), ("country", "us")]
    assert refused(q='"aid', country="zz").repaired.parameters() == [("q", '"aid"')]
    assert refused(page="0", q="aid").repaired.parameters() == [("q", "aid")]
    assert refused(page="0", q="zzzz", type="person").repaired.parameters() == [("type", "person")]


def test_where_nothing_is_held_what_can_be_read_is_offered(index_folder: Path) -> None:
    error = refused(q='"aid', country="us")

    assert error.problems[0].suggestion == '"aid"'
    assert error.repaired.parameters() == [("q", '"aid"'), ("country", "us")]


def test_of_too_much_work_a_part_that_finds_something_is_offered(archive: Path) -> None:
    query = Query(text="zzzz* aid -trade")
    asked = QueryError([Problem("Too much.", None, "zzzz*")], query.with_text("zzzz*"))

    error = with_hits(asked, query.text)

    assert (error.problems[0].suggestion, error.repaired) == ("aid", Query(text="aid"))


def test_few_questions_are_tried(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Query] = []
    outline = engines.outline
    monkeypatch.setattr(engines, "outline", lambda query, most: tried.append(query) or outline(query, most))

    refused(q="(" + " ".join(f"zz{number}" for number in range(16)), country="zz", from_="x")

    assert len(tried) <= 3 * (proposing.TRIES + len(proposing.ANYTHING))


def test_each_proposal_is_another_text_that_can_be_read() -> None:
    text = "date:2025-13 (trade OR"

    offered = list(suggestions(text, 5))

    assert len(offered) == len(set(offered)) > 1
    assert all(Query(text=each).tree is not None for each in offered)


MEANT = {
    "country:Bulgaria": "country:bg",
    "country:United States": "country:us",
    "aid country:united-states": "aid country:us",
    "person:Rumen Radev Sofia": "person:rumen-radev Sofia",
    "trade -person:Rumen country:Bulgaria": "trade -person:rumen country:bg",
    "country:Bulgaria OR country:Atlantis": "country:bg OR country:atlantis",
    "language:English aid": "language:en aid",
    "23.10.2025": "date:2025-10-23",
    "trade 2025/10/23": "trade date:2025-10-23",
    "2025-10-25": None,
    "country:us zzzz": None,
    "country:Atlantis": None,
    "country:Bulgaria zzzz": None,
    'country:"Atlantis"': None,
}


def test_names_behind_a_field_need_no_quotation_marks_to_be_understood(archive: Path) -> None:
    results = {text: search(Query(text=text)) for text in MEANT}

    assert {text: found.did_you_mean for text, found in results.items()} == MEANT
    assert not any(found.total for found in results.values())
    assert all(search(Query(text=meant)).total for meant in MEANT.values() if meant)


def test_names_are_looked_for_only_where_nothing_is_found(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Query] = []
    monkeypatch.setattr(proposing, "by_name", asked.append)

    for text in ("trade", "country:bg", "person:rumen-radev OR zzzz", ""):
        search(Query(text=text))

    assert asked == []
