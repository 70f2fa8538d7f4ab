"""A beginning that more words have than are looked for: the commonest are found, and nothing is left out by half."""

from collections.abc import Callable

import pytest

from articles.search import Query, QueryError, lifecycle, search
from articles.search.engines import database
from articles.search.evaluate import MAX_EXPANSIONS
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder")]


@pytest.fixture(autouse=True)
def _many() -> None:
    """An article with too many words of one beginning, and one with another such word."""
    words = [f"conq{first}{second}" for first in "abcdefghijklmnop" for second in "abcdefghijklmnop"]
    assert len(words) > MAX_EXPANSIONS
    factories.article("Many", "\n\n".join(f"{word} {word}" for word in words), slug="many")
    factories.article("Rare", "A rare conqzzz.", slug="rare")
    lifecycle.rebuild()


def reduced(query: Query) -> object:
    lifecycle.withdraw()
    return search(query)


@pytest.mark.parametrize("ask", [search, reduced])
@pytest.mark.parametrize("text", ["-conq* rare", "NOT conq*", "rare -(visit OR conq*)", "rare -title:conq*"])
def test_what_cannot_be_left_out_whole_is_refused(ask: Callable[[Query], object], text: str) -> None:
    with pytest.raises(QueryError, match="write more of “conq”") as refused:
        ask(Query(text=text))

    search(refused.value.repaired)


def test_what_is_asked_for_is_answered_and_says_that_there_may_be_more() -> None:
    answer = search(Query(text="conq*"))

    assert (answer.partial, [hit.slug for hit in answer.hits]) == (True, ["many"])
    assert database.answer(Query(text="conq*")).partial


def test_a_beginning_with_few_words_is_left_out() -> None:
    assert [hit.slug for hit in search(Query(text="rare -conqa*")).hits] == ["rare"]
    assert not search(Query(text="rare -conqz*")).total
