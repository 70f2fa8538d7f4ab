"""What a suggestion says, as rows of the archive: what an editor's form begins with, and what accepting takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from articles.folding import fold
from articles.imports.suggestions import record
from articles.models import (
    Country,
    Instrument,
    Organization,
    PartnershipLevel,
    Person,
    Sector,
    Suggestion,
)
from articles.vocabulary import EventKind, EventStatus, SuggestionType

NAMED: dict[str, tuple[type[models.Model], str]] = {
    SuggestionType.PERSON: (Person, "people"),
    SuggestionType.COUNTRY: (Country, "countries"),
    SuggestionType.ORGANIZATION: (Organization, "organizations"),
    SuggestionType.INSTRUMENT: (Instrument, "instruments"),
    SuggestionType.SECTOR: (Sector, "sectors"),
}
"""What a suggestion of a type names, and the article's field that is tagged with it."""


ATTENDED = (
    EventKind.VISIT,
    EventKind.TALKS,
    EventKind.MEETING,
    EventKind.CONFERENCE,
    EventKind.CEREMONY,
    EventKind.PRESS_BRIEFING,
    EventKind.SIGNING,
    EventKind.SPEECH,
    EventKind.INVITATION,
)
"""Kinds of events that people take part in: whom the words name was there, as a rule."""


@dataclass(frozen=True)
class Chosen:
    """The fields of a suggestion as rows. `target` is what the article is tagged with, or an event or commitment that
    is there already and that the words are told of once more; `day` is in the form of `articles.dates`.
    """

    label: str
    quote: str
    target: Any = None
    kind: str = ""
    status: str = EventStatus.OCCURRED
    modality: str = ""
    origin: tuple[Country, ...] = ()
    to: tuple[Country, ...] = ()
    through: Organization | None = None
    sectors: tuple[Sector, ...] = ()
    speaker: Person | None = None
    participants: tuple[Person, ...] = ()
    day: str = ""
    level: PartnershipLevel | None = None


def chosen(row: Suggestion) -> Chosen:
    """What a suggestion says; what the archive has no row for is left out."""
    found = record(row)
    return Chosen(
        label=found.label,
        quote=found.quote,
        target=_target(row.type, found.key),
        kind=found.kind,
        status=_status(found.kind, found.rule),
        modality=found.modality,
        origin=_countries(found.origin),
        to=_countries(found.to),
        through=_by_slug(Organization, found.through),
        sectors=tuple(Sector.objects.filter(code__in=found.sectors)),
        speaker=_by_slug(Person, found.speaker),
        participants=participants(row, found.speaker) if found.kind in ATTENDED else (),
        day=found.day,
        level=PartnershipLevel.objects.filter(code=found.level).first() if found.level else None,
    )


def participants(row: Suggestion, speaker: str = "") -> tuple[Person, ...]:
    """The people whom the quoted words name, among those that the article is tagged with or may be; and the speaker."""
    others = Suggestion.objects.filter(version=row.version_id, type=SuggestionType.PERSON)
    keys = [details["key"] for details in others.values_list("details", flat=True) if details.get("key")]
    article = row.version.article
    people = Person.objects.filter(models.Q(slug__in=keys) | models.Q(articles=article)).distinct()
    words = set(fold(row.quote).replace("’", " ").replace("'", " ").translate(_MARKS).split())
    return tuple(person for person in people if person.slug == speaker or _short(person) in words)


_MARKS = str.maketrans(dict.fromkeys('.,;:!?()“”"', " "))


def _short(person: Person) -> str:
    return fold(person.short_name or person.family_name or person.name).split()[-1]


def _target(kind: str, key: str) -> Any:
    if kind not in NAMED or not key:
        return None
    model = NAMED[kind][0]
    field = "slug" if model in (Person, Organization, Instrument) else "code"
    return model._default_manager.filter(**{field: key}).first()


def _countries(codes: Iterable[str]) -> tuple[Country, ...]:
    return tuple(Country.objects.filter(code__in=tuple(codes)).order_by("code"))


def _by_slug(model: Any, slug: str) -> Any:
    return model.objects.filter(slug=slug).first() if slug else None


def _status(kind: str, rule: str) -> str:
    if kind == EventKind.INVITATION:
        return EventStatus.INVITED
    return EventStatus.PLANNED if rule.endswith("-planned") else EventStatus.OCCURRED
