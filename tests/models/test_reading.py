"""What pages read along with rows: only what everybody may read, in few queries."""

import pytest

from articles.models import Agency, Commitment, Country, PartnershipEvent, Passage, Person, Place, Sector
from tests import factories

pytestmark = pytest.mark.django_db


def hidden_passage() -> Passage:
    return factories.passage(factories.article(status="draft"))


def test_a_country_is_shown_once_something_readable_names_it() -> None:
    factories.event(parties=("bg", "vn"), passages=[factories.passage()])
    factories.event(parties=("fi", "us"), passages=[hidden_passage()])
    factories.country("eu")

    assert set(Country.objects.visible().values_list("code", flat=True)) == {"bg", "vn"}


def test_the_country_of_a_readable_person_is_shown() -> None:
    someone = factories.person(country=factories.country("fi"))
    factories.article(people=[someone])

    assert Country.objects.visible().get().code == "fi"


def test_a_place_of_drafts_only_is_not_shown() -> None:
    factories.article(place=factories.place("Sofia"))
    factories.article(place=factories.place("Hidden"), status="draft")
    factories.event(place=factories.place("Hidden too"), passages=[hidden_passage()])

    assert [place.name for place in Place.objects.visible()] == ["Sofia"]


def test_an_agency_of_drafts_only_is_not_shown() -> None:
    factories.article(agencies=["vns"])
    factories.article(agencies=["hid"], status="draft")

    assert [agency.code for agency in Agency.objects.visible()] == ["vns"]


def test_a_sector_is_shown_with_what_is_broader() -> None:
    broader = factories.sector("economy")
    factories.telling(factories.commitment(sectors=[factories.sector("trade", broader=broader)]), factories.passage())
    factories.telling(factories.commitment(sectors=[factories.sector("secret")]), hidden_passage())

    assert {sector.code for sector in Sector.objects.visible()} == {"economy", "trade"}


def test_the_speaker_of_a_readable_passage_is_shown() -> None:
    speaker = factories.person()
    factories.passage(factories.article(), speaker=speaker)
    factories.passage(factories.article(status="draft"), speaker=factories.person("Hidden"))

    assert Person.objects.visible().get() == speaker


def test_evidence_read_along_is_only_what_everybody_may_read() -> None:
    seen = factories.passage()
    factories.event(passages=[seen, hidden_passage()])

    (event,) = PartnershipEvent.objects.visible().with_evidence()

    assert list(event.passages.all()) == [seen]


def test_a_post_that_rests_on_a_draft_is_not_shown_as_capacity() -> None:
    event = factories.event(passages=[factories.passage()])
    lam = factories.person()
    known = factories.membership(lam, factories.post("General Secretary"), without_evidence=True)
    hidden = factories.membership(lam, factories.post("Hidden post"))
    hidden.passages.add(hidden_passage())
    factories.participation(event, lam, role="guest", membership=known)
    factories.participation(event, lam, role="speaker", membership=hidden)

    (row,) = PartnershipEvent.objects.with_participants()

    assert {one.role: one.membership for one in row.participations.all()} == {"guest": known, "speaker": None}


def test_a_telling_without_evidence_does_not_show_a_draft() -> None:
    event = factories.event(passages=[hidden_passage()])
    factories.telling(factories.commitment(), hidden_passage(), event=event, without_evidence=True)

    (point,) = Commitment.objects.visible().told()
    (telling,) = point.tellings.all()

    assert (telling.passage, telling.event) == (None, None)


def test_tellings_come_in_the_order_they_were_told() -> None:
    point = factories.commitment()
    later = factories.telling(point, factories.passage(factories.article(published="2025-10-24")), "stated")
    first = factories.telling(point, factories.passage(factories.article(published="2025-10-23")), "pledged")

    (row,) = Commitment.objects.visible().told()

    assert list(row.tellings.all()) == [first, later]


def test_parts_and_reports_are_counted_as_far_as_everybody_may_read() -> None:
    visit = factories.event(kind="visit", passages=[factories.passage(), factories.passage(), hidden_passage()])
    factories.event("Talks", parent=visit, passages=[factories.passage()])
    factories.event("Hidden", parent=visit, passages=[hidden_passage()])

    row = PartnershipEvent.objects.counted().get(pk=visit.pk)

    assert (row.part_count, row.report_count) == (1, 2)


def test_a_part_leads_where_nobody_may_read_of_the_whole() -> None:
    visit = factories.event("Visit", passages=[hidden_passage()])
    part = factories.event("Talks", parent=visit, passages=[factories.passage()])

    assert list(PartnershipEvent.objects.visible().leading()) == [part]
