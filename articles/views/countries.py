"""Countries and blocs: all of them, and one with its partners by level, events, people and names."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.dates import Truth
from articles.models import Country, Membership, Partnership, PartnershipEvent, Passage, Person
from articles.models import PartnershipLevel as Level
from articles.models.evidence import signed
from articles.models.moments import AsKnown
from articles.relating import relations
from articles.relating.dating import keep_told
from articles.relating.posts import Office, offices
from articles.relating.relations import Step
from articles.relating.turning import turns_of
from articles.views import held
from articles.views.errors import NotHere
from articles.views.looks import Look
from articles.vocabulary import CountryKind

EVENTS_SIZE = 15
PEOPLE_SIZE = 24
MOST_EVENTS = 120
"""Of the latest so many those are shown that are no part of another one."""
MOST_PARTNERS = 400
MOST_PROVEN = 60
"""Partners whose passages open in place; the others lead to the event that has them."""


@dataclass(slots=True)
class Partner:
    """The other of two, the address of their page, and the step of the ladder that they stand on."""

    name: str
    url: str
    step: Step | None
    is_proven: bool = False
    """Whether the passages of the step are at hand."""


Tier = tuple[Level | None, list[Partner]]
"""A level, None for “not stated”, and the partners at it."""


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """Countries, then blocs, each with the number of its events, and of partners that something changed with."""
    events = PartnershipEvent.objects.visible()
    rows, counts = Country.objects.visible().prefetch_related("names"), held.events_by_country()
    pairs = events.exclude(partnership=None).order_by().values_list("partnership__first", "partnership__second")
    partners: dict[str, int] = {}
    for code in (code for pair in pairs.distinct() for code in pair):
        partners[code] = partners.get(code, 0) + 1
    kinds = [
        (label, [(row, partners.get(row.code, 0), counts.get(row.code, 0)) for row in rows if row.kind == kind])
        for kind, label in ((CountryKind.COUNTRY, "Countries"), (CountryKind.BLOC, "Blocs that act as parties"))
    ]
    return render(request, "countries/index.html", {"kinds": kinds, "total": len(rows)})


@conditional_page
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country or bloc: its partners by the level they stand at, as of today or of a day."""
    found = Country.objects.visible().filter(code=code).prefetch_related("names").first()
    if found is None:
        raise NotHere("Nothing is held here of a country with this code.", "All countries", reverse("countries"))
    look = Look.of(request)
    people = _people(found, look)
    context = {
        "country": found,
        "look": look,
        "tiers": _tiers(found, look),
        "events": _latest_events(found, look),
        "people": people[:PEOPLE_SIZE],
        "are_more_people": len(people) > PEOPLE_SIZE,
    }
    return render(request, "countries/country.html", context)


def _latest_events(country: Country, look: Look) -> list[PartnershipEvent]:
    """The latest that are no part of another one; of the latest of all it is asked who may read of them."""
    events = PartnershipEvent.objects.filter(parties=country)
    latest = (events.dated(None, look.until) if look.until else events).newest_first()[:MOST_EVENTS]
    rows = PartnershipEvent.objects.filter(pk__in=latest.values("pk")).visible(look.at)
    parents = PartnershipEvent.objects.visible(look.at).filter(pk=OuterRef("parent"))
    found = list(rows.filter(~Exists(parents)).newest_first().lined().counted(look.at)[:EVENTS_SIZE])
    keep_told(found, look.at)
    return found


def _tiers(country: Country, look: Look) -> list[Tier]:
    """Partners under each level: those of the country's own ladder first, the closest first, the unstated last."""
    pairs = _pairs(country, look)
    histories = relations.histories(turns_of(pairs, look.at), look.day)
    levels: dict[int, Level] = {}
    found: dict[int | None, list[Partner]] = {}
    for key, (name, url) in pairs.items():
        history = histories.get(key)
        steps = history.levels_now if history else ()
        for step in steps:
            assert step.level is not None
            levels[step.level.pk] = step.level
            found.setdefault(step.level.pk, []).append(Partner(name, url, step))
        if not steps:
            found.setdefault(None, []).append(Partner(name, url, None))
    order = sorted(levels.values(), key=lambda level: (-(level.rank or 0), level.label))
    order.sort(key=lambda level: (level.owner_id != country.pk, level.owner_id))
    keys: list[tuple[Level | None, int | None]] = [*((level, level.pk) for level in order), (None, None)]
    tiers = [(level, sorted(found[key], key=lambda row: row.name)) for level, key in keys if key in found]
    _prove([row for _, rows in tiers for row in rows], look)
    return tiers


def _pairs(country: Country, look: Look) -> dict[int, tuple[str, str]]:
    """The partnerships of a country by their keys: the other's name, and the address of the two."""
    either = Partnership.objects.visible(look.at).filter(Q(first=country) | Q(second=country))
    columns = ("pk", "first", "second", "first__name", "second__name")
    return {
        pk: (names[first == country.pk], Partnership(first_id=first, second_id=second).get_absolute_url() + look.query)
        for pk, first, second, *names in either.order_by().values_list(*columns)[:MOST_PARTNERS]
    }


def _prove(partners: list[Partner], look: Look) -> None:
    """Ask for the passages of the first partners' steps; the others lead to where theirs are."""
    steps = (row for row in partners if row.step and row.step.event)
    proven = list(islice(steps, MOST_PROVEN))
    events = [row.step.event for row in proven if row.step and row.step.event]
    prefetch_related_objects(events, Prefetch("passages", Passage.objects.visible(look.at).in_order().quoted()))
    signed(passage for event in events for passage in event.passages.all())
    for row in proven:
        row.is_proven = True


def _people(country: Country, look: Look) -> list[tuple[Person, list[Office]]]:
    """People who act for it in the order of their names, one more than is shown, each with the offices held.

    Where a day is asked for, those told of by reports of then, or known to have been in a post on it; with what they
    had held by then.
    """
    first = Person.objects.filter(country=country)[: 3 * PEOPLE_SIZE]
    people = list(Person.objects.filter(pk__in=first.values("pk")).visible(look.at))
    if look.until is None:
        people = people[: PEOPLE_SIZE + 1]
    posts: dict[int, list[Membership]] = {}
    for row in Membership.objects.visible(look.at).filter(person__in=people).select_related("post"):
        posts.setdefault(row.person_id, []).append(row)
    if look.until:
        by = min(look.until, look.known.day) if look.known else look.until
        told = set(
            Person.objects.filter(pk__in=[row.pk for row in people]).visible(AsKnown(by)).values_list("pk", flat=True)
        )
        people = [row for row in people if row.pk in told or _is_in_post(posts.get(row.pk, []), look.until)]
    return [(row, offices(posts.get(row.pk, []), look.until)) for row in people[: PEOPLE_SIZE + 1]]


def _is_in_post(memberships: list[Membership], day: date) -> bool:
    return any(row.holds(day) is Truth.YES for row in memberships)
