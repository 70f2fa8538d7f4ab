"""How far a change reaches: to what shows it in one way only, and no further than it shows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from articles.models import Article, Outbox, PartnershipEvent, Passage, Person
from articles.search import outbox
from articles.search.reach import DOCUMENTS, STEPS
from articles.search.triggers.followed import FOLLOWED
from tests import factories
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db


def quoted(**tags: Any) -> Passage:
    """A passage of an article that is tagged with nothing else."""
    return factories.passage(factories.article(**tags))


def withdraw(passage: Passage) -> Callable[[], object]:
    return lambda: Article.objects.filter(versions__passages=passage).update(status="withdrawn")


def rename(row: models.Model, **values: Any) -> Callable[[], object]:
    return lambda: type(row)._default_manager.filter(pk=row.pk).update(**(values or {"slug": "new", "name": "New"}))


def a_person_whom_one_article_names() -> Callable[[], object]:
    return withdraw(quoted(people=[factories.person()]))


def a_person_who_took_part() -> Callable[[], object]:
    event = factories.event(without_evidence=True)
    factories.participation(event, factories.person())
    return rename(event, without_evidence=False)


def a_person_who_took_part_as_a_passage_tells() -> Callable[[], object]:
    passage = quoted()
    factories.participation(factories.event(without_evidence=True), factories.person(), passage=passage)
    return withdraw(passage)


def a_person_who_told() -> Callable[[], object]:
    passage = quoted()
    factories.telling(factories.commitment(), passage, speaker=factories.person())
    return withdraw(passage)


def a_sector_of_an_event_that_a_passage_tells() -> Callable[[], object]:
    passage = quoted()
    point = factories.commitment(sectors=[factories.sector()])
    factories.telling(point, passage, event=factories.event(without_evidence=True))
    return withdraw(passage)


def an_office_in_an_event() -> Callable[[], object]:
    who = factories.person()
    term = factories.membership(who, factories.post(), without_evidence=True)
    factories.participation(factories.event(passages=[quoted()]), who, membership=term)
    return rename(term, without_evidence=False)


def somebody_else_in_an_office() -> Callable[[], object]:
    term = factories.membership(factories.person(), factories.post())
    term.passages.add(quoted())
    return rename(term, person=factories.person("Rumen Radev"))


def a_country_of_an_event() -> Callable[[], object]:
    factories.event(passages=[quoted()], parties=["bg"])
    return rename(factories.country("bg"), name="New")


def a_country_by_which_participants_are_in_order() -> Callable[[], object]:
    event = factories.event(passages=[quoted()], parties=[])
    for code, name in (("bg", "Tô Lâm"), ("vn", "Rumen Radev")):
        factories.participation(event, factories.person(name), side=factories.country(code))
    return rename(factories.country("bg"), name="Zzz")


def a_country_that_a_commitment_is_from() -> Callable[[], object]:
    factories.telling(factories.commitment(from_countries=["bg"], to_countries=[]), quoted())
    return rename(factories.country("bg"), name="New")


def a_country_that_a_commitment_is_to() -> Callable[[], object]:
    factories.telling(factories.commitment(from_countries=[], to_countries=["bg"]), quoted())
    return rename(factories.country("bg"), name="New")


def an_organization_of_an_article() -> Callable[[], object]:
    body = factories.organization()
    factories.article(organizations=[body])
    return rename(body)


def an_organization_that_took_part() -> Callable[[], object]:
    body = factories.organization()
    factories.participation(factories.event(without_evidence=True), body)
    return rename(body)


def an_organization_that_took_part_as_a_passage_tells() -> Callable[[], object]:
    body = factories.organization()
    factories.participation(factories.event(passages=[quoted()]), body, passage=quoted())
    return rename(body)


def a_person_who_took_part_and_is_renamed() -> Callable[[], object]:
    who = factories.person()
    factories.participation(factories.event(passages=[quoted()]), who, passage=quoted())
    return rename(who)


def a_sector_of_an_article() -> Callable[[], object]:
    sector = factories.sector()
    factories.article(sectors=[sector])
    return rename(sector, code="new")


def an_event_of_a_commitment() -> Callable[[], object]:
    event = factories.event(without_evidence=True)
    factories.telling(factories.commitment(), without_evidence=True, event=event)
    return rename(event, start_earliest="2024-01-01")


ONE_WAY = [
    a_person_whom_one_article_names, a_person_who_took_part, a_person_who_took_part_as_a_passage_tells,
    a_person_who_told, a_sector_of_an_event_that_a_passage_tells, an_office_in_an_event, somebody_else_in_an_office,
    a_country_of_an_event, a_country_by_which_participants_are_in_order, a_country_that_a_commitment_is_from,
    a_country_that_a_commitment_is_to, an_organization_of_an_article, an_organization_that_took_part,
    an_organization_that_took_part_as_a_passage_tells, a_person_who_took_part_and_is_renamed, a_sector_of_an_article,
    an_event_of_a_commitment,
]  # fmt: skip


@pytest.mark.parametrize("prepare", ONE_WAY)
def test_what_is_shown_in_one_way_only_is_followed(prepare: Callable[[], Callable[[], object]]) -> None:
    change = prepare()
    held = Shelf()

    change()

    assert held.wrong() != [], "nothing shows it"
    held.drain()
    assert held.wrong() == []


def test_a_row_that_a_person_takes_part_in_does_not_name_all_that_shows_the_person() -> None:
    shelf.world(3)
    held = Shelf()
    who = Person.objects.order_by("pk")[0]
    assert len(outbox.affected([Outbox(model="person", object_id=str(who.pk))])["event"]) > 0

    factories.participation(factories.event("Apart"), who)
    rows = list(outbox.due())

    assert outbox.affected(rows) == {"event": {PartnershipEvent.objects.get(title="Apart").pk}, "person": {who.pk}}
    assert held.wrong() == []


def test_steps_lead_downwards() -> None:
    places = list(STEPS)

    for place, (node, steps) in enumerate(STEPS.items()):
        assert node not in DOCUMENTS
        assert all(step.node in DOCUMENTS or places.index(step.node) > place for step in steps), node
    for followed in FOLLOWED:
        assert all(node in STEPS or node in DOCUMENTS for node, _ in followed.written)
