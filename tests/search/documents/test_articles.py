"""Articles as documents: their tags, their latest text, and all that they are evidence for."""

from datetime import date

import pytest

from articles.models import Article, ArticleVersion, Passage
from articles.search.documents import Dates, Document
from tests import factories
from tests.search.documents.reading import of

pytestmark = pytest.mark.django_db


def test_an_article_has_its_tags_and_all_that_its_passages_are_evidence_for() -> None:
    story = factories.article(
        "Talks",
        agencies=["vns", "vna"],
        people=[factories.person("Tagged", slug="tagged")],
        countries=["us"],
        organizations=[factories.organization("Tagged Body", slug="tagged-body")],
        sectors=[factories.sector("tagged")],
        place=factories.place("Sofia", slug="sofia"),
        dateline="SOFIA",
    )
    passage = factories.passage(story, paragraph=2, exact="trade", speaker=factories.person("Speaker", slug="speaker"))
    change = factories.level_change(passages=[passage], place=factories.place("Hà Nội", slug="ha-noi"))
    factories.event(start="2024-01-08", end="2024-01-10", parties=["fi"], passages=[passage])
    factories.participation(change, factories.person("Guest", slug="guest"), passage=passage)
    factories.participation(change, factories.organization("Delegation", slug="delegation"), passage=passage)
    factories.membership(factories.person("Holder", slug="holder"), factories.post()).passages.add(passage)
    point = factories.commitment(
        from_countries=["bg"],
        to_countries=["eu"],
        through=factories.organization("Commission", slug="commission"),
        sectors=[factories.sector("trade")],
    )
    factories.telling(point, passage, speaker=factories.person("Teller", slug="teller"))

    assert of(story) == Document(
        type="article",
        pk=story.pk,
        slug=story.slug,
        facets={
            "country": ("bg", "eu", "fi", "us", "vn"),
            "person": ("guest", "holder", "speaker", "tagged", "teller"),
            "org": ("commission", "delegation", "tagged-body"),
            "sector": ("tagged", "trade"),
            "kind": ("level-change", "talks"),
            "level": ("vn-strategic",),
            "agency": ("vna", "vns"),
            "place": ("ha-noi", "sofia"),
            "language": ("en",),
        },
        dates=Dates(date(2025, 10, 23), date(2025, 10, 23), date(2025, 10, 23)),
        occasions=(
            Dates(date(2024, 1, 8), date(2024, 1, 8), date(2024, 1, 10)),
            Dates(date(2025, 10, 23), date(2025, 10, 23), date(2025, 10, 23)),
        ),
        title="Talks",
        dateline="SOFIA",
        paragraphs=tuple(factories.BODY.split("\n\n")),
        lead=2,
    )


def test_an_article_shows_its_latest_version_and_the_evidence_of_all() -> None:
    story = factories.article("Talks", "First text.\n\nOf two paragraphs.")
    first = factories.passage(story, "Of two paragraphs.", speaker=factories.person(slug="to-lam"))
    factories.event(kind="visit", passages=[first])
    ArticleVersion.objects.append(story, "Second text.\n\nNothing rests on it.")

    document = of(story)

    assert document.paragraphs == ("Second text.", "Nothing rests on it.")
    assert document.lead == 1
    assert (document.facets["person"], document.facets["kind"]) == (("to-lam",), ("visit",))


def test_an_article_without_a_version_or_a_date_is_a_document_too() -> None:
    story = Article.objects.create(slug="bare", headline="Bare", status="published", language="zh-Hant")

    document = of(story)

    assert (document.paragraphs, document.lead, document.dates, document.occasions) == ((), 1, Dates(), ())
    assert document.facets == {"language": ("zh-hant",)}


def test_an_article_names_nobody_of_an_event_that_is_hidden(secret: Passage, report: Passage) -> None:
    """The participation rests on a report that everybody may read, the event on one that nobody may."""
    talks = factories.event("Secret talks", kind="visit", passages=[secret])
    factories.participation(talks, factories.person("Secret Sam", slug="sam"), passage=report)
    factories.participation(talks, factories.organization("Hidden Bureau", slug="bureau"), passage=report)

    assert of(report.version.article).facets == {"agency": ("vns",), "language": ("en",)}
