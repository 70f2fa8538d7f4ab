"""What is hidden is no document of any type, until it is released."""

import pytest

from articles.models import Article, Passage
from articles.search import documents
from articles.search.documents import MODELS
from tests import factories
from tests.search.documents.conftest import SECRET
from tests.search.documents.reading import only

pytestmark = pytest.mark.django_db


def test_nothing_that_is_hidden_is_a_document(secret: Passage) -> None:
    who = factories.person("Secret Sam")
    talks = factories.event("Secret talks", passages=[secret])
    factories.participation(talks, who)
    point = factories.commitment()
    factories.telling(point, secret, speaker=who)
    rows = (secret.version.article, who, talks, point)

    for kind, row in zip(MODELS, rows, strict=True):
        assert documents.keys(kind) == set()
        assert list(documents.read(kind, [row.pk])) == []


def test_what_rests_on_a_released_report_is_told() -> None:
    """Every rule above hides; the same rows are shown when the report is."""
    story = factories.article("Secret", SECRET, status="draft")
    passage = factories.passage(story)
    talks = factories.event(passages=[passage])
    factories.telling(factories.commitment(), passage, event=talks)

    Article.objects.filter(pk=story.pk).update(status="published")

    assert SECRET in only("article").text
    assert SECRET in only("event").text
    assert SECRET in only("commitment").text
