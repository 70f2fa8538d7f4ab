"""What templates of relations say in words."""

import pytest

from articles.dates import Span
from articles.models import Membership
from articles.templatetags.relations import beginning, claim_field, ending, tenure


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


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("../2020-10-30", "2020-10-29/..", "held on 29 or 30 October 2020; beginning not known, end not known"),
        ("../1957", "1957/..", "held in 1957; beginning not known, end not known"),
        (
            "../1999-11-23",
            "1999-11-21/2007-06-11",
            "held on some day between 21 November 1999 and 23 November 1999; beginning not known, "
            "to 11 June 2007 at the latest",
        ),
        (
            "2024-07-01/2024-08-08",
            "2024-08-06/..",
            "held on some day between 6 August 2024 and 8 August 2024; from 1 July 2024 at the earliest, end not known",
        ),
        ("../2024-01-05", "2024-01-09/..", "by 5 January 2024, until 9 January 2024 at least"),
        ("2000", "2000", "from 2000, to 2000"),
        (None, "2017-01-20", "beginning not known, to 20 January 2017"),
    ],
)
def test_a_post_known_of_one_moment_says_so(start: str | None, end: str, expected: str) -> None:
    spans = [Span.parse(text) if text else None for text in (start, end)]

    assert tenure(Membership(start=spans[0], end=spans[1])) == expected
