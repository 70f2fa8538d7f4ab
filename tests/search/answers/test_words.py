"""Words, phrases and beginnings find what has them, in either engine."""

import pytest

from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import slugs

pytestmark = pytest.mark.django_db


def test_words_are_found_without_regard_to_case_diacritics_and_endings(ask: Ask) -> None:
    factories.article("Pledge", "Tô Lâm pledged to double the trade of both countries.", slug="pledge")
    factories.article("Other", "Nothing of the kind.", slug="other")

    for text in ("to lam", "Tô Lâm", "TO LAM", "pledging", "doubling trade", "country"):
        assert slugs(ask(text)) == ["pledge"], text


def test_no_word_is_too_common_to_be_found(ask: Ask) -> None:
    factories.article("US", "The US and Việt Nam.", slug="us")
    factories.article("They", "It was put to them.", slug="to")

    assert slugs(ask("US")) == ["us"]
    assert slugs(ask("to")) == ["to"]
    assert slugs(ask("The")) == ["us"]


def test_an_acronym_is_one_word_with_or_without_dots(ask: Ask) -> None:
    factories.article("Dots", "A visit to the U.S. ended.", slug="dots")
    factories.article("Pronoun", "They told us of it.", slug="pronoun")

    assert slugs(ask("US")) == ["dots", "pronoun"]
    assert slugs(ask("U.S.")) == ["dots", "pronoun"]


def test_a_word_with_a_hyphen_is_found_whole_and_by_its_parts(ask: Ask) -> None:
    factories.article("Both", "Work on e-government goes on.", slug="whole")
    factories.article("Part", "The government met at e level.", slug="apart")

    assert slugs(ask("e-government")) == ["whole"]
    assert set(slugs(ask("government"))) == {"whole", "apart"}


def test_phrases_alternatives_and_exclusions(ask: Ask) -> None:
    factories.article("One", "A joint statement on trade.", slug="one")
    factories.article("Two", "A statement, joint in name, on aid.", slug="two")

    assert slugs(ask('"joint statement"')) == ["one"]
    assert slugs(ask('"joint statements"')) == ["one"]
    assert set(slugs(ask("joint statement"))) == {"one", "two"}
    assert slugs(ask("joint statement"))[0] == "one"
    assert slugs(ask("joint -trade")) == ["two"]
    assert set(slugs(ask("trade OR aid"))) == {"one", "two"}
    assert slugs(ask("(trade OR aid) -joint")) == []
    assert slugs(ask("-trade")) == ["two"]
    assert slugs(ask('"statement joint"~1 aid')) == ["two"]


def test_words_within_a_distance(ask: Ask) -> None:
    factories.article("Near", "They will double the volume of their trade.", slug="near")
    factories.article("Far", "To double it they need time, and patience, and a good deal of trade.", slug="far")

    assert slugs(ask('"trade double"~5')) == ["near"]
    assert set(slugs(ask('"trade double"~20'))) == {"near", "far"}


def test_a_phrase_of_one_repeated_word_needs_it_as_often(ask: Ask) -> None:
    factories.article("Twice", "Trade trade.", slug="twice")

    assert slugs(ask('"trade trade"')) == ["twice"]
    assert slugs(ask('"trade trade trade"')) == []
    assert slugs(ask('"trade trade trade"~9')) == []


def test_beginnings_and_misspellings(ask: Ask) -> None:
    factories.article("One", "Rosen Zhelyazkov on strategy and e-governance.", slug="one")

    for text in ("strateg*", "Zhelyazkof~", "zhelyazko~", "e-gov*", "Zhel* strat*"):
        assert slugs(ask(text)) == ["one"], text
    assert slugs(ask("Zhelyaskof~")) == []


def test_title_and_text_are_looked_into_apart(ask: Ask) -> None:
    factories.article("Trade grows", "A word on aid.", slug="title")
    factories.article("Aid grows", "A word on trade.", slug="text")

    assert slugs(ask("title:trade")) == ["title"]
    assert slugs(ask("text:trade")) == ["text"]
    assert slugs(ask("trade")) == ["title", "text"]


def test_the_dateline_is_found(ask: Ask) -> None:
    factories.article("One", "Talks.", slug="one", dateline="SOFIA")

    assert slugs(ask("sofia")) == ["one"]
