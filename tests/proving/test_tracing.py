"""What became of quoted words in later versions."""

import pytest

from articles.models import ArticleVersion, Passage
from articles.proving.tracing import Fate, trace
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    "The two sides held long talks in Sofia on Thursday, and told the press.\n\n"
    "After the talks they agreed to double two-way trade within the coming years of work."
)
WORDS = "agreed to double two-way trade"


@pytest.fixture
def quote() -> Passage:
    return factories.passage(factories.article(body=BODY), WORDS)


def later(quote: Passage, body: str) -> ArticleVersion:
    return ArticleVersion.objects.append(quote.version.article, body)


@pytest.mark.parametrize(
    ("body", "fate", "paragraph", "words"),
    [
        (BODY + "\n\nMore.", Fate.STANDS, 2, WORDS),
        ("A new beginning.\n\n" + BODY, Fate.MOVED, 3, WORDS),
        (
            BODY.replace("double two-way trade", "raise trade by half"),
            Fate.REWORDED,
            2,
            "agreed to raise trade by half",
        ),
        ("Nothing of it is left here.", Fate.GONE, 0, ""),
        (BODY.replace(f" {WORDS}", ""), Fate.GONE, 0, ""),
    ],
)
def test_words_are_followed_into_a_later_version(
    quote: Passage, body: str, fate: Fate, paragraph: int, words: str
) -> None:
    found = trace(quote, later(quote, body))

    assert (found.fate, found.paragraph, found.words) == (fate, paragraph, words)


def test_of_words_that_occur_twice_those_with_the_same_neighbours_are_meant(quote: Passage) -> None:
    found = trace(quote, later(quote, f"They {WORDS}.\n\n{BODY}"))

    assert (found.fate, found.paragraph) == (Fate.MOVED, 3)


def test_neighbours_too_short_to_tell_a_place_are_not_trusted() -> None:
    short = factories.passage(factories.article(body="So: yes. On."), "yes")

    assert trace(short, later(short, "So: no. On.")).fate is Fate.GONE
