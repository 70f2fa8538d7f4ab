"""Organizations, instruments, sectors, places and agencies: what is held of each."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import (
    Agency,
    Article,
    Claim,
    Commitment,
    Instrument,
    Membership,
    Organization,
    Participation,
    Partnership,
    PartnershipEvent,
    Passage,
    Place,
    Sector,
    Telling,
)
from articles.relating.accounts import disputes
from articles.relating.ledger import Point
from articles.views.errors import NotHere

EVENTS_SIZE = 40
POINTS_SIZE = 60
ARTICLES_SIZE = 20


@conditional_page
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """A body: who held its posts, events it took part in, what it is to be moved to."""
    rows = Organization.objects.select_related("country").prefetch_related("parties", "names")
    found = _one(rows.visible().filter(slug=slug), "No body of this name is held here.")
    seen = Participation.objects.visible().filter(organization=found)
    context = {
        "organization": found,
        "pair": _pair(found),
        "memberships": Membership.objects.visible().filter(post__organization=found).select_related("person", "post"),
        **_listed(
            events=PartnershipEvent.objects.visible().filter(participations__in=seen).distinct(),
            points=Commitment.objects.visible().filter(through=found),
            articles=Article.objects.visible().mentioning(found),
            parameter="org",
            value=slug,
        ),
    }
    return render(request, "subjects/organization.html", context)


@conditional_page
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """A document: its parties, dates and standing, events it belongs to, the passages that name it."""
    rows = Instrument.objects.prefetch_related("parties", "names")
    found = _one(rows.visible().filter(slug=slug), "No instrument of this name is held here.")
    context = {
        "instrument": found,
        "passages": list(Passage.objects.visible().filter(instruments=found).sourced()),
        "claims": disputes(Claim.objects.visible().filter(instrument=found)),
        **_listed(
            events=PartnershipEvent.objects.visible().filter(instrument=found),
            points=Commitment.objects.none(),
            articles=Article.objects.visible().mentioning(found),
            parameter="q",
            value=f'"{found.title}"',
        ),
    }
    return render(request, "subjects/instrument.html", context)


@conditional_page
def sector(request: HttpRequest, code: str) -> HttpResponse:
    """A field of cooperation: what was agreed, pledged and asked in it and in the narrower ones."""
    found = _one(Sector.objects.visible().filter(code=code).select_related("broader"), "No such sector is held here.")
    within = Q(sectors=found) | Q(sectors__broader=found)
    told = Telling.objects.visible().filter(Exists(Commitment.objects.filter(within, pk=OuterRef("commitment"))))
    context = {
        "sector": found,
        "narrower": Sector.objects.visible().filter(broader=found),
        **_listed(
            events=PartnershipEvent.objects.visible().filter(tellings__in=told).distinct(),
            points=Commitment.objects.visible().filter(within).distinct(),
            articles=Article.objects.visible().mentioning(found),
            parameter="sector",
            value=code,
        ),
    }
    return render(request, "subjects/sector.html", context)


@conditional_page
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """A city, region, sea or venue: events there, and reports from there."""
    rows = Place.objects.select_related("country").prefetch_related("names")
    found = _one(rows.visible().filter(slug=slug), "No place of this name is held here.")
    context = {
        "place": found,
        **_listed(
            events=PartnershipEvent.objects.visible().filter(place=found),
            points=Commitment.objects.none(),
            articles=Article.objects.visible().mentioning(found),
            parameter="place",
            value=slug,
        ),
    }
    return render(request, "subjects/place.html", context)


@conditional_page
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """A source of copy: the reports of it that are held."""
    rows = Agency.objects.select_related("country")
    found = _one(rows.visible().filter(code=code), "Nothing of such an agency is held here.")
    context = {
        "agency": found,
        **_listed(
            events=PartnershipEvent.objects.none(),
            points=Commitment.objects.none(),
            articles=Article.objects.visible().filter(agencies=found),
            parameter="agency",
            value=code,
        ),
    }
    return render(request, "subjects/agency.html", context)


def _one(rows: "QuerySet[Any]", missing: str) -> Any:
    found = rows.first()
    if found is None:
        raise NotHere(missing, "Search the archive", reverse("search"))
    return found


def _pair(organization: Organization) -> Partnership | None:
    """The two that a mechanism belongs to."""
    codes = [country.pk for country in organization.parties.all()]
    if len(codes) != 2:
        return None
    return Partnership.objects.visible().between(*codes).select_related("first", "second").first()


def _listed(events: Any, points: Any, articles: Any, parameter: str, value: str) -> dict[str, Any]:
    """The newest of what a subject has, how much there is in all, and where all of it is (`?parameter=value`)."""
    asked = f"?{urlencode({parameter: value})}"
    return {
        "events": list(events.newest_first().listed().counted()[:EVENTS_SIZE]),
        "event_total": events.count(),
        "points": [Point(point, tuple(point.tellings.all())) for point in points.told()[:POINTS_SIZE]],
        "point_total": points.count(),
        "articles": list(articles.distinct().newest_first().listed()[:ARTICLES_SIZE]),
        "article_total": articles.distinct().count(),
        "all_events": reverse("timeline") + asked,
        "all_points": reverse("commitments") + asked,
        "all_articles": reverse("search") + asked,
    }
