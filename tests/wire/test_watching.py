"""Which words of a paragraph are looked into at all."""

from articles.wire.gazetteer import Lexicon
from articles.wire.suggesting.watching import watched

WATCHED = watched(frozenset(["talks"]), {"it": frozenset(["said"])}, [Lexicon([("the two sides", 1), ("sofia", 2)])])


def test_a_word_that_only_begins_phrases_is_watched_where_one_can_follow() -> None:
    words = ["the", "talks", "of", "the", "two", "sides", "in", "sofia", "the"]

    assert WATCHED.places(words) == [1, 3, 7]


def test_a_word_that_tells_something_before_others_is_watched_only_there() -> None:
    assert WATCHED.places(["it", "said", "that", "it", "rained", "it"]) == [0]


def test_a_phrase_that_is_one_word_too_is_watched_whatever_follows() -> None:
    both = watched(frozenset(), {}, [Lexicon([("the two sides", 1)]), Lexicon([("the", 2)])])

    assert both.places(["the", "rain"]) == [0]


def test_text_without_such_a_word_has_no_places() -> None:
    assert WATCHED.places(["rain", "fell", "on", "the", "hills"]) == []
