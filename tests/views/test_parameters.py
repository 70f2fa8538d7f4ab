"""Parameters of addresses: what can be read, and the hints for what cannot."""

from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from articles.views.parameters import as_of, first_day, last_day, many, one_of, some_of, year


def asked(**values: object) -> object:
    return RequestFactory().get("/", values)  # type: ignore[arg-type]


def test_a_day_is_looked_from_as_it_is() -> None:
    found = as_of(asked(as_of="2025-10-23"))  # type: ignore[arg-type]

    assert found is not None
    assert (found.day, found.words) == (date(2025, 10, 23), "23 October 2025")


def test_of_a_month_the_last_day_is_looked_from() -> None:
    found = as_of(asked(as_of=" 2024-02 "))  # type: ignore[arg-type]

    assert found is not None
    assert (found.day, found.words) == (date(2024, 2, 29), "the end of February 2024")


def test_bounds_take_the_first_and_the_last_day() -> None:
    request = asked(**{"from": "2025", "to": "2025-10"})

    assert first_day(request, "from") == date(2025, 1, 1)  # type: ignore[arg-type]
    assert last_day(request, "to") == date(2025, 10, 31)  # type: ignore[arg-type]


def test_nothing_asked_is_nothing() -> None:
    request = RequestFactory().get("/?as_of=&year=&kind=&from=%20")

    assert (as_of(request), year(request), first_day(request, "from"), many(request, "kind")) == (None, None, None, [])


def test_values_repeated_count_once() -> None:
    assert many(RequestFactory().get("/?country=vn&country=bg&country=vn"), "country") == ["vn", "bg"]


def test_more_values_than_a_question_may_choose_among_are_refused_in_few_words() -> None:
    few, more = ("&".join(f"country=c{number}" for number in range(count)) for count in (64, 900))

    assert len(many(RequestFactory().get(f"/?{few}&{few}"), "country")) == 64
    with pytest.raises(BadRequest, match=r"^country has 900 values: name 64 at most\.$"):
        many(RequestFactory().get(f"/?{more}"), "country")


def test_a_word_of_no_vocabulary_is_answered_with_the_words_that_work() -> None:
    with pytest.raises(BadRequest, match="scale cannot be “week”: it is one of year, month"):
        one_of(RequestFactory().get("/?scale=week"), "scale", ["year", "month"])
    with pytest.raises(BadRequest, match="one of visit"):
        some_of(RequestFactory().get("/?kind=visit&kind=party"), "kind", ["visit"])


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    request = RequestFactory().get("/", {"as_of": text, "year": text, "from": text})

    for reading in (lambda: as_of(request), lambda: year(request), lambda: first_day(request, "from")):
        try:
            reading()
        except BadRequest as refusal:
            assert len(str(refusal)) < 200
