"""People: all of them from A to Z, and one with posts, events, meetings and words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.folding import fold
from articles.ledger import by_modality, told_by
from articles.models import Article, Commitment, Membership, Participation, PartnershipEvent, Person, Telling
from articles.posts import along_years, held_on, latest_first, offices
from articles.views.errors import NotHere
from articles.views.paging import paged
from articles.views.parameters import as_of
from articles.vocabulary import EventKind

INDEX_SIZE = 120
EVENTS_SIZE = 200
ARTICLES_SIZE = 20
POINTS_SIZE = 200
# Where being there means facing one another; a visit names hosts who may never have been seen.
MEETINGS = {EventKind.TALKS, EventKind.MEETING, EventKind.PRESS_BRIEFING, EventKind.CEREMONY, EventKind.SIGNING}


@dataclass(frozen=True, slots=True)
class Encounter:
    """Someone of another side at the same meetings."""

    person: Person
    meetings: tuple[tuple[PartnershipEvent, Participation], ...]


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """People by sort name, with the latest post of each; letters lead to their pages."""
    keys = sorted((fold(name), pk) for pk, name in Person.objects.visible().values_list("pk", "sort_name"))
    chosen, pages, total = paged(request, keys, INDEX_SIZE)
    posts = Prefetch("memberships", Membership.objects.visible().select_related("post"), to_attr="posts")
    rows = Person.objects.select_related("country").prefetch_related(posts).in_bulk([pk for _, pk in chosen])
    letters: dict[str, list[tuple[Person, list[Membership]]]] = {}
    for key, pk in chosen:
        person = rows[pk]
        letters.setdefault(_letter(key), []).append((person, latest_first(person.posts)))
    firsts: dict[str, int] = {}
    for position, (key, _) in enumerate(keys):
        firsts.setdefault(_letter(key), position // INDEX_SIZE + 1)
    context = {"letters": letters, "firsts": firsts, "pages": pages, "total": total}
    return render(request, "people/index.html", context)


@conditional_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: posts, titles as printed, events attended or only mentioned in, meetings, words, articles."""
    found = Person.objects.visible().filter(slug=slug).select_related("country").prefetch_related("names").first()
    if found is None:
        raise NotHere("Nobody of this name is held here.", "All people", reverse("people"))
    asked = as_of(request)
    day = asked.day if asked else None
    posts = latest_first(Membership.objects.visible().filter(person=found).select_related("post__organization"))
    said = Commitment.objects.visible().filter(tellings__in=Telling.objects.visible().filter(speaker=found)).distinct()
    articles = Article.objects.visible().mentioning(found).distinct()
    context = {
        "person": found,
        "asked": asked,
        "posts": posts,
        "offices": offices(posts),
        "axis": along_years(posts),
        "held": held_on(posts, day) if day else (),
        "put": by_modality(
            said.told()[:POINTS_SIZE], lambda telling: telling.speaker_id == found.pk and told_by(telling, day)
        ),
        "articles": articles.newest_first().listed()[:ARTICLES_SIZE],
        "article_total": articles.count(),
        **_events(found, day),
    }
    return render(request, "people/person.html", context)


def _letter(key: str) -> str:
    return key[:1].upper() or "?"


def _events(person: Person, day: date | None) -> dict[str, Any]:
    """The events of a person, parted by presence, with titles as printed and those of the other side who were there."""
    own = Participation.objects.visible().filter(person=person)
    events = PartnershipEvent.objects.visible().filter(participations__in=own).distinct()
    rows = (events.dated(None, day) if day else events).newest_first().listed().with_participants()[:EVENTS_SIZE]
    attended: list[PartnershipEvent] = []
    mentioned: list[PartnershipEvent] = []
    titles: Counter[str] = Counter()
    for event in rows:
        roles = [row for row in event.participations.all() if row.person_id == person.pk]
        titles.update(row.title_as_printed for row in roles if row.title_as_printed)
        (attended if any(row.was_there for row in roles) else mentioned).append(event)
    return {
        "attended": attended,
        "mentioned": mentioned,
        "titles": titles.most_common(),
        "encounters": _encounters(person, attended),
        "event_total": len(attended) + len(mentioned),
        "event_limit": EVENTS_SIZE,
    }


def _encounters(person: Person, attended: list[PartnershipEvent]) -> list[Encounter]:
    met: dict[int, list[tuple[PartnershipEvent, Participation]]] = {}
    people: dict[int, Person] = {}
    for event in attended:
        if event.kind not in MEETINGS:
            continue
        rows = [row for row in event.participations.all() if row.was_there and row.person]
        sides = {row.side_id for row in rows if row.person_id == person.pk}
        for row in rows:
            if row.person and row.person_id != person.pk and row.side_id not in sides:
                people[row.person.pk] = row.person
                met.setdefault(row.person.pk, []).append((event, row))
    found = [Encounter(people[key], tuple(rows)) for key, rows in met.items()]
    return sorted(found, key=lambda one: -len(one.meetings))
