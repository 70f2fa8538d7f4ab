"""Events between countries, level changes, partnerships and commitments: what the database holds by itself."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from articles.models import Commitment, Instrument, Participation, Partnership, PartnershipEvent
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "level-change"},
        {"kind": "relations-established"},
        {"kind": "talks", "start": "2025-10-24", "end": "2025-10-23"},
    ],
)
def test_an_event_that_cannot_be_is_refused_by_the_database(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.event(**wrong)


def test_a_date_that_ends_before_it_begins_is_refused_by_the_database() -> None:
    make.event()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipEvent.objects.update(start_latest=date(1990, 1, 1))


def test_only_a_level_change_has_levels() -> None:
    event = make.event()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipEvent.objects.filter(pk=event.pk).update(level_to=make.level())


def test_an_event_is_not_part_of_itself() -> None:
    event = make.event()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipEvent.objects.filter(pk=event.pk).update(parent=event)


def test_events_between_two_are_those_that_both_are_party_to() -> None:
    both = make.event(parties=["bg", "vn"])
    make.event(parties=["bg", "fi"])

    assert list(PartnershipEvent.objects.between("vn", "bg")) == [both]


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "found"),
    [
        ("2025-10-22", "2025-10-24", "2025-10-24", None, True),
        ("2025-10-22", "2025-10-24", "2025-10-25", None, False),
        ("2025-10-22", None, "2025-10-23", None, False),
        ("2025-10", None, "2025-10-31", "2025-11-01", True),
        ("2025-10-22", "2025-10-24", None, "2025-10-21", False),
        (None, None, None, None, False),
        ("2025-10-22", "2025-10-24/..", "2030-01-01", None, True),
    ],
)
def test_dated_reaches_from_the_first_day_of_an_event_to_its_last(
    start: str | None, end: str | None, first: str | None, last: str | None, found: bool
) -> None:
    make.event(start=start, end=end)

    days = [text and date.fromisoformat(text) for text in (first, last)]

    assert PartnershipEvent.objects.dated(*days).exists() is found  # type: ignore[arg-type]


def test_events_without_a_date_come_last_in_either_order() -> None:
    undated, old, new = make.event("u", start=None), make.event("o", start="1950"), make.event("n")

    assert list(PartnershipEvent.objects.oldest_first()) == [old, new, undated]
    assert list(PartnershipEvent.objects.newest_first()) == [new, old, undated]


def test_someone_takes_part_once_in_a_role_as_a_person_or_an_organization() -> None:
    event, who = make.event(), make.person()
    make.participation(event, who, role="host")
    make.participation(event, who, role="speaker")

    for wrong in ({"person": who, "role": "host"}, {}, {"person": who, "organization": make.organization()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participation.objects.create(event=event, **wrong)


def test_those_only_mentioned_did_not_attend() -> None:
    event = make.event(passages=[make.passage()])
    host = make.participation(event, make.person("Host"), role="host")
    make.participation(event, make.person("Absent"), role="mentioned-absent")

    assert list(Participation.objects.attended()) == [host]


def test_a_participation_told_only_by_a_draft_is_hidden_though_its_event_shows() -> None:
    event = make.event(passages=[make.passage()])
    shown = make.participation(event, make.person("Shown"))
    make.participation(event, make.person("Drafted"), passage=make.passage(make.article(status="draft")))

    assert list(Participation.objects.visible()) == [shown]


def test_a_partnership_is_one_pair_in_the_order_of_codes() -> None:
    pair = make.partnership("vn", "bg")

    assert (pair.slug, pair.get_absolute_url()) == ("bg-vn", "/partnerships/bg-vn/")
    assert Partnership.objects.between("vn", "bg").get() == pair
    for first, second in (("bg", "vn"), ("vn", "bg"), ("vn", "vn")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Partnership.objects.create(first_id=first, second_id=second)


def test_a_partnership_is_visible_with_an_event_of_the_two() -> None:
    pair = make.partnership()
    make.partnership("bg", "fi")
    make.event(parties=["bg", "fi"])
    make.event(passages=[make.passage()])

    assert list(Partnership.objects.visible()) == [pair]


def test_commitments_between_two_leave_out_what_concerns_a_third() -> None:
    both = make.commitment()
    one_way = make.commitment("Visas", ["vn"], ["bg"])
    make.commitment("With a third", ["vn", "fi"], ["bg"])
    make.commitment("Others", ["us"], ["vn"])

    assert list(Commitment.objects.latest_between("bg", "vn", 9)) == [one_way, both]


def test_a_commitment_is_told_once_by_a_passage_in_a_way() -> None:
    point, passage = make.commitment(), make.passage()
    make.telling(point, passage, "pledged")
    make.telling(point, passage, "stated")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.telling(point, passage, "pledged")


def test_instruments_show_when_something_readable_names_them() -> None:
    named, dated, hidden = (make.instrument(title, parties=["bg", "vn"]) for title in ("A", "B", "C"))
    make.article(instruments=[named])
    make.event(instrument=dated, passages=[make.passage()])
    make.event(instrument=hidden)

    assert set(Instrument.objects.visible()) == {named, dated}
    assert Instrument.objects.between("vn", "bg").count() == 3
