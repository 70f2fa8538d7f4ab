"""Organizations, instruments, sectors, places and agencies: what is held of each."""

from collections.abc import Callable
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
from articles.models.evidence import signed
from articles.relating.accounts import disputes
from articles.relating.ledger import LINE, Point, tellings_of
from articles.search import Query, Selection, search
from articles.search.results import DocumentType
from articles.views import held
from articles.views.errors import NotHere

SIZE = 20
"""Events, points and articles that a page has of each."""
MEMBERS_SIZE = 60
Of = Callable[[Any], Any]
"""Narrows rows of a kind to those of a subject."""
KINDS: tuple[DocumentType, ...] = ("event", "commitment", "article")


@conditional_page
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """A body: who held its posts, events it took part in, what it is to be moved to."""
    rows = Organization.objects.select_related("country").prefetch_related("parties", "names")
    found = _one(rows.visible().filter(slug=slug), "No body of this name is held here.")
    seen = Participation.objects.visible().filter(organization=found)
    posts = Membership.objects.visible().filter(post__organization=found).select_related("person", "post")
    memberships = list(posts.order_by("-start_latest", "pk")[: MEMBERS_SIZE + 1])
    context = {
        "organization": found,
        "pair": _pair(found),
        "memberships": memberships[:MEMBERS_SIZE],
        "has_more_members": len(memberships) > MEMBERS_SIZE,
        **_listed(
            "org",
            [slug],
            event=lambda rows: rows.filter(participations__in=seen).distinct(),
            commitment=lambda rows: rows.filter(through=found),
            article=lambda rows: rows.mentioning(found),
        ),
    }
    return render(request, "subjects/organization.html", context)


@conditional_page
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """A document: its parties, dates and standing, events it belongs to, the passages that name it."""
    rows = Instrument.objects.prefetch_related("parties", "names")
    found = _one(rows.visible().filter(slug=slug), "No instrument of this name is held here.")
    events = PartnershipEvent.objects.visible().filter(instrument=found)
    articles = Article.objects.visible().mentioning(found)
    asked = "?" + urlencode({"q": f'"{found.title}"'})
    context = {
        "instrument": found,
        "passages": list(Passage.objects.visible().filter(instruments=found).sourced()),
        "claims": disputes(Claim.objects.visible().filter(instrument=found)),
        "events": _events(events),
        "event_total": events.count(),
        "all_events": reverse("timeline") + asked,
        "articles": _articles(articles),
        "article_total": articles.count(),
        "all_articles": reverse("search") + asked,
    }
    return render(request, "subjects/instrument.html", context)


@conditional_page
def sector(request: HttpRequest, code: str) -> HttpResponse:
    """A field of cooperation: what was agreed, pledged and asked in it and in the narrower ones."""
    family = Sector.objects.visible().filter(Q(code=code) | Q(broader__code=code)).select_related("broader")
    rows = {row.code: row for row in family}
    found = rows.pop(code, None)
    if found is None:
        raise NotHere("No such sector is held here.", "Search the archive", reverse("search"))
    within = Q(sectors=found) | Q(sectors__broader=found)
    points = Exists(Commitment.objects.filter(within, pk=OuterRef("commitment")))
    context = {
        "sector": found,
        "narrower": list(rows.values()),
        **_listed(
            "sector",
            [code, *rows],
            event=lambda rows: rows.filter(tellings__in=Telling.objects.visible().filter(points)).distinct(),
            commitment=lambda rows: rows.filter(within).distinct(),
            article=lambda rows: rows.mentioning(found),
        ),
    }
    return render(request, "subjects/sector.html", context)


@conditional_page
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """A city, region, sea or venue: events there, and reports from there."""
    rows = Place.objects.select_related("country").prefetch_related("names")
    found = _one(rows.visible().filter(slug=slug), "No place of this name is held here.")
    there: dict[str, Of] = {
        "event": lambda rows: rows.filter(place=found),
        "article": lambda rows: rows.mentioning(found),
    }
    context = {"place": found, **_listed("place", [slug], **there)}
    return render(request, "subjects/place.html", context)


@conditional_page
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """A source of copy: the reports of it that are held."""
    rows = Agency.objects.select_related("country")
    found = _one(rows.visible().filter(code=code), "Nothing of such an agency is held here.")
    context = {"agency": found, **_listed("agency", [code], article=lambda rows: rows.filter(agencies=found))}
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


def _listed(parameter: str, values: list[str], **kinds: Of) -> dict[str, Any]:
    """The newest of each of `kinds` that a subject has, how much there is, and where all of it is.

    Which are the newest and how many there are the search knows by `?parameter=value`; without an index the database,
    by what `kinds` say of the rows that everybody may read.
    """
    query = Query(selections=(Selection(parameter, tuple(values)),), sort="newest")
    is_indexed = held.is_indexed()
    answers = {kind: search(query.with_type(kind), counted=False) for kind in KINDS if kind in kinds and is_indexed}
    asked = f"?{urlencode([(parameter, value) for value in values])}"
    found: dict[str, Any] = {
        "all_events": reverse("timeline") + asked,
        "all_points": f"{reverse('commitments')}?{urlencode({parameter: values[0]})}",
        "all_articles": reverse("search") + asked,
    }
    for kind, model, shown in (
        ("event", PartnershipEvent, _events),
        ("commitment", Commitment, _points),
        ("article", Article, _articles),
    ):
        visible: Any = model._default_manager.visible()
        if kind in answers:
            chosen = shown(visible.filter(pk__in=[hit.pk for hit in answers[kind].hits[:SIZE]]))
            found[f"{kind}s"], found[f"{kind}_total"] = chosen, answers[kind].total
        elif kind in kinds:
            of = kinds[kind](visible)
            found[f"{kind}s"], found[f"{kind}_total"] = shown(of), of.count()
    return found


def _events(rows: Any) -> list[PartnershipEvent]:
    return list(rows.newest_first().lined().counted()[:SIZE])


def _points(rows: Any) -> list[Point]:
    points = rows.select_related("through").prefetch_related("from_countries", "to_countries")[:SIZE]
    tellings = tellings_of([point.pk for point in points], columns=LINE)
    signed(row.passage for told in tellings.values() for row in told if row.passage)
    return [Point(point, tuple(tellings.get(point.pk, ()))) for point in points]


def _articles(rows: Any) -> list[Article]:
    return list(rows.distinct().newest_first().listed()[:SIZE])
