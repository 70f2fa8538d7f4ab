"""The demonstration archive, given out whole: every article comes back with all that the paper promises."""

import pytest

from articles.exports.stories import stories
from articles.models import Article
from articles.vocabulary import Basis
from tests.exports.test_round_trip import OWN, back, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.mark.parametrize("code", ["jsonl", "csv"])
def test_every_article_comes_back(code: str) -> None:
    held = list(stories(list(Article.objects.order_by("pk").values_list("pk", flat=True))))

    assert len(held) == Article.objects.count()
    assert values(back(code, held, code), OWN) == values(held, OWN)
    assert sum(story.undated_basis == Basis.EDITOR for story in held) > 50
