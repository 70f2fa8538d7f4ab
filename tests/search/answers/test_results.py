"""An answer tells how it was found, and its rows are read anew, in either engine."""

import pytest

from articles.search import rows
from tests import factories
from tests.search.answers.conftest import Ask

pytestmark = pytest.mark.django_db


def test_rows_are_checked_once_more(ask: Ask) -> None:
    story = factories.article("Talks", slug="talks")
    factories.article("Other", slug="other")
    results = ask()

    type(story).objects.filter(pk=story.pk).update(status="withdrawn")

    assert [row.slug for _, row in rows(results)] == ["other"]


def test_nothing_in_the_archive_is_an_answer_too(ask: Ask) -> None:
    results = ask("trade")

    assert (results.total, results.hits, results.did_you_mean) == (0, (), None)
    assert [facet.buckets for facet in results.facets] == [()] * 9


def test_the_mode_is_told(ask: Ask, request: pytest.FixtureRequest) -> None:
    expected = "index" if "whoosh" in request.node.name else "reduced"

    assert ask().mode == expected


@pytest.mark.parametrize("kind", ["article", "person", "event", "commitment"])
def test_rows_take_few_queries(kind: str, ask: Ask, django_assert_max_num_queries: object) -> None:
    for number in range(3):
        passage = factories.passage(factories.article(f"Talks {number}", agencies=["vns", "vna"]))
        speaker = factories.person(f"Person {number}")
        occasion = factories.event(f"Event {number}", passages=[passage])
        factories.participation(occasion, speaker, passage=passage)
        factories.telling(factories.commitment(f"Point {number}"), passage, speaker=speaker, event=occasion)
    results = ask(type=kind)

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(rows(results)) == 3
