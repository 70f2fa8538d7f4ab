"""Duplicates folded into one row: two rows of one person, organization or place, of which one stays.

Everything that points at the other one is found by its relations, so a relation that is added later is moved too. What
both already have is not kept twice; what only the other one had is filled in. Nothing that rests on a passage is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from articles.folding import fold
from articles.models import Membership, Merge, Name, Organization, Participation, Person, Place
from articles.vocabulary import NameKind, OrganizationKind, Script

MERGED: tuple[type[models.Model], ...] = (Person, Organization, Place)
OWN = {"id", "slug", "name", "sort_name", "name_order", "kind"}
"""Fields in which the row that stays is right, whatever the other one says."""


class MergeError(ValueError):
    """Two rows that cannot become one; its message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of one kind point at the other row, and some of them."""

    label: str
    count: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging would do: names kept as aliases, fields filled in, rows that move."""

    duplicate: Any
    keeper: Any
    aliases: tuple[str, ...]
    filled: tuple[tuple[str, str], ...]
    moved: tuple[Moved, ...]


def plan(duplicate: models.Model, keeper: models.Model) -> Plan:
    """What would happen; `MergeError` where the two cannot be one."""
    check(duplicate, keeper)
    moved = (_counted(relation, duplicate) for relation in relations(type(duplicate)))
    return Plan(
        duplicate,
        keeper,
        tuple(_aliases(duplicate, keeper)),
        tuple((str(field.verbose_name), str(value)) for field, value in _blanks(duplicate, keeper)),
        tuple(each for each in moved if each.count),
    )


@transaction.atomic
def merge(duplicate: Any, keeper: Any, *, reason: str = "", by: Any = None) -> Merge:
    """Fold `duplicate` into `keeper` and write it into the log; `MergeError` as with `plan`, and nothing is changed."""
    model = type(keeper)
    rows = {row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=[duplicate.pk, keeper.pk])}
    if len(rows) < len({duplicate.pk, keeper.pk}):
        raise MergeError("One of the two is no longer there: somebody may have merged them already.")
    duplicate, keeper = rows[duplicate.pk], rows[keeper.pk]
    check(duplicate, keeper)
    for field, value in list(_blanks(duplicate, keeper)):
        setattr(keeper, field.attname, value.pk if isinstance(value, models.Model) else value)
    _keep_names(duplicate, keeper)
    for relation in relations(model):
        _move(relation, duplicate, keeper)
    slug = duplicate.slug
    duplicate.delete()
    keeper.save()
    return Merge.objects.create(
        model=model._meta.model_name, from_slug=slug, into_slug=keeper.slug, reason=reason, merged_by=by
    )


def check(duplicate: Any, keeper: Any) -> None:
    """Refuse what would lose something, or make no sense."""
    if {type(duplicate), type(keeper)} not in ({kind} for kind in MERGED):
        raise MergeError("Only two people, two organizations or two places can be merged.")
    if duplicate.pk == keeper.pk:
        raise MergeError("A row cannot be merged into itself: choose two.")
    one, other = duplicate.slug, keeper.slug
    if one in _ways_on(keeper):
        raise MergeError(
            f"“{other}” was itself merged into “{one}” once: addresses would lead in a circle. "
            f"Merge “{other}” into “{one}” instead."
        )
    if isinstance(keeper, Person) and duplicate.wikidata and keeper.wikidata not in ("", duplicate.wikidata):
        ids = f"{duplicate.wikidata} and {keeper.wikidata}"
        raise MergeError(f"Wikidata knows them as two people, {ids}: mend the one that is wrong first.")
    between = {_parties(row) for row in (duplicate, keeper) if isinstance(row, Organization)} - {frozenset()}
    if len(between) > 1:
        raise MergeError("They are mechanisms of different countries: mend the one that is wrong first.")


def relations(model: type[models.Model]) -> list[Any]:
    """Every way in which another row points at one of a model: foreign keys, and ties of many to many."""
    found = model._meta.get_fields(include_hidden=True)
    return [each for each in found if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one)]


def _parties(row: Organization) -> frozenset[str]:
    """The countries that a mechanism belongs to; none of another body."""
    return frozenset(row.parties.values_list("pk", flat=True) if row.kind == OrganizationKind.MECHANISM else ())


def _ways_on(keeper: Any) -> set[str]:
    """Where the log says that the slug of a row led, step by step."""
    steps = dict(Merge.objects.filter(model=keeper._meta.model_name).values_list("from_slug", "into_slug"))
    seen: set[str] = set()
    slug = keeper.slug
    while slug in steps and steps[slug] not in seen:
        slug = steps[slug]
        seen.add(slug)
    return seen


def _counted(relation: Any, duplicate: Any) -> Moved:
    rows = relation.related_model._base_manager.filter(**{relation.field.name: duplicate})
    label = _other_end(relation)._meta
    count = rows.count()
    samples = tuple(_described(row, relation) for row in rows[:3]) if count else ()
    return Moved(str(label.verbose_name if count == 1 else label.verbose_name_plural), count, samples)


def _other_end(relation: Any) -> type[models.Model]:
    """What points at a row; of a tie, which has no name of its own, what it ties the row to."""
    model: type[models.Model] = relation.related_model
    ends = _ends(model, relation) if model._meta.auto_created else []
    return ends[0].related_model if ends else model


def _ends(model: Any, relation: Any) -> list[Any]:
    return [field for field in model._meta.fields if field.is_relation and field.name != relation.field.name]


def _described(row: models.Model, relation: Any) -> str:
    """A row in words; of a tie, the row at its other end."""
    if not row._meta.auto_created:
        return str(row)
    ends = _ends(row, relation)
    return str(getattr(row, ends[0].name)) if ends else str(row)


