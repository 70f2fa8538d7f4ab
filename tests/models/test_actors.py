"""People in posts over time, as far as the sources tell; the names of all who act."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from articles.dates import Truth
from articles.models import Mechanism, Membership, Name, Organization, Person
from articles.vocabulary import OrganizationKind
from tests import factories as make

pytestmark = pytest.mark.django_db

DAYS = [date(2016, 1, 1), date(2017, 1, 22), date(2020, 6, 1), date(2025, 12, 31), date(2026, 1, 1)]
SPANS = [
    ("2017-01-22", "2025-12-31"),
    ("2017-01-22", None),
    (None, "2025-12-31"),
    (None, None),
    ("2017", "2025"),
    ("../2020-05-01", "2021-01-01/.."),
    ("2017-01-22", "2020-07-01/.."),
]


@pytest.mark.parametrize(("start", "end"), SPANS)
def test_querysets_and_rows_agree_on_who_was_in_office(start: str | None, end: str | None) -> None:
    held = make.membership(make.person(), make.post(), start, end)

    for day in DAYS:
        assert Membership.objects.in_force(day).exists() is (held.holds(day) is Truth.YES)
        assert Membership.objects.possible(day).exists() is (held.holds(day) is not Truth.NO)


def test_a_person_is_visible_by_what_everybody_may_read() -> None:
    tagged, drafted, guest, speaker, holder = (make.person(name) for name in ("A", "B", "C", "D", "E"))
    story = make.article(people=[tagged])
    passage = make.passage(story)
    make.article(status="draft", people=[drafted])
    make.participation(make.event(passages=[passage]), guest)
    make.telling(make.commitment(), passage, speaker=speaker)
    make.membership(holder, make.post(), "2017").passages.add(passage)

    assert set(Person.objects.visible()) == {tagged, guest, speaker, holder}


def test_a_second_term_in_a_post_is_another_membership() -> None:
    who, office = make.person(), make.post()
    make.membership(who, office, "2017")
    make.membership(who, office, "2023", term=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.membership(who, office, "2024", term=2)


def test_a_mechanism_is_an_organization_of_that_kind() -> None:
    make.organization("European Commission")
    Mechanism.objects.create(slug="committee", name="Intergovernmental Committee")

    assert [row.name for row in Mechanism.objects.all()] == ["Intergovernmental Committee"]
    assert Organization.objects.get(slug="committee").kind == OrganizationKind.MECHANISM


def test_names_mean_their_bearer_whatever_the_marks_and_only_in_their_time() -> None:
    who = make.person()
    make.name(who, "Tô Lâm")
    make.name(who, "Vietnamese Party chief", valid_from=date(2024, 8, 3))

    assert Name.objects.meaning("TO LAM").get().bearer == who
    assert Name.objects.meaning("vietnamese party chief", date(2025, 10, 23)).exists()
    assert not Name.objects.meaning("vietnamese party chief", date(2020, 1, 1)).exists()


def test_a_name_belongs_to_one_bearer_once() -> None:
    who = make.person()
    make.name(who, "To Lam")

    for wrong in ({"person": who}, {}, {"person": who, "country": make.country("vn"), "kind": "preferred"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Name.objects.create(form="To Lam", **wrong)
