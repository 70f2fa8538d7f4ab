"""The paragraph that a hit shows, in either engine."""

import pytest

from tests import factories
from tests.search.answers.conftest import Ask

pytestmark = pytest.mark.django_db


def test_a_snippet_is_the_paragraph_that_answers_with_its_words_marked(ask: Ask) -> None:
    body = "This is a summary.\n\nThe two sides met.\n\nTô Lâm’s visits to the countries began. Trade is to double."
    factories.article("Talks", body)

    (hit,) = ask("visit lam country").hits

    assert hit.snippet is not None
    assert hit.snippet.paragraph == 3
    assert "".join(part.text for part in hit.snippet.fragments) == body.split("\n\n")[2]
    assert [part.text for part in hit.snippet.fragments if part.marked] == ["Lâm", "visits", "countries"]


def test_without_words_a_snippet_is_the_first_passage(ask: Ask) -> None:
    story = factories.article("Talks", "This is a summary.\n\nThe two sides met.")
    factories.passage(story, "The two sides met.")

    (hit,) = ask().hits

    assert hit.snippet is not None
    assert (hit.snippet.paragraph, [part.marked for part in hit.snippet.fragments]) == (2, [False])
