"""Questions restated in words."""

from collections.abc import Iterable

import pytest

from articles.search import Query, coded, labels, sentence
from tests import factories

LABELS = {"to-lam": "Tô Lâm", "bg": "Bulgaria", "vn": "Việt Nam", "us": "United States", "trade": "trade"}


def known(facet: str, values: Iterable[str]) -> dict[str, str]:
    return {value: LABELS.get(value, value) for value in values}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "All articles"),
        ({"type": ["person"]}, "All people"),
        ({"q": ["to lam"]}, "Articles with “to lam”"),
        (
            {"q": ['"joint statement"'], "person": ["to-lam"], "from": ["2025-10"], "to": ["2025-10"]},
            "Articles with “joint statement”, mentioning Tô Lâm, in October 2025",
        ),
        (
            {"q": ['"joint statement" person:to-lam date:2025-10']},
            "Articles with “joint statement”, mentioning Tô Lâm, in October 2025",
        ),
        ({"q": ['trade "joint statement"']}, "Articles with “trade” and “joint statement”"),
        ({"q": ["strateg* OR aid"]}, "Articles matching strateg* OR aid"),
        ({"q": ["date:2024 date:2024"]}, "Articles in 2024"),
        ({"q": ["type:event type:person aid"]}, "Events matching type:person aid"),
        ({"q": ["type:event"], "type": ["person"]}, "People matching type:event"),
        ({"q": ["visit –seafood"]}, "Articles with “visit”, without “seafood”"),
        ({"q": ['-aid -"joint statement"']}, "Articles without “aid” or “joint statement”"),
        ({"q": ['visit -"joint aid"~3']}, 'Articles matching visit -"joint aid"~3'),
        ({"q": ['"c++"'], "country": ["bg"]}, "Articles with “c”, about Bulgaria (passing over “++”)"),
        ({"q": ["$5 & more"]}, "Articles with “5 more” (passing over “$” “&”)"),
        ({"q": ["type:event -country:us"]}, "Events not about United States"),
        ({"q": ["(type:event OR type:person) aid"]}, "Everything matching (type:event OR type:person) aid"),
        ({"country": ["bg", "vn"], "exclude.sector": ["trade"]}, "Articles about Bulgaria or Việt Nam, not on trade"),
        ({"country": ["bg", "us", "vn"]}, "Articles about Bulgaria, United States or Việt Nam"),
        ({"from": ["2024"]}, "Articles since 2024"),
        ({"to": ["2024-05"]}, "Articles until May 2024"),
        ({"from": ["2024"], "to": ["2025-10-23"]}, "Articles from 2024 to 23 October 2025"),
        ({"from": ["2025-10-23"], "to": ["2025-10-23"]}, "Articles on 23 October 2025"),
    ],
)  # fmt: skip
def test_a_question_in_words(parameters: dict[str, list[str]], words: str) -> None:
    assert sentence(Query.from_parameters(parameters), known) == words


@pytest.mark.django_db
def test_labels_take_one_query_a_facet(django_assert_num_queries: object) -> None:
    factories.article(countries=[factories.country("bg", "Bulgaria")])

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert labels("country", ["bg", "atlantis", "bg"]) == {"bg": "Bulgaria", "atlantis": "atlantis"}
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert labels("kind", ["level-change"]) == {"level-change": "level change"}
        assert labels("person", []) == {}


@pytest.mark.django_db
def test_names_in_the_text_become_codes() -> None:
    story = factories.article(people=[factories.person("Tô Lâm", slug="to-lam")])
    story.sectors.set([factories.sector("trade", "Trade and investment")])
    query = Query(text='person:"To Lam" -sector:"trade and investment" org:"Nobody" aid', page=2)

    assert coded(query).text == 'person:to-lam -sector:trade org:"Nobody" aid'
    assert coded(query).page == 2
    assert coded(Query(text="aid")) == Query(text="aid")
