"""Whatever changes a row, and by whatever door: the outbox names every document that shows it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from articles.models import (
    Agency,
    Article,
    ArticleAgency,
    ArticleVersion,
    Commitment,
    Country,
    Instrument,
    Membership,
    Name,
    Organization,
    Outbox,
    Participation,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Place,
    Post,
    Sector,
    Telling,
)
from articles.search import outbox
from articles.search.reach import DOCUMENTS, STEPS
from articles.search.triggers.followed import FOLLOWED
from tests import factories
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db

# What makes of a row of each table another one, and shows.
OTHER: dict[type[models.Model], dict[str, Any]] = {
    Agency: {"code": "new"},
    Article: {"slug": "new", "headline": "New"},
    ArticleAgency: {"agency": Agency, "position": 2},
    ArticleVersion: {"number": 9, "body": "A new text.\n\nOf two."},
    Article.countries.through: {"country": Country},
    Article.instruments.through: {"instrument": Instrument},
    Article.organizations.through: {"organization": Organization},
    Article.people.through: {"person": Person},
    Article.sectors.through: {"sector": Sector},
    Commitment: {"key": "newkey22", "summary": "New"},
    Commitment.from_countries.through: {"country": Country},
    Commitment.sectors.through: {"sector": Sector},
    Commitment.to_countries.through: {"country": Country},
    Country: {"name": "New"},
    Instrument: {"slug": "new", "title": "New"},
    Membership: {"post": Post, "term": 2},
    Membership.passages.through: {"passage": Passage},
    Name: {"form": "New"},
    Organization: {"slug": "new", "name": "New"},
    Participation: {"role": "mentioned-absent", "title_as_printed": "New"},
    PartnershipEvent: {"slug": "new", "title": "New"},
    PartnershipEvent.parties.through: {"country": Country},
    PartnershipEvent.passages.through: {"passage": Passage},
    PartnershipLevel: {"code": "bg-new", "label": "New"},
    Passage: {"key": "newkey22", "exact": "New"},
    Person: {"slug": "new", "name": "New"},
    Place: {"slug": "new", "name": "New"},
    Post: {"slug": "new", "label": "New"},
    Sector: {"code": "new", "label": "New"},
    Telling: {"modality": "asked", "event": PartnershipEvent},
}


def other(row: models.Model) -> dict[str, Any]:
    """The values that make another row of one: fields, and for foreign keys a row that it does not name."""
    values = {}
    for name, value in OTHER[type(row)].items():
        if isinstance(value, type):
            ties = {name: getattr(row, f"{name}_id")}
            taken = _neighbours(row, name)
            values[name] = value._default_manager.exclude(pk__in=[*taken, *ties.values()]).order_by("pk").last()  # type: ignore[attr-defined]
            assert values[name] is not None
        else:
            values[name] = value
    return values


def _neighbours(row: models.Model, name: str) -> list[Any]:
    """What rows that name the same as this one name."""
    keys = [field.name for field in row._meta.concrete_fields if field.is_relation and field.name != name]
    same = type(row)._default_manager.filter(**{keys[0]: getattr(row, f"{keys[0]}_id")})  # type: ignore[attr-defined]
    return list(same.values_list(name, flat=True))


def save(row: models.Model) -> None:
    for name, value in other(row).items():
        setattr(row, name, value)
    row.save()


def queryset_update(row: models.Model) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**other(row))


def bulk_create(row: models.Model) -> None:
    type(row)._default_manager.bulk_create([another(row)])


def bulk_update(row: models.Model) -> None:
    values = other(row)
    for name, value in values.items():
        setattr(row, name, value)
    type(row)._default_manager.bulk_update([row], list(values))


def queryset_delete(row: models.Model) -> None:
    shelf.uproot([row], lambda model, pk: model._base_manager.filter(pk=pk).delete())


def sql_insert(row: models.Model) -> None:
    shelf.insert(another(row))


def sql_update(row: models.Model) -> None:
    shelf.update(row, **{name: getattr(value, "pk", value) for name, value in other(row).items()})


def sql_delete(row: models.Model) -> None:
    shelf.uproot([row], shelf.delete)


def sql_replace(row: models.Model) -> None:
    for name, value in other(row).items():
        setattr(row, name, value)
    shelf.insert(row, "REPLACE")


def another(row: models.Model) -> models.Model:
    values = other(row) | ({"code": "zz"} if isinstance(row, Country) else {})
    made = shelf.copy(row)
    for name, value in values.items():
        setattr(made, name, value)
    return made


UPDATES = [queryset_update, save, bulk_update, sql_update, sql_replace]
INSERTS = [bulk_create, sql_insert]
DELETES = [sql_delete, queryset_delete]


@pytest.mark.parametrize("model", OTHER, ids=lambda model: model.__name__)
def test_a_change_by_any_door_is_followed(model: type[models.Model]) -> None:
    shelf.world()
    held = Shelf().documents
    for doors in (UPDATES, INSERTS, DELETES):
        first, *others = doors
        with transaction.atomic():
            rows = written(model, first)
            trial = Shelf(held)
            trial.drain()

            assert rows
            assert trial.wrong() == [], first.__name__
            transaction.set_rollback(True)
        for door in others:
            with transaction.atomic():
                assert written(model, door) >= rows, door.__name__
                transaction.set_rollback(True)


def written(model: type[models.Model], door: Callable[[models.Model], None]) -> set[tuple[str, ...]]:
    """What the outbox has after a row went through a door; without keys where it came in, since these differ."""
    row = model._default_manager.order_by("pk").first()
    assert row is not None
    if door is save and model is ArticleVersion:  # a version is never changed, says its model
        door = queryset_update
    if door is sql_replace and connection.vendor != "sqlite":  # PostgreSQL has no REPLACE
        door = queryset_update
    door(row)
    columns = ("model", "reason") if door in INSERTS else ("model", "object_id", "reason")
    return set(Outbox.objects.values_list(*columns))


def test_every_table_that_is_followed_is_tried() -> None:
    assert {followed.model for followed in FOLLOWED} == set(OTHER)


MANY: list[Callable[[Any], object]] = [
    lambda tags: tags.add(tags.model._default_manager.exclude(pk__in=tags.all()).first()),
    lambda tags: tags.remove(tags.first()),
    lambda tags: tags.clear(),
    lambda tags: tags.set(tags.model._default_manager.all()),
    lambda tags: tags.set([]),
    lambda tags: tags.through._default_manager.all().delete(),
]
TAGS = [
    (Article, "people"), (Article, "countries"), (Article, "organizations"), (Article, "sectors"),
    (PartnershipEvent, "parties"), (PartnershipEvent, "passages"), (Membership, "passages"), (Passage, "events"),
    (Commitment, "from_countries"), (Commitment, "to_countries"), (Commitment, "sectors"), (Person, "articles"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name"), TAGS, ids=lambda value: getattr(value, "__name__", value))
def test_what_is_tied_and_untied_is_followed(model: type[models.Model], name: str) -> None:
    shelf.world(3)
    before = Shelf().documents
    for change in MANY:
        held = Shelf(before)
        with transaction.atomic():
            change(getattr(model._default_manager.order_by("pk").first(), name))
            held.drain()

            assert held.wrong() == []
            transaction.set_rollback(True)


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


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_articles_withdrawn_all_at_once_are_gone(status: str) -> None:
    shelf.world()
    held = Shelf()

    Article.objects.update(status=status)
    held.drain()

    assert held.documents == {}


def test_what_nothing_shows_is_not_written_down() -> None:
    shelf.world()
    Outbox.objects.all().delete()

    Person.objects.update(wikidata="Q42", family_name="New")
    Article.objects.update(source_id="", published_note="New", modified=timezone.now())
    for article in Article.objects.all():
        article.save()

    assert not Outbox.objects.exists()


def test_a_row_that_a_person_takes_part_in_does_not_name_all_that_shows_the_person() -> None:
    shelf.world(3)
    held = Shelf()
    who = Person.objects.order_by("pk")[0]
    assert len(outbox.affected([Outbox(model="person", object_id=str(who.pk))])["event"]) > 0

    factories.participation(factories.event("Apart"), who)
    rows = list(outbox.due())

    assert outbox.affected(rows) == {"event": {PartnershipEvent.objects.get(title="Apart").pk}, "person": {who.pk}}
    assert held.wrong() == []


def test_an_embargo_is_written_down_once_for_its_end() -> None:
    until = timezone.now() + timedelta(hours=1)
    story = factories.article("Canary", visible_from=until)
    story.headline = "Canaries"
    story.save()

    assert [row.due for row in Outbox.objects.filter(reason="embargo")] == [until]

    Article.objects.update(visible_from=until + timedelta(hours=1))

    assert Outbox.objects.filter(reason="embargo").count() == 2


def test_rows_are_due_at_once() -> None:
    factories.article()

    assert outbox.due().count() == Outbox.objects.count() > 0


def test_what_is_enqueued_by_hand_names_itself_alone() -> None:
    outbox.enqueue([("event", 7), ("article", 8), ("event", 7)])

    assert outbox.affected(outbox.due()) == {"event": {7}, "article": {8}}


@pytest.mark.parametrize("row", [("nonsense", "1"), ("article", "x"), ("person", "-1"), ("article", "")])
def test_rows_that_make_no_sense_are_passed_over(row: tuple[str, str]) -> None:
    assert outbox.affected([Outbox(model=row[0], object_id=row[1])]) == {}


def test_steps_lead_downwards() -> None:
    places = list(STEPS)

    for place, (node, steps) in enumerate(STEPS.items()):
        assert node not in DOCUMENTS
        assert all(step.node in DOCUMENTS or places.index(step.node) > place for step in steps), node
    for followed in FOLLOWED:
        assert all(node in STEPS or node in DOCUMENTS for node, _ in followed.written)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_a_truncated_table_has_the_index_made_anew() -> None:
    shelf.world()
    Outbox.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or nothing can be truncated while checks wait
        cursor.execute("TRUNCATE articles_article_people")

    assert outbox.asks_for_everything()
