"""“Did you mean” beside an answer, in either engine."""

import pytest

from articles.search import Query, lifecycle, search
from tests import factories
from tests.search.answers.conftest import Ask

pytestmark = pytest.mark.django_db


def test_a_misspelt_word_is_put_right_where_that_has_hits(ask: Ask) -> None:
    factories.article("Government of Bulgaria", "The government met.", countries=["bg"])

    assert ask("goverment").did_you_mean == "government"
    assert ask("Goverment -trade").did_you_mean == "Government -trade"
    assert ask("government").did_you_mean is None
    assert ask("goverment", country="us").did_you_mean is None
    assert ask("xyzzy").did_you_mean is None


def test_a_name_that_no_document_has_in_this_form_is_no_misspelling(ask: Ask) -> None:
    who = factories.person("Rosen Zhelyazkov")
    factories.name(who, "Rosen Jeliazkov")
    factories.article("Talks", "Rosen Zhelyazkov spoke of Jeliaskov.", people=[who])

    assert ask("jeliazkov").did_you_mean is None
    assert ask("jeliaskof").did_you_mean == "jeliaskov"


def test_nothing_is_proposed_where_only_hits_are_asked_for() -> None:
    factories.article("Government of Bulgaria", "The government met.")
    lifecycle.rebuild()

    assert search(Query(text="goverment")).did_you_mean == "government"
    assert search(Query(text="goverment"), counted=False).did_you_mean is None
