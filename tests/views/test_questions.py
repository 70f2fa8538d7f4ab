"""Questions as links: every value of a facet leads to the question with it, and to the question without it."""

from urllib.parse import quote_plus

import pytest

from articles.search import Query, coded
from articles.search.results import Bucket, Facet, Results
from articles.views.questions import address, choices

VALUES = ("bg", "vn", "a&b=c", "to-lam", "ж", "\ufffc", "country=%EF%BF%BC")
QUESTIONS: tuple[dict[str, list[str]], ...] = (
    {},
    {"q": ["trade"], "page": ["3"]},
    {"q": ["country:bg trade"]},
    {"q": ["country:bg OR country:fi"]},
    {"q": ["-country:vn"]},
    {"q": [f"country={quote_plus(chr(0xFFFC))} country=\ufffc"]},
    {"country": ["fi"], "sector": ["trade"]},
    {"exclude.country": ["fi"], "from": ["2025"], "sort": ["newest"], "exact": ["1"]},
    {"person": ["to-lam"], "exclude.org": ["eu"]},
)


@pytest.mark.django_db
@pytest.mark.parametrize("parameters", QUESTIONS, ids=str)
@pytest.mark.parametrize("name", ["country", "person", "language"])
def test_every_value_leads_to_the_question_with_it_and_to_that_without_it(
    parameters: dict[str, list[str]], name: str
) -> None:
    query = Query.from_parameters(parameters)
    asked = coded(query)
    chosen = asked.selection(name)
    buckets = tuple(Bucket(value, 1, value in chosen.included, value in chosen.excluded) for value in VALUES)
    results = Results(total=1, page=1, pages=1, hits=(), facets=(Facet(name, buckets, 0),), histogram=())

    (shown,) = choices(query, results, lambda _, wanted: {value: value for value in wanted})

    free = [value for value in VALUES if value not in chosen.included and value not in chosen.excluded]
    links = {row.url: row.without for row in (*shown.shown, *shown.more) if not row.selected and not row.excluded}
    assert links == {address(asked.with_value(name, one)): address(asked.excluding(name, one)) for one in free}
