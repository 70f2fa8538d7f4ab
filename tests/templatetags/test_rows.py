"""Rows that are written in Python: who took part, and numbers of a matrix; whatever they are called, it is escaped."""

import pytest

from articles.models import Participation, Sector
from articles.relating.matrices import SectorRow
from articles.templatetags.matrices import cells
from articles.templatetags.participants import participant
from articles.vocabulary import Modality
from tests import factories

pytestmark = pytest.mark.django_db

SCRIPT = "<script>"


def took_part(**named: str) -> Participation:
    row = factories.participation(factories.event(), factories.person(f"Tô {SCRIPT}"), side=factories.country("vn"))
    for name, value in named.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("title", "full", "said"),
    [
        ("", False, '<span class="capacity unknown">capacity not stated</span>'),
        (SCRIPT, False, '<span class="capacity">printed as “&lt;script&gt;”</span>'),
        (SCRIPT, True, "</a></span>"),
    ],
)
def test_who_took_part_stands_with_the_capacity_as_far_as_told(title: str, full: bool, said: str) -> None:
    html = participant(took_part(title_as_printed=title), full)

    assert said in html
    assert "Tô &lt;script&gt;</a>" in html
    assert SCRIPT not in html


def test_numbers_lead_to_their_points_and_nothing_stands_where_there_are_none() -> None:
    counts = ((Modality.PLEDGED, 2), (Modality.ASKED, 0))
    row = SectorRow(Sector(code="trade", label=SCRIPT), counts, 2)

    html = cells(row, "/commitments/?partnership=bg-vn")

    address = "/commitments/?partnership=bg-vn&amp;sector=trade"
    assert f'<a href="{address}&amp;modality=pledged" aria-label="2 pledged, &lt;script&gt;">2</a>' in html
    assert f'<a href="{address}" aria-label="2 points, &lt;script&gt;">2</a>' in html
    assert '<td class="number"></td>' in html
    assert SCRIPT not in html


def test_points_in_no_sector_are_counted_without_links() -> None:
    html = cells(SectorRow(None, ((Modality.PLEDGED, 2),), 2), "/commitments/?partnership=bg-vn")

    assert html == '<td class="number" data-label="Pledged">2</td><td class="number" data-label="Points">2</td>'
