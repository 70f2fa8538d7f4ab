import pytest

from articles.models import Article, PartnershipEvent, Passage
from tests import factories as make


@pytest.mark.django_db
def test_an_article_with_its_evidence_is_visible() -> None:
    story = make.article(countries=["vn", "bg"], people=[make.person()], agencies=["vna", "vns"])

    change = make.level_change(passages=[make.passage(story)])

    assert list(Article.objects.visible()) == [story]
    assert list(PartnershipEvent.objects.visible()) == [change]
    assert Passage.objects.get().paragraph == 1
    assert [str(agency) for agency in story.sign_off.all()] == ["VNA", "VNS"]