def _blanks(duplicate: Any, keeper: Any) -> Iterator[tuple[Any, Any]]:
    """The fields that are empty in the row that stays, and what the other one has there."""
    for field in keeper._meta.concrete_fields:
        if field.name not in OWN and not getattr(keeper, field.attname) and getattr(duplicate, field.attname):
            yield field, getattr(duplicate, field.name)


def _aliases(duplicate: Any, keeper: Any) -> Iterator[str]:
    """The forms of the other row's name that the row that stays does not have yet."""
    known = {keeper.name, *keeper.names.values_list("form", flat=True)}
    for form in dict.fromkeys([duplicate.name, *duplicate.names.values_list("form", flat=True)]):
        if form not in known:
            yield form


def _keep_names(duplicate: Any, keeper: Any) -> None:
    """The other row's own name becomes an alias; forms that both have stay once."""
    bearer = keeper._meta.model_name
    held = set(keeper.names.values_list("form", "kind"))
    for name in duplicate.names.all():
        if (name.form, name.kind) in held:
            name.delete()
    forms = {keeper.name, *keeper.names.values_list("form", flat=True), *duplicate.names.values_list("form", flat=True)}
    if duplicate.name not in forms:
        Name.objects.create(
            **{bearer: keeper}, form=duplicate.name, kind=NameKind.ALIAS, script=_script(duplicate.name)
        )


def _script(text: str) -> Script:
    return Script.CYRILLIC if any("\u0400" <= letter <= "\u04ff" for letter in fold(text)) else Script.LATIN


def _move(relation: Any, duplicate: Any, keeper: Any) -> None:
    """Have every row that points at the one point at the other, one by one where both may say the same."""
    model, name = relation.related_model, relation.field.name
    rows = model._base_manager.filter(**{name: duplicate})
    if not _is_unique(model, name):
        rows.update(**{name: keeper})
        return
    for row in rows:
        setattr(row, name, keeper)
        if model is Membership:
            _move_membership(row)
        elif (same := _same(row)) is None:
            model._base_manager.filter(pk=row.pk).update(**{name: keeper})
        else:
            if isinstance(row, Participation):
                _fold_participation(row, same)
            row.delete()


def _is_unique(model: type[models.Model], name: str) -> bool:
    """Whether some constraint on more than one field has to be looked at when the pointer changes."""
    meta = model._meta
    together = [fields for fields in meta.unique_together if name in fields]
    named = [rule for rule in meta.constraints if isinstance(rule, models.UniqueConstraint)]
    return bool(together) or any(name in rule.fields or rule.expressions for rule in named)


def _same(row: models.Model) -> Any:
    """The row that already says of the one that stays what a moved row would say; None where there is none."""
    if row._meta.auto_created:
        keys = {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.is_relation}
        return type(row)._base_manager.filter(**keys).exclude(pk=row.pk).first()
    others = type(row)._base_manager.exclude(pk=row.pk)
    for rule in row._meta.constraints:
        if not isinstance(rule, models.UniqueConstraint):
            continue
        fields = rule.fields or [field.name for field in row._meta.fields if _is_key_of_claim(field)]
        values = {name: getattr(row, name) for name in fields}
        if rule.condition is not None and None in values.values():
            continue
        empty = {f"{name}__isnull": True for name, value in values.items() if value is None}
        if same := others.filter(
            **empty, **{name: value for name, value in values.items() if value is not None}
        ).first():
            return same
    return None


def _is_key_of_claim(field: models.Field) -> bool:
    """Claims are unique by an expression over what they may be about, their field and their passage."""
    return field.is_relation or field.name == "field"


def _move_membership(row: Membership) -> None:
    """A post that both held in one term is one post held, unless the dates say otherwise: then it is another term."""
    others = list(Membership.objects.filter(person=row.person, post=row.post).exclude(pk=row.pk))
    same = next((other for other in others if _agree(row, other)), None)
    if same is None:
        terms = {other.term for other in others}
        row.term = next(term for term in (row.term, *range(1, len(terms) + 2)) if term not in terms)
        Membership.objects.filter(pk=row.pk).update(person=row.person, term=row.term)
        return
    same.start, same.end = same.start or row.start, same.end or row.end
    same.without_evidence = same.without_evidence or row.without_evidence
    same.save()
    same.passages.add(*row.passages.all())
    Participation.objects.filter(membership=row).update(membership=same)
    row.delete()


def _agree(one: Membership, other: Membership) -> bool:
    """Whether what two rows say of when a post was held can be true of one time."""
    return all(
        first is None or second is None or str(first) == str(second)
        for first, second in ((one.start, other.start), (one.end, other.end))
    )


def _fold_participation(row: Participation, same: Participation) -> None:
    """Fill in what only the other row says; its evidence stays with the event, its printed title with the person."""
    was_shown = Participation.objects.visible().filter(pk=same.pk).exists()
    for name in ("side", "membership", "passage"):
        if getattr(same, f"{name}_id") is None:
            setattr(same, name, getattr(row, name))
    if not same.title_as_printed:
        same.title_as_printed = row.title_as_printed
    elif row.title_as_printed not in ("", same.title_as_printed) and same.person:
        Name.objects.get_or_create(person=same.person, form=row.title_as_printed, kind=NameKind.PRINTED_TITLE)
    if row.passage and row.passage_id != same.passage_id:
        same.event.passages.add(row.passage)
    same.save()
    if was_shown and row.passage and not Participation.objects.visible().filter(pk=same.pk).exists():
        same.event.passages.add(row.passage)  # what everybody could read does not hide behind a draft
        same.passage = None
        same.save()
