"""Which way a visit went."""

import pytest

from articles.models import PartnershipEvent
from articles.relating.visits import visits
from tests import factories

pytestmark = pytest.mark.django_db


def the_visit() -> str:
    events = PartnershipEvent.objects.select_related("place").with_participants()
    (visit,) = visits(events, "bg", "vn")
    return visit.to


def event(**fields: object) -> PartnershipEvent:
    return factories.event("Visit", "visit", without_evidence=True, **fields)  # type: ignore[arg-type]


def test_guests_tell_where_it_went() -> None:
    factories.participation(event(), factories.person(), role="guest", side=factories.country("vn"))

    assert the_visit() == "bg"


def test_hosts_tell_where_it_went() -> None:
    factories.participation(event(), factories.person(), role="host", side=factories.country("vn"))

    assert the_visit() == "vn"


def test_the_place_tells_where_it_went() -> None:
    event(place=factories.place("Hà Nội", country=factories.country("vn")))

    assert the_visit() == "vn"


def test_a_way_that_nothing_tells_is_not_guessed() -> None:
    event()

    assert the_visit() == ""


def test_guests_of_both_sides_tell_nothing() -> None:
    visit = event()
    for code in ("bg", "vn"):
        factories.participation(visit, factories.person(code), role="guest", side=factories.country(code))

    assert the_visit() == ""
