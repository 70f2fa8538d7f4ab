"""Queries that are compiled once and asked again with other values."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Commitment, Country, Partnership, PartnershipEvent
from articles.models.among import Among
from articles.models.kept import Kept, Slot, give
from articles.models.moments import AsKnown, Moment
from tests import factories

pytestmark = pytest.mark.django_db


def _events(at: Moment) -> Any:
    rows = PartnershipEvent.objects.filter(Among("pk", Slot("keys"))).dated(None, Slot("until"))
    return rows.visible(at).select_related("place").oldest_first()


KEPT = Kept(_events)


def test_a_query_is_asked_again_with_other_values() -> None:
    told = [factories.passage()]
    first = factories.event("First", start="2020-01-01", place=factories.place("Sofia"), passages=told)
    second = factories.event("Second", start="2021-01-01", passages=told)
    keys = [first.pk, second.pk]

    assert [row.title for row in KEPT(keys=keys, until=date(2025, 1, 1))] == ["First", "Second"]
    assert [row.title for row in KEPT(keys=keys, until=date(2020, 6, 1))] == ["First"]
    assert [row.title for row in KEPT(keys=[second.pk], until=date(2025, 1, 1))] == ["Second"]
    assert list(KEPT(keys=[], until=date(2025, 1, 1))) == []
    with CaptureQueriesContext(connection) as asked:
        assert KEPT(keys=keys, until=date(2025, 1, 1))[0].place.name == "Sofia"
    assert len(asked) == 1


def test_the_moment_is_that_of_asking_not_of_compiling() -> None:
    story = factories.article(visible_from=datetime(2100, 1, 1, tzinfo=UTC), published="2025-10-23")
    event = factories.event("Embargoed", passages=[factories.passage(story)])
    values = {"keys": [event.pk], "until": date(2200, 1, 1)}

    assert list(KEPT(**values)) == []
    assert list(KEPT(at=datetime(2100, 1, 2, tzinfo=UTC), **values)) == [event]
    assert list(KEPT(at=AsKnown(date(2025, 10, 23)), **values)) == []
    type(story).objects.update(visible_from=None)
    assert list(KEPT(**values)) == [event]
    assert list(KEPT(at=AsKnown(date(2025, 10, 22)), **values)) == []
    assert list(KEPT(at=AsKnown(date(2025, 10, 23)), **values)) == [event]


def test_a_slot_in_a_list_of_values_is_refused_and_not_looked_for_as_a_text() -> None:
    kept = Kept(lambda at: PartnershipEvent.objects.filter(parties__in=[Slot("one")]))

    with pytest.raises(TypeError, match="comes later"):
        list(kept(one="vn"))


def test_texts_may_come_later_too() -> None:
    factories.countries(["bg", "vn", "fi"])
    kept = Kept(lambda at: Country.objects.filter(Among("code", Slot("codes", "text"))).order_by("code"))

    assert [row.code for row in kept(codes={"vn", "bg"})] == ["bg", "vn"]


def test_what_is_given_to_a_relation_is_what_it_answers() -> None:
    event = factories.event(passages=[factories.passage()])

    give(event, "passages", [])

    assert list(event.passages.all()) == []


def test_points_between_two_are_found_from_either_side_the_last_first() -> None:
    ways = [
        (("bg",), ("vn",)),
        (("vn",), ("bg",)),
        (("bg", "vn"), ("bg", "vn")),
        (("bg",), ("vn", "fi")),
        (("fi",), ("vn",)),
    ]
    keys = [factories.commitment(f"Point {number}", *ends).pk for number, ends in enumerate(ways)]

    for pair in (("bg", "vn"), ("vn", "bg")):
        found = Commitment.objects.latest_between(*pair, 2).values_list("pk", flat=True)
        assert list(found) == [keys[2], keys[1]]
        every = Commitment.objects.latest_between(*pair, 9).values_list("pk", flat=True)
        assert list(every) == [keys[2], keys[1], keys[0]]


def test_events_between_two_are_the_same_from_either_side() -> None:
    both = factories.event("Both")
    factories.event("One", parties=("bg", "fi"))
    assert Partnership.objects.count() == 0

    for pair in (("bg", "vn"), ("vn", "bg")):
        assert list(PartnershipEvent.objects.between(*pair)) == [both]
