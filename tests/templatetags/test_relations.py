"""What templates of relations say in words."""

import pytest

from articles.dates import Span
from articles.templatetags.relations import beginning, claim_field, ending


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2009-01-20", "from 20 January 2009"),
        ("2009", "from 2009"),
        ("../2024-01-05", "by 5 January 2024"),
        ("2024-01-05/..", "not before 5 January 2024"),
        ("2023-09-10/2024-07-27", "from some day between 10 September 2023 and 27 July 2024"),
    ],
)
def test_the_beginning_of_a_post_is_told_as_far_as_known(text: str, expected: str) -> None:
    assert beginning(Span.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-01-20", "to 20 January 2017"),
        ("2024-01-09/..", "until 9 January 2024 at least"),
        ("../2024-01-09", "by 9 January 2024"),
        ("2023-09-10/2024-07-27", "to some day between 10 September 2023 and 27 July 2024"),
    ],
)
def test_the_end_of_a_post_is_told_as_far_as_known(text: str, expected: str) -> None:
    assert ending(Span.parse(text)) == expected


def test_unknown_bounds_are_told_as_unknown() -> None:
    assert (beginning(None), ending(None)) == ("beginning not known", "end not known")


def test_fields_of_claims_are_told_in_words() -> None:
    assert (claim_field("start"), claim_field("number_of_points")) == ("when it began", "number of points")
