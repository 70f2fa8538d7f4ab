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


TEN = "They pledged ten bridges by 2030."
TWELVE = TEN.replace("ten", "twelve")
ROADS = "They pledged ten roads by 2030."
LONG = "It rained all day long, and the press was kept outside the doors."


@pytest.mark.parametrize(
    ("body", "quoted", "corrected", "paragraph", "words"),
    [
        (f"So it began.\n\n{TEN} And more was said.", TEN, f"So it began.\n\n{TWELVE} And more was said.", 2, TWELVE),
        (f"And more was said. {TEN}", TEN, f"And more was said. {TWELVE}", 1, TWELVE),
        (f"So it began.\n\n{TEN}\n\nSo it ended.", TEN, f"So it began.\n\nNew.\n\n{TWELVE}\n\nSo it ended.", 3, TWELVE),
        (f"Yes. {TEN}", TEN[:-1], f"Yes. {TWELVE}", 1, TWELVE[:-1]),
        (f"{TEN}\n\n{ROADS}", TEN, f"{TWELVE}\n\n{ROADS}", 1, TWELVE),
    ],
    ids=["begins", "ends", "is", "nearly-is", "beside-one-that-stands"],
)
def test_words_at_the_edge_of_their_paragraph_are_followed_where_they_are_alike(
    body: str, quoted: str, corrected: str, paragraph: int, words: str
) -> None:
    quote = factories.passage(factories.article(body=body), quoted)

    found = trace(quote, later(quote, corrected))

    assert (found.fate, found.paragraph, found.words) == (Fate.REWORDED, paragraph, words)


@pytest.mark.parametrize(
    ("body", "corrected"),
    [
        (f"{TEN}\n\n{ROADS}", ROADS),
        (f"{TEN}\n\n{ROADS}", ROADS.replace("ten", "twelve")),
        (f"{TEN}\n\n{LONG} {ROADS}", f"{LONG}\n\n{ROADS}"),
        (
            f"{TEN}\n\n{LONG} {ROADS}",
            f"{LONG}\n\nThey pledged two roads by 2030.",
        ),
        (TEN, f"{TWELVE}\n\n{TEN.replace('ten', 'six')}"),
        (TEN, f"{TWELVE}\n\n{LONG} {TEN.replace('ten', 'six')}"),
        (f"{TEN} And more was said.", "Nobody was told of anything else. And more was said."),
        (f"{TEN} {ROADS}", ROADS),
    ],
    ids=["stood", "of-another", "parted", "parted-and-reworded", "two", "two-sentences", "unlike", "dropped"],
)
def test_what_may_have_replaced_other_words_or_none_is_not_given_out_for_a_rewording(body: str, corrected: str) -> None:
    quote = factories.passage(factories.article(body=body), TEN)

    assert trace(quote, later(quote, corrected)).fate is Fate.GONE


def test_of_two_places_between_the_same_neighbours_neither_is_chosen(quote: Passage) -> None:
    changed = BODY.replace("double two-way trade", "raise trade by half")
    again = BODY.partition("\n\n")[2].replace("double two-way trade", "open two ports")

    assert trace(quote, later(quote, f"{changed}\n\n{again}")).fate is Fate.GONE


def test_of_two_wordings_between_the_same_neighbours_neither_is_said_to_have_become_the_third() -> None:
    said = "After the talks they {} within the coming years of work."
    body = f"{said.format('agreed to double trade')}\n\n{said.format('offered to open ports')}"
    quote = factories.passage(factories.article(body=body), "agreed to double trade")

    assert trace(quote, later(quote, said.format("offered to open two ports"))).fate is Fate.GONE


@pytest.mark.parametrize(("length", "fate"), [(399, Fate.REWORDED), (400, Fate.GONE)])
def test_very_long_wordings_are_not_compared(length: int, fate: Fate) -> None:
    words = "more " * length
    quote = factories.passage(factories.article(body=f"{words}trade.\n\nThey parted."), f"{words}trade.")

    assert trace(quote, later(quote, f"{words}travel.\n\nThey parted.")).fate is fate


def test_a_line_of_dots_is_gone_through_once() -> None:
    """Gone through anew from each of its dots this takes minutes."""
    words = "They pledged ten bridges by 2030."
    quote = factories.passage(factories.article(body=f"{words}\n\nMore."), words)

    found = trace(quote, later(quote, f"They pledged twelve bridges by 2030.\n\nx{'.' * 100_000}x"))

    assert found.fate is Fate.REWORDED
