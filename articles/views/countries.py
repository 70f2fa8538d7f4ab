"""Countries and blocs: all of them, and one with its partners by level, events, people and names."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Country, Membership, Partnership, PartnershipEvent, Person
from articles.models import PartnershipLevel as Level
from articles.relating import relations
from articles.relating.posts import Office, offices
from articles.relating.relations import Step
from articles.views.errors import NotHere
from articles.views.looks import Look
from articles.vocabulary import CountryKind

EVENTS_SIZE = 20
PEOPLE_SIZE = 60
MOST_PARTNERS = 400

Tier = tuple[Level | None, list[tuple[Country, Partnership, Step | None]]]
"""A level, None for “not stated”, and the partners at it: each with the step of the ladder that it stands on."""


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """Countries, then blocs, each with the number of its events, and of partners that something changed with."""
    events = PartnershipEvent.objects.visible()
    number = Count("events", filter=Q(events__in=events), distinct=True)
    rows = Country.objects.visible().annotate(event_count=number).prefetch_related("names")
    pairs = events.exclude(partnership=None).order_by().values_list("partnership__first", "partnership__second")
    partners: dict[str, int] = {}
    for code in (code for pair in pairs.distinct() for code in pair):
        partners[code] = partners.get(code, 0) + 1
    kinds = [
        (label, [(row, partners.get(row.code, 0)) for row in rows if row.kind == kind])
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
    events = PartnershipEvent.objects.visible(look.at).filter(parties=found)
    told = events.dated(None, look.until) if look.until else events
    context = {
        "country": found,
        "look": look,
        "tiers": _tiers(found, look),
        "events": told.leading(look.at).newest_first().listed().counted(look.at)[:EVENTS_SIZE],
        "event_total": told.count(),
        "people": _people(found),
    }
    return render(request, "countries/country.html", context)


def _tiers(country: Country, look: Look) -> list[Tier]:
    """Partners under each level: those of the country's own ladder first, the closest first, the unstated last."""
    pairs = Partnership.objects.visible(look.at).filter(Q(first=country) | Q(second=country))
    turns = relations.turns(look.at).filter(Q(partnership__first=country) | Q(partnership__second=country))
    histories = relations.histories(turns.with_evidence(look.at), look.day)
    levels: dict[int, Level] = {}
    found: dict[int | None, list[tuple[Country, Partnership, Step | None]]] = {}
    for pair in pairs.select_related("first", "second")[:MOST_PARTNERS]:
        other = pair.second if pair.first_id == country.pk else pair.first
        history = histories.get(pair.pk)
        steps = history.levels_now if history else ()
        for step in steps:
            assert step.level is not None
            levels[step.level.pk] = step.level
            found.setdefault(step.level.pk, []).append((other, pair, step))
        if not steps:
            found.setdefault(None, []).append((other, pair, None))
    order = sorted(levels.values(), key=lambda level: (-(level.rank or 0), level.label))
    order.sort(key=lambda level: (level.owner_id != country.pk, level.owner_id))
    return [
        (level, sorted(found[key], key=lambda row: row[0].name))
        for level, key in [*((level, level.pk) for level in order), (None, None)]
        if key in found
    ]


def _people(country: Country) -> list[tuple[Person, list[Office]]]:
    """People who act for it, each with the offices held, the latest first."""
    people = list(Person.objects.visible().filter(country=country)[:PEOPLE_SIZE])
    posts: dict[int, list[Membership]] = {}
    for row in Membership.objects.visible().filter(person__in=people).select_related("post"):
        posts.setdefault(row.person_id, []).append(row)
    return [(person, offices(posts.get(person.pk, []))) for person in people]
