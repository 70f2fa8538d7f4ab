"""How long nothing was heard of a point, in words."""

from datetime import date

import pytest

from articles.dates import Span
from articles.templatetags.pairs import silence

NOW = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "1 day ago"),
        (date(2026, 10, 1), "52 days ago"),
        (date(2026, 8, 1), "3 months ago"),
        (date(2025, 10, 24), "1 year ago"),
        (date(2023, 9, 11), "3 years and 2 months ago"),
        (date(2026, 12, 1), "still to come"),
    ],
)
def test_silence_is_told_in_the_coarsest_fitting_words(last: date, said: str) -> None:
    assert silence(Span(last, last), NOW) == said
