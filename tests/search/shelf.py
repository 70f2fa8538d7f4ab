"""A model of the index for tests of what it follows: documents on a shelf, replaced as the outbox names them.

It differs from the index in nothing but speed, so that every way of changing rows can be tried, and at random.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models

from articles.search import documents, outbox
from articles.search.documents import MODELS, Document
from tests import factories

Documents = dict[tuple[str, int], Document]


def public() -> Documents:
    """What everybody may read now."""
    rows = {
        kind: apps.get_model("articles", model)._default_manager.values_list("pk", flat=True)
        for kind, model in MODELS.items()
    }
    return {(kind, document.pk): document for kind, pks in rows.items() for document in documents.read(kind, pks)}


class Shelf:
    """What an index holds that was up to date when it was made, and has been drained since."""

    def __init__(self, held: Documents | None = None) -> None:
        """With what everybody may read now, and nothing to follow; or with what was `held` once, and all since then."""
        if held is None:
            outbox.due().delete()
        self.documents = public() if held is None else dict(held)

    def drain(self) -> int:
        """Work through the outbox as the index does; how many documents were looked at."""
        rows, looked_at = list(outbox.due()), 0
        for kind, keys in outbox.affected(rows).items():
            looked_at += len(keys)
            for pk in keys:
                self.documents.pop((kind, pk), None)
            self.documents |= {(kind, document.pk): document for document in documents.read(kind, keys)}
        outbox.remove([row.pk for row in rows])
        return looked_at

    def wrong(self) -> list[str]:
        """The documents that are not as everybody may read them now."""
        now = public()
        keys = self.documents.keys() | now.keys()
        return sorted(f"{kind} {pk}" for kind, pk in keys if self.documents.get((kind, pk)) != now.get((kind, pk)))


def world(size: int = 2) -> None:
    """So many of everything, each tied to what has the same number, and to the next."""
    factories.country("eu")
    stories, passages, people, terms, events, points = ([] for _ in range(6))  # type: ignore[var-annotated]
    for number in range(size):
        country, sector = ["bg", "vn", "fi", "us"][number % 4], factories.sector(f"sector-{number}")
        place, agency = factories.place(f"Place {number}", slug=f"place-{number}"), f"agency-{number}"
        body = factories.organization(f"Body {number}")
        post = factories.post(f"Post {number}", organization=body, country=factories.country(country))
        people.append(factories.person(f"Person {number}", country=factories.country(country)))
        factories.name(people[-1], f"Alias {number}")
        factories.name(body, f"Body alias {number}")
        stories.append(
            factories.article(
                f"Story {number}",
                agencies=[agency],
                place=place,
                people=people[-2:],
                countries=[country],
                organizations=[body],
                sectors=[sector],
                instruments=[factories.instrument(f"Instrument {number}")],
                published=f"2025-10-{number + 1:02}",
            )
        )
        passages.append(factories.passage(stories[-1], speaker=people[-1]))
        terms.append(factories.membership(people[-1], post, start=f"2024-0{number % 9 + 1}-01"))
        terms[-1].passages.set(passages[-2:])
        level = factories.level(f"{country}-level-{number}", sector=sector)
        events.append(
            factories.level_change(
                level.code,
                title=f"Change {number}",
                passages=passages[-1:],
                place=place,
                instrument=stories[-1].instruments.first(),
            )
        )
        side = factories.country(country)
        factories.participation(
            events[-1], people[-1], membership=terms[-1], passage=passages[0], side=side, title_as_printed="Host"
        )
        factories.participation(events[-1], body, passage=passages[-1])
        points.append(factories.commitment(f"Point {number}", sectors=[sector], through=body, to_countries=[country]))
        factories.telling(points[-1], passages[-1], speaker=people[0], event=events[0])


def copy(row: models.Model, **values: Any) -> models.Model:
    """Another row like one, not saved, with other values."""
    fields = (field for field in row._meta.concrete_fields if not field.primary_key)
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields} | values)


def uproot(rows: Iterable[models.Model], delete: Any) -> None:
    """Delete rows after all that hangs on them; `delete` deletes one model's rows, given their keys."""
    for row in rows:
        for relation in row._meta.related_objects:
            if relation.many_to_many:
                through = relation.through  # type: ignore[attr-defined]
                hanging = through._default_manager.filter(**{relation.field.m2m_reverse_field_name(): row.pk})
            else:
                hanging = relation.related_model._default_manager.filter(**{relation.field.name: row.pk})
            uproot([other for other in hanging if other != row], delete)
        for field in row._meta.many_to_many:
            through = getattr(type(row), field.name).through
            if through._meta.auto_created:
                uproot(through._default_manager.filter(**{field.m2m_field_name(): row.pk}), delete)  # type: ignore[attr-defined]
        delete(type(row), row.pk)


def insert(row: models.Model, verb: str = "INSERT") -> None:
    """Put a row into its table by SQL that no model sees; its key, where it has one, too."""
    fields = [field for field in row._meta.concrete_fields if getattr(row, field.attname) is not None]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f'{verb} INTO "{row._meta.db_table}" ({names}) VALUES ({", ".join(["%s"] * len(fields))})', values
        )


def update(row: models.Model, **values: Any) -> None:
    """Change a row by SQL that no model sees."""
    fields = {row._meta.get_field(name): value for name, value in values.items()}
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
    given = [field.get_db_prep_save(value, connection) for field, value in fields.items()]  # type: ignore[union-attr]
    key = row._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{row._meta.db_table}" SET {changes} WHERE "{key.column}" = %s', [*given, row.pk])


def delete(model: type[models.Model], pk: Any) -> None:
    """Delete a row by SQL that no model sees."""
    key = model._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE "{key.column}" = %s', [pk])
