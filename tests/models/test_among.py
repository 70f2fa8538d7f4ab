"""A column that is one of some keys, on every database."""

import pytest

from articles.models import Agency
from articles.models.among import Among
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("codes", "found"), [([], []), (["vns"], ["vns"]), (["vns", "vna", "x"], ["vna", "vns"])])
def test_a_text_is_one_of_some_or_of_none(codes: list[str], found: list[str]) -> None:
    for code in ("vns", "vna", "bta"):
        factories.agency(code)

    rows = Agency.objects.filter(Among("code", codes)).order_by("code")

    assert [agency.code for agency in rows] == found
    assert Agency.objects.exclude(Among("code", codes)).count() == 3 - len(found)
