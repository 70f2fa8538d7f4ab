"""Words that a later version of their article has no longer are told so wherever they are quoted."""

from collections.abc import Callable

import pytest

from articles.models import Article, ArticleVersion, Passage
from articles.models.evidence import signed
from articles.proving.tracing import Fate, trace
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    "The two sides held long talks in Sofia on Thursday, and told the press.\n\n"
    "After the talks they agreed to double two-way trade within the coming years of work."
)
WORDS = "agreed to double two-way trade"
REWORDED = BODY.replace("double two-way trade", "raise trade by half")


def by_signing(quote: Passage) -> bool:
    row = Passage.objects.quoted().get(pk=quote.pk)
    signed([row])
    return row.is_superseded


def by_sourcing(quote: Passage) -> bool:
    return Passage.objects.sourced().get(pk=quote.pk).is_superseded


def by_following(quote: Passage) -> bool:
    return Passage.objects.followed().get(pk=quote.pk).is_superseded


Told = Callable[[Passage], bool]
told_by = pytest.mark.parametrize("told", [by_signing, by_sourcing, by_following])


@pytest.fixture
def quote() -> Passage:
    return factories.passage(factories.article(body=BODY, agencies=["vna", "vns"]), WORDS)


def append(quote: Passage, body: str) -> ArticleVersion:
    return ArticleVersion.objects.append(quote.version.article, body)


@told_by
@pytest.mark.parametrize(
    ("bodies", "is_superseded"),
    [
        ([], False),
        ([BODY + "\n\nMore."], False),
        (["A new beginning.\n\n" + BODY], False),
        ([REWORDED], True),
        (["Nothing of it is left here."], True),
        ([REWORDED, BODY], False),
        ([BODY + "\n\nMore.", REWORDED], True),
        ([BODY.upper()], True),
    ],
    ids=["only", "stands", "moved", "reworded", "gone", "restored", "at-last", "capitals"],
)
def test_words_are_superseded_where_the_newest_version_has_them_no_longer(
    quote: Passage, told: Told, bodies: list[str], is_superseded: bool
) -> None:
    for body in bodies:
        append(quote, body)

    assert told(quote) is is_superseded


@pytest.mark.parametrize("body", [BODY, "More.\n\n" + BODY, REWORDED, "None.", f"{WORDS}: {WORDS}", WORDS.upper(), "ế"])
def test_what_is_superseded_is_what_the_page_of_the_passage_finds_reworded_or_gone(quote: Passage, body: str) -> None:
    version = append(quote, body)

    assert by_signing(quote) is (trace(quote, version).fate in (Fate.REWORDED, Fate.GONE))


@told_by
def test_words_of_the_newest_version_are_not_superseded_by_an_earlier_one(quote: Passage, told: Told) -> None:
    other = factories.passage(quote.version.article, "long talks")
    append(quote, REWORDED)
    newest = factories.passage(quote.version.article, "raise trade by half")

    assert [told(row) for row in (quote, other, newest)] == [True, False, False]


@told_by
def test_of_two_passages_at_once_each_is_told_of_its_own_article(quote: Passage, told: Told) -> None:
    other = factories.passage(factories.article(body=BODY), WORDS)
    append(other, REWORDED)

    assert (told(quote), told(other)) == (False, True)


@told_by
def test_signs_that_a_pattern_would_mean_something_by_are_words_like_others(told: Told) -> None:
    body = "Growth was 50% of_all, he said (in brief) [sic]. \\d+ 'quoted' \"twice\""
    row = factories.passage(factories.article(body=body), body)
    append(row, f"So: {body}")
    stands = told(row)
    append(row, body.replace("%", " per cent").replace("_", " "))

    assert (stands, told(row)) == (False, True)


def test_a_hundred_versions_cost_as_many_queries_as_one(
    quote: Passage, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(100):
        append(quote, f"{BODY}\n\nMore, {number} times.")
    row = Passage.objects.quoted().get(pk=quote.pk)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        signed([row])

    assert not row.is_superseded
    append(quote, "Nothing.")
    assert by_signing(quote)


def test_nothing_is_told_of_what_is_withdrawn_or_under_an_embargo(quote: Passage) -> None:
    """An embargo is the article's: with a text that is still to come, all of it waits."""
    append(quote, REWORDED)
    assert Passage.objects.visible().sourced().get().is_superseded

    Article.objects.update(visible_from="2999-01-01T00:00Z")
    assert not Passage.objects.visible().sourced().exists()
    Article.objects.update(visible_from=None, status="withdrawn")
    assert not Passage.objects.visible().sourced().exists()
