"""Questions: from an address and back, and the questions next to them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import MAX_PAGE, Query, QueryError, Selection
from articles.search.fields import FACETS, SORTS, TYPES


def parsed(**parameters: str | list[str]) -> Query:
    return Query.from_parameters(
        {
            name.rstrip("_").replace("__", "."): value if isinstance(value, list) else [value]
            for name, value in parameters.items()
        }
    )


def test_an_address_is_a_question() -> None:
    query = parsed(
        q=" to  lam ", type="event", country=["vn", "BG", "vn"], exclude__sector="trade", from_="2025", to="2025-10",
        sort="oldest", page="2", exact="1", unknown="x",
    )  # fmt: skip

    assert query.text == "to lam"
    assert query.type == "event"
    assert query.selection("country") == Selection("country", included=("bg", "vn"))
    assert query.selection("sector") == Selection("sector", excluded=("trade",))
    assert (query.first_day, query.last_day) == (date(2025, 1, 1), date(2025, 10, 31))
    assert (query.sort, query.page, query.exact) == ("oldest", 2, True)


def test_nothing_asked_is_a_question_for_the_newest_articles() -> None:
    query = Query.from_parameters({})

    assert query == Query()
    assert query.is_empty
    assert (query.document_type, query.order, query.page) == ("article", "newest", 1)
    assert query.parameters() == []


def test_text_is_answered_by_relevance_unless_an_order_is_asked_for() -> None:
    assert parsed(q="trade").order == "relevance"
    assert parsed(q="trade", sort="newest").order == "newest"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "-1"), ("page", "0"), ("page", "x"), ("page", "1.5"), ("page", str(MAX_PAGE + 1)), ("page", "²"),
        ("page", "9" * 5000), ("page", "0000000001000"), ("from", "2025-13"), ("to", "2025-02-30"),
        ("from", "yesterday"), ("type", "book"), ("sort", "best"), ("q", '"joint'), ("exact", "2"), ("exact", "true"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem_and_the_rest_is_kept(name: str, value: str) -> None:
    with pytest.raises(QueryError) as caught:
        Query.from_parameters({"country": ["bg"], name: [value]})

    assert len(caught.value.problems) == 1
    assert caught.value.repaired.selection("country").included == ("bg",)
    assert Query.from_parameters(dict(_lists(caught.value.repaired))) == caught.value.repaired


@pytest.mark.parametrize(("value", "exact"), [("1", True), ("0", False), ("", False)])
def test_exact_is_on_or_off(value: str, exact: bool) -> None:
    assert parsed(exact=value).exact is exact


def test_an_unbalanced_quote_offers_a_query_that_works() -> None:
    with pytest.raises(QueryError) as caught:
        parsed(q='"joint statement')

    (problem,) = caught.value.problems
    assert (problem.position, problem.suggestion) == (0, '"joint statement"')
    assert caught.value.repaired == Query(text='"joint statement"')


def test_dates_in_the_wrong_order_are_a_problem() -> None:
    with pytest.raises(QueryError, match="earlier"):
        parsed(from_="2025", to="2024")


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(QueryError) as caught:
        parsed(q="(", page="0", from_="x", sort="y")

    assert len(caught.value.problems) == 4


def test_an_unknown_value_of_a_facet_is_no_error() -> None:
    assert parsed(country="atlantis").selection("country").included == ("atlantis",)


def _lists(query: Query) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, value in query.parameters():
        lists.setdefault(name, []).append(value)
    return lists


QUERIES = st.builds(
    dict,
    q=st.sampled_from(["", "trade", '"joint statement" country:bg', "Tô Lâm", "a OR b"]),
    type=st.sampled_from(["", *TYPES]),
    sort=st.sampled_from(["", *SORTS]),
    to=st.sampled_from(["", "2025", "2025-10-23"]),
    page=st.sampled_from(["", "1", "7"]),
    exact=st.sampled_from(["", "1", "0"]),
    **{facet: st.sampled_from(["", "bg", "vn us"]) for facet in FACETS[:3]},
)


@given(QUERIES)
def test_parameters_read_back_are_the_same_question(values: dict[str, str]) -> None:
    lists = {name: value.split(" ") if name in FACETS else [value] for name, value in values.items()}
    query = Query.from_parameters(lists)

    assert Query.from_parameters(_lists(query)) == query
    assert Query.from_parameters(_lists(query)).parameters() == query.parameters()


def test_choosing_a_value_goes_back_to_the_first_page() -> None:
    query = parsed(q="trade", country="bg", page="3").with_value("country", "vn")

    assert query.parameters() == [("q", "trade"), ("country", "bg"), ("country", "vn")]


def test_a_value_is_chosen_or_excluded_never_both() -> None:
    query = parsed(country="bg").excluding("country", "bg")

    assert query.parameters() == [("exclude.country", "bg")]
    assert query.with_value("country", "bg").parameters() == [("country", "bg")]
    assert query.without_value("country", "bg") == Query()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("trade country:bg", "trade"),
        ("trade -country:bg", "trade"),
        ("country:bg", ""),
        ("(country:bg OR country:vn) trade", "country:vn trade"),
        ("country:bg OR trade", "country:bg OR trade"),
        ("trade country:us", "trade country:us"),
    ],
)
def test_a_value_is_taken_back_from_the_text_too(text: str, rest: str) -> None:
    assert parsed(q=text).without_value("country", "bg").text == rest


def test_a_text_that_is_not_changed_keeps_its_spelling() -> None:
    query = parsed(q="trade AND “joint statement”", country="bg")

    assert query.without_value("country", "bg").text == "trade AND “joint statement”"


def test_the_type_is_asked_for_by_parameter_or_in_the_text() -> None:
    assert parsed(q="type:event Sofia").document_type == "event"
    assert parsed(q="type:event Sofia", type="person").document_type == "person"
    assert parsed(q="(type:event OR type:person) Sofia").document_type is None
    assert parsed(q="type:event Sofia").with_type("person").parameters() == [("q", "Sofia"), ("type", "person")]


def test_dates_order_page_and_text_are_changed_one_at_a_time() -> None:
    query = parsed(q="trade", page="2")

    assert query.with_dates("2025", "2025").parameters() == [("q", "trade"), ("from", "2025"), ("to", "2025")]
    assert query.with_sort("oldest").parameters() == [("q", "trade"), ("sort", "oldest")]
    assert query.with_page(3).parameters() == [("q", "trade"), ("page", "3")]
    assert query.with_text("aid ").parameters() == [("q", "aid")]
    assert query.without_text().parameters() == []
