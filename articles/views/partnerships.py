"""Partnerships: the register of level changes, and the page of the relation between two countries."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles import relations
from articles.ledger import by_modality, told_by
from articles.models import Claim, Commitment, Country, Instrument, Mechanism, Partnership, PartnershipEvent
from articles.models import PartnershipLevel as Level
from articles.models.events import EventQuerySet
from articles.views.errors import NotHere
from articles.views.paging import paged
from articles.views.parameters import as_of, many, today, year
from articles.visits import visits
from articles.vocabulary import EventKind

REGISTER_SIZE = 50
TIMELINE_SIZE = 60
VISITS_SIZE = 60
POINTS_SIZE = 200


@conditional_page
def register(request: HttpRequest) -> HttpResponse:
    """Every level change, the newest first, and all partnerships."""
    changes = PartnershipEvent.objects.visible().of_kind(EventKind.LEVEL_CHANGE)
    chosen = {"country": many(request, "country"), "level": many(request, "level"), "year": year(request)}
    rows = _narrowed(changes, chosen).newest_first().listed().select_related("instrument").with_evidence()
    events, pages, total = paged(request, rows, REGISTER_SIZE)
    context = {
        "events": events,
        "pages": pages,
        "total": total,
        "chosen": chosen,
        "is_narrowed": any(chosen.values()),
        "countries": Country.objects.filter(events__in=changes).distinct(),
        "levels": Level.objects.filter(reached_by__in=changes).select_related("owner").distinct(),
        "years": [day.year for day in changes.dates("start_earliest", "year", order="DESC")],
        "partnerships": _with_levels(Partnership.objects.visible().select_related("first", "second")),
    }
    return render(request, "partnerships/register.html", context)


@conditional_page
def partnership(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """What two countries are to each other, or were as of a day."""
    pair = Partnership.objects.visible().between(first, second).select_related("first", "second").first()
    if pair is None:
        raise NotHere("Nothing is held here between these two.", "All partnerships", reverse("partnerships"))
    if request.path != pair.get_absolute_url():
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{pair.get_absolute_url()}{'?' if query else ''}{query}")
    asked = as_of(request)
    until = asked.day if asked else None
    turns = list(
        relations.turns().filter(partnership=pair).with_evidence().with_participants().select_related("parent")
    )
    events = PartnershipEvent.objects.visible().between(pair.first_id, pair.second_id)
    told = events.dated(None, until) if until else events
    claims = _claims(pair, events)
    context = {
        "pair": pair,
        "asked": asked,
        "history": relations.history(turns, until or today()),
        "claims": claims,
        "accounts": sum(len(rows) for (about, _), rows in claims if about in turns and about.level_to is None),
        **_documents(pair, events, until),
        **_happened(pair, told, until),
    }
    return render(request, "partnerships/partnership.html", context)


def _narrowed(changes: EventQuerySet, chosen: dict[str, Any]) -> EventQuerySet:
    if chosen["country"]:
        changes = changes.filter(
            Q(partnership__first__in=chosen["country"]) | Q(partnership__second__in=chosen["country"])
        )
    if chosen["level"]:
        changes = changes.filter(Q(level_to__code__in=chosen["level"]) | Q(level_from__code__in=chosen["level"]))
    if chosen["year"]:
        changes = changes.dated(date(chosen["year"], 1, 1), date(chosen["year"], 12, 31))
    return changes


def _with_levels(pairs: Any) -> list[tuple[Partnership, relations.History | None]]:
    histories = relations.histories(relations.turns(), today())
    return [(pair, histories.get(pair.pk)) for pair in pairs]


def _claims(pair: Partnership, events: EventQuerySet) -> list[tuple[tuple[Any, str], list[Claim]]]:
    """The accounts that differ, put together by what they are about."""
    rows = Claim.objects.visible().filter(Q(partnership=pair) | Q(event__in=events)).sourced()
    found: dict[tuple[Any, str], list[Claim]] = {}
    for claim in rows:
        found.setdefault((claim.event or pair, claim.field), []).append(claim)
    return list(found.items())


def _documents(pair: Partnership, events: EventQuerySet, until: date | None) -> dict[str, Any]:
    """Instruments and mechanisms of the two; as of a day, without those that surely came after it."""
    codes = (pair.first_id, pair.second_id)
    signed = Instrument.objects.visible().filter(events__in=events)
    shared = Instrument.objects.visible().between(*codes)
    instruments = (shared | signed).distinct()
    mechanisms = Mechanism.objects.visible().filter(parties=codes[0]).filter(parties=codes[1])
    if until is None:
        return {"instruments": instruments, "mechanisms": mechanisms}
    later = PartnershipEvent.objects.visible().filter(start_earliest__gt=until)
    undated = Q(adopted_earliest=None, signed_earliest=None)
    came_after = (
        Q(adopted_earliest__gt=until)
        | Q(adopted_earliest=None, signed_earliest__gt=until)
        | undated & Q(events__in=later) & ~Q(events__in=PartnershipEvent.objects.visible().dated(None, until))
    )
    after = Instrument.objects.filter(came_after).values("pk")
    return {"instruments": instruments.exclude(pk__in=after), "mechanisms": mechanisms}


def _happened(pair: Partnership, events: EventQuerySet, until: date | None) -> dict[str, Any]:
    """Visits, commitments and the timeline, up to a day where one is asked for."""
    codes = (pair.first_id, pair.second_id)
    rows = events.of_kind(EventKind.VISIT).newest_first().select_related("place").with_participants()
    paid = visits(rows[:VISITS_SIZE], *codes)
    points = Commitment.objects.visible().between(*codes).told()[:POINTS_SIZE]
    top = events.filter(Q(pk__in=events.leading().values("pk")) | Q(kind__in=relations.TURNS))
    timeline = list(top.newest_first().listed().counted()[: TIMELINE_SIZE + 1])
    return {
        "ways": [
            (country, [visit for visit in paid if visit.to == country.pk]) for country in (pair.first, pair.second)
        ],
        "wayless": [visit for visit in paid if not visit.to],
        "put": by_modality(points, lambda telling: told_by(telling, until)),
        "timeline": timeline[:TIMELINE_SIZE],
        "is_cut": len(timeline) > TIMELINE_SIZE,
    }
