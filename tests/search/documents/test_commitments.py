"""Commitments as documents: who told of them, where and when."""

from datetime import date

import pytest

from articles.models import Passage
from articles.search.documents import Dates
from tests import factories
from tests.search.documents.reading import of

pytestmark = pytest.mark.django_db


def test_a_commitment_tells_nothing_of_a_hidden_report_or_event(secret: Passage, report: Passage) -> None:
    """A telling that an editor published without evidence may still lead to a passage of a hidden report."""
    hidden = factories.event(
        "Secret talks", "visit", "2019-01-01", passages=[secret], place=factories.place("Lair", slug="lair")
    )
    point = factories.commitment("Trade", ["bg"], ["vn"])
    factories.telling(point, secret, "asked", without_evidence=True, event=hidden)
    factories.telling(point, report, "pledged", event=hidden)

    document = of(point)

    assert document.paragraphs == ("Asked, pledged; Bulgaria; Việt Nam", report.exact)
    assert document.facets == {"country": ("bg", "vn"), "agency": ("vns",)}
    assert document.dates.earliest == date(2025, 10, 23)
    assert len(document.occasions) == 1


def test_a_hidden_telling_is_not_part_of_a_commitment(secret: Passage, report: Passage) -> None:
    point = factories.commitment("Trade", ["bg"], ["vn"])
    factories.telling(point, report)
    factories.telling(point, secret, "asked", speaker=factories.person("Secret Sam"))

    document = of(point)

    assert document.paragraphs == ("Pledged; Bulgaria; Việt Nam", report.exact)
    assert "person" not in document.facets


def test_a_commitment_is_dated_by_its_occasions_before_its_reports(report: Passage) -> None:
    point = factories.commitment("Trade", through=factories.organization("Commission", slug="commission"))
    visit = factories.event(kind="visit", start="2025-10-22", end="2025-10-24", passages=[report])
    factories.telling(point, report, "pledged", event=visit, speaker=factories.person("Tô Lâm", slug="to-lam"))
    factories.telling(point, report, "asked")

    document = of(point)

    assert document.dates == Dates(date(2025, 10, 22), date(2025, 10, 22), date(2025, 10, 24))
    assert [dates.earliest for dates in document.occasions] == [date(2025, 10, 22), date(2025, 10, 23)]
    assert document.paragraphs[0] == "Asked, pledged; Bulgaria, Việt Nam; Commission; Tô Lâm"
    assert document.facets["org"] == ("commission",)
