"""Documents read by the batch: their order, and what reading them costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Passage
from articles.search import documents
from articles.search.documents import MODELS
from articles.search.results import DocumentType
from tests import factories

pytestmark = pytest.mark.django_db


def test_documents_come_in_the_order_of_the_keys_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BATCH", 2)
    first, second, third, hidden = (factories.article(status=status).pk for status in ["published"] * 3 + ["draft"])
    wanted = [third, first, hidden, 10**9, third, second, first]

    assert [document.pk for document in documents.read("article", wanted)] == [third, first, second]


def test_two_documents_keep_their_values_apart() -> None:
    for code in ("bg", "fi"):
        passage = factories.passage(factories.article(f"Of {code}", agencies=[code]))
        factories.event(f"Talks of {code}", parties=[code], passages=[passage])
        factories.telling(factories.commitment(code, [code], [code]), passage)

    for kind in ("article", "event", "commitment"):
        found = list(documents.read(kind, sorted(documents.keys(kind))))
        assert [(one.facets["country"], one.facets["agency"]) for one in found] == [(("bg",),) * 2, (("fi",),) * 2]


def test_nothing_takes_no_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert [list(documents.read(kind, [])) for kind in MODELS] == [[], [], [], []]

    assert len(queries) == 0


@pytest.mark.parametrize(("kind", "most"), [("article", 3), ("person", 2), ("event", 4), ("commitment", 3)])
def test_a_batch_takes_few_queries_however_much_rests_on_it(kind: DocumentType, most: int, report: Passage) -> None:
    for number in range(30):
        who = factories.person(f"Person {number}")
        factories.name(who, f"Form {number}")
        passage = factories.passage(factories.article(f"Report {number}", agencies=["vns"], people=[who]))
        talks = factories.event(f"Talks {number}", passages=[passage, report])
        factories.participation(talks, who, passage=passage)
        factories.telling(factories.commitment(f"Point {number}"), passage, speaker=who, event=talks)
    pks = documents.keys(kind)

    with CaptureQueriesContext(connection) as queries:
        found = list(documents.read(kind, pks))

    assert len(found) == len(pks) >= 30
    assert len(queries) <= most


def test_more_keys_than_a_statement_takes_parameters_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite takes 250,000 at the most."""
    monkeypatch.setattr(documents, "BATCH", 10**6)
    wanted = [*range(10**6, 10**6 + 251_000), factories.article(slug="there").pk]

    assert [document.slug for document in documents.read("article", wanted)] == ["there"]
