"""“Did you mean”: nearest first, then commonest, and only what has hits."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.documents import Document
from articles.search.engines.memory import MemorySource
from articles.search.fuzzy import distance
from articles.search.names import Bearer, Form, Names
from articles.search.query import Query
from articles.search.suggestions import SourceSpelling, did_you_mean
from articles.search.words import Word, words

COUNTS = {"government": 40, "governments": 2, "zhelyazkov": 9, "trade": 70, "grade": 3, "joint": 30, "statement": 30}


class Known:
    """The spelling of words with the number of documents that have them; `asked` tells what was looked for."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self.asked: list[str] = []

    def holds(self, word: Word) -> bool:
        return word.folded in self.counts

    def near(self, folded: str, edits: int) -> Iterator[tuple[str, int]]:
        self.asked.append(folded)
        return ((word, count) for word, count in self.counts.items() if distance(folded, word, edits) <= edits)


def meant(text: str, counts: Mapping[str, int] = COUNTS, names: Names | None = None) -> str | None:
    return did_you_mean(Query(text=text), Known(counts), lambda other: 1, names)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("goverment", "government"),
        ("Zheliazkov", "Zhelyazkov"),
        ("tarde", "trade"),
        ("e-goverment", "e-government"),
        ("goverment’s", "government’s"),
        ("government", None),
        ("xylophone", None),
        ("zz", None),
        ("2026", None),
        ("", None),
        ("country:bulgria", None),
        ("govermen*", None),
        ("goverment~", None),
    ],
)
def test_a_word_that_no_document_has_is_put_right(typed: str, expected: str | None) -> None:
    assert meant(typed, COUNTS | {"e": 1, "2025": 5}) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"joint statment"', '"joint statement"'),
        ('"joint statment"~5', '"joint statement"~5'),
        ("goverment OR trade", "government OR trade"),
        ("title:goverment trade", "title:government trade"),
        ("goverment -tarde", "government -tarde"),
        ("(goverment OR tarde) joint", "(government OR trade) joint"),
        ("goverment country:bg date:2025", "government country:bg date:2025"),
    ],
)
def test_the_question_keeps_its_form(typed: str, expected: str) -> None:
    assert meant(typed) == expected


def test_of_words_equally_near_the_commonest_is_meant() -> None:
    assert meant("trrade", {"trade": 3, "tirade": 4}) == "tirade"
    assert meant("trrade", {"trade": 5, "tirade": 4}) == "trade"
    assert meant("trad", {"trade": 1, "tread": 1, "grad": 1}) == "trade"


def test_the_nearest_word_is_meant_however_rare() -> None:
    assert meant("goverment", {"government": 1, "movement": 1000}) == "government"


def test_nothing_is_meant_that_has_no_hits() -> None:
    tried: list[str] = []

    def count(query: Query) -> int:
        tried.append(query.text)
        return 0

    assert did_you_mean(Query(text="trrade"), Known({"trade": 5, "tirade": 4}), count) is None
    assert tried == ["trade", "tirade"]


def test_where_the_commonest_has_no_hits_the_next_is_tried() -> None:
    spelling = Known({"trade": 5, "tirade": 4})

    assert did_you_mean(Query(text="trrade"), spelling, lambda other: other.text == "tirade") == "tirade"


def test_words_of_names_are_right_as_they_are() -> None:
    names = Names.of([Form(("rosen", "jeliazkov"), Bearer("person", "rosen-zhelyazkov"))])

    assert meant("jeliazkow", {"jeliazkov": 1}, names) == "jeliazkov"
    assert meant("jeliazkov", {"jeliaskov": 1}, names) is None
    assert meant("jeliazkov goverment", COUNTS | {"jeliaskov": 1}, names) == "jeliazkov government"


def test_what_is_meant_is_no_longer_than_a_question_may_be() -> None:
    assert meant(f"goverment {'d' * 246}") is None


def test_a_question_with_many_wrong_words_is_left_alone() -> None:
    spelling = Known(COUNTS)

    assert did_you_mean(Query(text="aaaaa bbbbb ccccc goverment"), spelling, lambda other: 1) is None
    assert spelling.asked == []


@given(st.text(max_size=60))
def test_whatever_is_asked_what_is_meant_can_be_read(text: str) -> None:
    answer = meant(text)

    assert answer is None or (answer != text and Query(text=answer).tree is not None)


@given(st.lists(st.text("abcd", min_size=1, max_size=7), max_size=12), st.text("abcd", min_size=3, max_size=7))
def test_no_word_is_meant_that_is_rarer_and_as_near_as_another(texts: list[str], typed: str) -> None:
    source = MemorySource(Document("article", n, str(n), {}, title="", paragraphs=(t,)) for n, t in enumerate(texts))
    spelling = SourceSpelling(source)
    counts = dict(spelling.near(typed, 2))

    answer = did_you_mean(Query(text=typed), spelling, lambda other: 1)

    if answer is not None:
        edits = distance(typed, answer, 2)
        assert edits <= (2 if len(typed) >= 5 else 1)
        assert all(distance(typed, term, 2) >= edits for term in counts)
        assert counts[answer] == max(count for term, count in counts.items() if distance(typed, term, 2) == edits)


def test_a_source_counts_each_document_once() -> None:
    twice = Document("article", 1, "a", {}, title="Trade", paragraphs=("Trade grew.",))
    once = Document("article", 2, "b", {}, title="Talks", paragraphs=("On trading.",))
    spelling = SourceSpelling(MemorySource([twice, once]))

    assert list(spelling.near("trrade", 1)) == [("trade", 1)]
    assert [spelling.holds(word) for word in words("trade trades tirade")] == [True, True, False]


def test_words_with_other_letters_are_not_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand articles have so many words that comparing each took half a second."""
    compared: list[str] = []

    def counting(one: str, other: str, limit: int) -> int:
        compared.append(other)
        return distance(one, other, limit)

    monkeypatch.setattr("articles.search.suggestions.distance", counting)
    text = "trade tirade grade talks bulky delegation"
    spelling = SourceSpelling(MemorySource([Document("article", 1, "one", {}, title="", paragraphs=(text,))]))

    assert [term for term, _ in spelling.near("rtade", 1)] == ["trade"]
    assert set(compared) == {"trade", "tirade", "grade"}
