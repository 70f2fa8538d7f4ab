"""Assertions from suggestions: a tag of the article, an event, a level change, a commitment told once more."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from articles.dates import DateError, Span
from articles.folding import fold, normalise
from articles.imports.choices import NAMED, Chosen
from articles.imports.slugs import latin
from articles.models import (
    Commitment,
    Country,
    Instrument,
    Membership,
    Participation,
    Partnership,
    PartnershipEvent,
    Passage,
    Person,
    Suggestion,
    Telling,
)
from articles.models.keys import new_key
from articles.vocabulary import Basis, EventKind, EventStatus, Role

SLUG = 150
NO_CHANGE = "Choose a level change, or leave this empty."


def tag(row: Suggestion, said: Chosen) -> models.Model:
    """Tag the article; an instrument keeps the words that name it."""
    model, field = NAMED[row.type]
    if said.target is None:
        name = model._meta.verbose_name
        raise ValidationError({"target": f"Choose the {name} that is meant, or enter it first: {row.label}."})
    getattr(row.version.article, field).add(said.target)
    if isinstance(said.target, Instrument):
        said.target.passages.add(passage(row, said))
    return said.target


def event(row: Suggestion, said: Chosen) -> models.Model:
    """Make an event, or add the words to the one chosen."""
    if said.target is not None:
        words = passage(row, said)
        said.target.passages.add(words)
        _take_part(said.target, row, said, words)
        return said.target
    return _event(row, said, said.kind)


def level_change(row: Suggestion, said: Chosen) -> models.Model:
    """Make a level change between two, or add the words to the one chosen."""
    if said.target is not None:
        if said.target.kind != EventKind.LEVEL_CHANGE:
            raise ValidationError({"target": NO_CHANGE})
        return event(row, said)
    parties = _parties(said)
    if len(parties) != 2:
        raise ValidationError({"origin": "A level change is between two: name the two countries."})
    if said.level is None:
        raise ValidationError({"level": "Choose the level that relations were raised to."})
    first, second = parties
    partnership, _ = Partnership.objects.get_or_create(first=first, second=second)
    return _event(row, said, EventKind.LEVEL_CHANGE, partnership=partnership, level_to=said.level)


def commitment(row: Suggestion, said: Chosen) -> models.Model:
    """Tell a commitment: the one chosen, or a new one."""
    if not said.modality:
        raise ValidationError({"modality": "Say how it was put: agreed, pledged, asked …."})
    point = said.target or _commitment(said)
    words = passage(row, said)
    if Telling.objects.filter(commitment=point, modality=said.modality, passage=words).exists():
        raise ValidationError({"target": "These words are told of this commitment, put this way, already."})
    Telling.objects.create(commitment=point, modality=said.modality, speaker=said.speaker, passage=words)
    return point


def passage(row: Suggestion, said: Chosen) -> Passage:
    """The passage with these words in this paragraph of the version: the one that is there, or a new one."""
    quoted = normalise(said.quote).strip()  # a browser sends line ends of its own
    same = Passage.objects.filter(version=row.version, paragraph=row.paragraph, exact=quoted)
    words = same.first()
    if words is None:
        words = Passage(version=row.version, paragraph=row.paragraph, exact=quoted, speaker=said.speaker)
        try:
            words.full_clean()
        except ValidationError as error:
            raise ValidationError({"quote": error.messages}) from error
        words.save()
    return words


def _commitment(said: Chosen) -> Commitment:
    if not said.origin or not said.to:
        raise ValidationError({"origin" if not said.origin else "to": "Name at least one country."})
    point = Commitment(summary=said.label, through=said.through)
    point.full_clean()
    point.save()
    point.from_countries.set(said.origin)
    point.to_countries.set(said.to)
    point.sectors.set(said.sectors)
    return point


def _event(row: Suggestion, said: Chosen, kind: str, **more: models.Model) -> PartnershipEvent:
    parties = _parties(said)
    if not parties:
        raise ValidationError({"origin": "Name at least one country that was party to it."})
    words = passage(row, said)
    if kind == EventKind.RELATIONS_ESTABLISHED and len(parties) == 2:
        more["partnership"] = Partnership.objects.get_or_create(first=parties[0], second=parties[1])[0]
    start = _span(row, said)
    made = PartnershipEvent(  # type: ignore[misc]
        slug=_slug(f"{said.day} {said.label}"),
        title=said.label,
        kind=kind,
        status=EventStatus.OCCURRED if kind == EventKind.LEVEL_CHANGE else said.status,
        start=start,
        date_note=row.version.article.published_note if start and start.basis == Basis.INFERRED else "",
        **more,
    )
    made.full_clean()
    made.save()
    made.parties.set(parties)
    made.passages.add(words)
    _take_part(made, row, said, words)
    return made


def _parties(said: Chosen) -> list[Country]:
    return sorted({*said.origin, *said.to}, key=lambda country: country.code)


def _span(row: Suggestion, said: Chosen) -> Span | None:
    """The day: inferred where the article's own date is, years were counted, or a plan's year is not told."""
    if not said.day:
        return None
    published = row.version.article.published
    counted = said.kind == EventKind.RELATIONS_ESTABLISHED and said.day not in said.quote
    ahead = said.status == EventStatus.PLANNED and said.day[:4] not in row.version.paragraphs[row.paragraph - 1]
    inferred = counted or ahead or (published is not None and published.basis == Basis.INFERRED)
    try:
        return Span.parse(said.day, Basis.INFERRED if inferred else Basis.STATED)
    except DateError as error:
        raise ValidationError({"day": str(error)}) from error


def _take_part(made: PartnershipEvent, row: Suggestion, said: Chosen, words: Passage) -> None:
    """Enter the participants with their side, their title as printed and the post that they held, where one is sure."""
    titles = _titles(row)
    day = made.start.earliest if made.start else None
    for person in said.participants:
        held = list(Membership.objects.filter(person=person).in_force(day)[:2]) if day else []
        Participation.objects.get_or_create(
            event=made,
            person=person,
            role=_role(made.kind, person, said),
            defaults={
                "side": person.country,
                "membership": held[0] if len(held) == 1 else None,
                "title_as_printed": titles.get(person.slug, "")[:200],
                "passage": words,
            },
        )


def _titles(row: Suggestion) -> dict[str, str]:
    found = Suggestion.objects.filter(version=row.version_id, type="person").values_list("details", flat=True)
    return {details["key"]: details.get("title", "") for details in found if details.get("key")}


def _role(kind: str, person: Person, said: Chosen) -> str:
    """Guests and hosts of a visit; of an invitation, who conveyed it, who is invited, who is only named."""
    guests = {country.code for country in said.origin}
    hosts = {country.code for country in said.to}
    if kind == EventKind.VISIT and guests != hosts:
        return Role.GUEST if person.country_id in guests else Role.HOST
    if kind == EventKind.INVITATION and said.speaker is not None and guests != hosts:
        if person == said.speaker:
            return Role.CONVEYOR
        return Role.GUEST if person.country_id in hosts else Role.MENTIONED_ABSENT
    return Role.PARTICIPANT


def _slug(text: str) -> str:
    """A free address: date and words, with a key where the plain one is taken: a number would tell of hidden events."""
    slug = base = slugify(fold(latin(text)))[:SLUG].strip("-") or "event"
    while PartnershipEvent.objects.filter(slug=slug).exists():
        slug = f"{base}-{new_key()}"
    return slug
