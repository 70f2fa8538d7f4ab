"""What rests on the text of an article: events, commitments, people in their capacity, and who else reported it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

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
from articles.vocabulary import EventKind, NameKind

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
class Dossier:
    """An article's evidence. `passages` carry `shown_events`, `shown_tellings`, `shown_claims`, `shown_memberships`."""

    passages: tuple[Passage, ...]
    events: tuple[PartnershipEvent, ...]
    tellings: tuple[Telling, ...]
    people: tuple[Presence, ...]
    others: tuple[Article, ...]

    @property
    def level_changes(self) -> tuple[PartnershipEvent, ...]:
        return tuple(event for event in self.events if event.kind == EventKind.LEVEL_CHANGE)

    @property
    def happenings(self) -> tuple[PartnershipEvent, ...]:
        """The events that are no level changes."""
        return tuple(event for event in self.events if event.kind != EventKind.LEVEL_CHANGE)

    @property
    def commitments(self) -> int:
        """How many points its tellings are of."""
        return len({telling.commitment_id for telling in self.tellings})


def dossier(article: Article) -> Dossier:
    """What everybody may read of an article that everybody may read."""
    passages = tuple(_passages(article))
    events = tuple(_events(article))
    tellings = tuple(telling for passage in passages for telling in passage.shown_tellings)
    return Dossier(passages, events, tellings, tuple(_people(article, events)), tuple(_others(article, events)))


def names_of(people: Iterable[Person]) -> dict[str, Person]:
    """The full names, in every spelling, by which people may be known in a text; `names` at hand."""
    names: dict[str, Person] = {}
    for person in people:
        others = [name.form for name in person.names.all() if name.kind != NameKind.PRINTED_TITLE]
        for form in [person.name, *others]:
            if " " in form:  # a single word is too often somebody else's name too
                names.setdefault(form, person)
    return names


def _passages(article: Article) -> "QuerySet[Passage]":
    tellings = Telling.objects.visible().select_related("commitment", "speaker")
    return (
        Passage.objects.filter(version__article=article)
        .order_by("start", "end")
        .prefetch_related(
            Prefetch("events", PartnershipEvent.objects.visible().oldest_first(), "shown_events"),
            Prefetch("tellings", tellings, "shown_tellings"),
            Prefetch("claims", Claim.objects.select_related(*_CLAIM_SUBJECTS), "shown_claims"),
            Prefetch("memberships", Membership.objects.visible().select_related("person", "post"), "shown_memberships"),
        )
    )


_CLAIM_SUBJECTS = ("event", "person", "instrument", "partnership__first", "partnership__second")


def _events(article: Article) -> "QuerySet[PartnershipEvent]":
    participations = Participation.objects.visible().select_related("membership__post", "person")
    return (
        PartnershipEvent.objects.visible()
        .filter(passages__version__article=article)
        .distinct()
        .oldest_first()
        .select_related("place", "level_from", "level_to", "partnership__first", "partnership__second")
        .prefetch_related(Prefetch("participations", participations, "shown_participations"))
    )


def _people(article: Article, events: tuple[PartnershipEvent, ...]) -> list[Presence]:
    """Everybody tagged or taking part, in the order of their names."""
    taking_part: dict[int, list[Participation]] = {}
    for event in events:
        for participation in event.shown_participations:
            if participation.person_id is not None:
                taking_part.setdefault(participation.person_id, []).append(participation)
    tagged = set(article.people.values_list("pk", flat=True))
    people = Person.objects.filter(pk__in=tagged | taking_part.keys()).prefetch_related("names")
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
