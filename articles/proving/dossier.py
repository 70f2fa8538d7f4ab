"""What rests on the text of an article: events, commitments, people in their capacity, and who else reported it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from articles.models import (
    Article,
    Claim,
    Membership,
    Participation,
    PartnershipEvent,
    Passage,
    Person,
    Telling,
)
from articles.proving.reading import Paragraph
from articles.vocabulary import Modality, NameKind

Row = TypeVar("Row", bound=Model)

OTHER_REPORTS = 12
"""The most reports of the same events that are named beside an article."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A person in an article, with the participations that it tells of and the posts held on its day."""

    person: Person
    participations: tuple[Participation, ...]
    posts: tuple[str, ...]
    is_absent: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """What rests on the passages of one paragraph, each thing once."""

    events: tuple[PartnershipEvent, ...]
    tellings: tuple[Telling, ...]
    memberships: tuple[Membership, ...]
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One way of putting things, and the paragraphs in which an article does so, as far as its text still does."""

    modality: str
    label: str
    count: int
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article's evidence; behind its passages and events stands only what everybody may read."""

    passages: tuple[Passage, ...]
    events: tuple[PartnershipEvent, ...]
    people: tuple[Presence, ...]
    others: tuple[Article, ...]

    def told(self, text: Iterable[Paragraph]) -> tuple[Told, ...]:
        """Its tellings by modality, in the vocabulary's order, with where they stand in a text of the article."""
        standing = {passage.pk: paragraph.number for paragraph in text for passage in paragraph.passages}
        answer = []
        for code, label in Modality.choices:
            rows = [(passage, telling) for passage in self.passages for telling in passage.tellings.all()]
            chosen = (passage for passage, telling in rows if telling.modality == code)
            places = {standing[passage.pk] for passage in chosen if passage.pk in standing}
            points = {telling.commitment_id for _, telling in rows if telling.modality == code}
            if points:
                answer.append(Told(code, label, len(points), tuple(sorted(places))))
        return tuple(answer)

    def missing(self, text: Iterable[Paragraph]) -> list[Passage]:
        """The passages whose words a text of the article has not, to be quoted."""
        standing = {passage.pk for paragraph in text for passage in paragraph.passages}
        keys = [passage.pk for passage in self.passages if passage.pk not in standing]
        return list(Passage.objects.filter(pk__in=keys).sourced().order_by("version", "start")) if keys else []


def dossier(article: Article) -> Dossier:
    """What everybody may read of an article that everybody may read."""
    passages = tuple(_passages(article))
    events = tuple(_events(article))
    return Dossier(passages, events, tuple(_people(article, events)), tuple(_others(article, events)))


def notes(passages: Iterable[Passage]) -> Notes:
    """What rests on some passages of a dossier."""
    rows = tuple(passages)
    return Notes(
        _once(event for passage in rows for event in passage.events.all()),
        _once(telling for passage in rows for telling in passage.tellings.all()),
        _once(membership for passage in rows for membership in passage.memberships.all()),
        _once(claim for passage in rows for claim in passage.claims.all()),
        rows,
    )


def names_of(people: Iterable[Person]) -> dict[str, Person]:
    """The full names, in every spelling, by which people may be known in a text; `names` at hand."""
    names: dict[str, Person] = {}
    for person in people:
        others = [name.form for name in person.names.all() if name.kind != NameKind.PRINTED_TITLE]
        for form in [person.name, *others]:
            if " " in form:  # a single word is too often somebody else's name too
                names.setdefault(form, person)
    return names


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.pk: row for row in rows}.values())


def _passages(article: Article) -> "QuerySet[Passage]":
    tellings = Telling.objects.visible().select_related("commitment", "speaker")
    return (
        Passage.objects.filter(version__article=article)
        .order_by("start", "end")
        .prefetch_related(
            Prefetch("events", PartnershipEvent.objects.visible().oldest_first()),
            Prefetch("tellings", tellings),
            Prefetch("claims", Claim.objects.visible().select_related(*_CLAIM_SUBJECTS)),
            Prefetch("memberships", Membership.objects.visible().select_related("person", "post")),
        )
    )


_CLAIM_SUBJECTS = ("event", "person", "instrument", "partnership__first", "partnership__second")


def _events(article: Article) -> "QuerySet[PartnershipEvent]":
    participations = Participation.objects.visible().named()
    return (
        PartnershipEvent.objects.visible()
        .filter(passages__version__article=article)
        .distinct()
        .oldest_first()
        .select_related("place", "level_from", "level_to", "partnership__first", "partnership__second")
        .prefetch_related(Prefetch("participations", participations))
    )


def _people(article: Article, events: tuple[PartnershipEvent, ...]) -> list[Presence]:
    """Everybody tagged or taking part, in the order of their names."""
    taking_part: dict[int, list[Participation]] = {}
    for event in events:
        for participation in event.participations.all():
            if participation.person_id is not None:
                taking_part.setdefault(participation.person_id, []).append(participation)
    named = Q(pk__in=taking_part.keys()) | Q(pk__in=article.people.order_by().values("pk"))
    people = Person.objects.filter(named).prefetch_related("names")
    posts = _posts(people, article.published.earliest if article.published else None)
    answer = []
    for person in people:
        parts = taking_part.get(person.pk, [])
        held = [part.membership.post.label for part in parts if part.membership]
        shown = tuple(dict.fromkeys(held or posts.get(person.pk, [])))
        answer.append(Presence(person, tuple(parts), shown, bool(parts) and not any(part.was_there for part in parts)))
    return answer


def _posts(people: Iterable[Person], day: date | None) -> dict[int, list[str]]:
    """The posts that people held for certain on a day."""
    if day is None:
        return {}
    posts: dict[int, list[str]] = {}
    for membership in Membership.objects.visible().in_force(day).filter(person__in=people).select_related("post"):
        posts.setdefault(membership.person_id, []).append(membership.post.label)
    return posts


def _others(article: Article, events: tuple[PartnershipEvent, ...]) -> "QuerySet[Article]":
    return (
        Article.objects.visible()
        .filter(versions__passages__events__in=events)
        .exclude(pk=article.pk)
        .distinct()
        .newest_first()
        .listed()[:OTHER_REPORTS]
    )
