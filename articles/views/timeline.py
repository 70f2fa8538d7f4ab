"""The timeline: events in order of time, narrowed, grouped and spread out as the address says."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from articles import timelines
from articles.models import Country, Participation, Partnership, PartnershipEvent, Passage, Person, Telling
from articles.models import PartnershipLevel as Level
from articles.models.events import EventQuerySet
from articles.timelines import Grouping
from articles.views.paging import paged
from articles.views.parameters import first_day, last_day, many, one_of, some_of
from articles.vocabulary import EventKind, Precision

PAGE_SIZE = 100
PEOPLE_OFFERED = 300


@conditional_page
def timeline(request: HttpRequest) -> HttpResponse:
    """Events of a choice, under headings of a scale, beside a strip that shows how they spread."""
    scale = Precision(one_of(request, "scale", Precision.values, Precision.MONTH))
    group = one_of(request, "group", list(Grouping))
    is_newest = one_of(request, "sort", ["newest", "oldest"], "newest") == "newest"
    chosen = _chosen(request)
    visible = PartnershipEvent.objects.visible()
    events = _narrowed(visible, chosen)
    if group:
        rows = timelines.grouped(events, Grouping(group), newest=is_newest)
    else:
        rows = events.newest_first() if is_newest else events.oldest_first()
    found, pages, total = paged(request, rows.listed().counted(), PAGE_SIZE)
    context = {
        "groups": timelines.groups(found, scale) if group else (),
        "years": () if group else timelines.years(found, scale),
        "density": timelines.density(events, scale),
        "pages": pages,
        "total": total,
        "chosen": chosen,
        "typed": {"first": request.GET.get("from", ""), "last": request.GET.get("to", "")},
        "scale": scale.value,
        "scales": Precision.choices,
        "group": group,
        "groupings": list(Grouping),
        "is_newest": is_newest,
        "is_narrowed": any(value for value in chosen.values()),
        **_offered(visible),
    }
    return render(request, "timeline/timeline.html", context)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """What the address narrows the timeline to; `BadRequest` on what cannot be read."""
    chosen: dict[str, Any] = {
        "kind": some_of(request, "kind", EventKind.values),
        "first": first_day(request, "from"),
        "last": last_day(request, "to"),
    }
    if chosen["first"] and chosen["last"] and chosen["first"] > chosen["last"]:
        raise BadRequest("“from” comes after “to”: put the earlier date first.")
    for name in ("country", "partnership", "person", "org", "sector", "place", "agency", "level"):
        chosen[name] = many(request, name)
    return chosen


def _narrowed(events: EventQuerySet, chosen: dict[str, Any]) -> EventQuerySet:
    """Events that every parameter holds for; of a repeated one, any value."""
    seen = Participation.objects.visible()
    told = Telling.objects.visible()
    read = Passage.objects.visible()
    conditions = {
        "country": lambda codes: Q(parties__in=codes),
        "person": lambda slugs: Q(participations__in=seen.filter(person__slug__in=slugs)),
        "org": lambda slugs: Q(participations__in=seen.filter(organization__slug__in=slugs)),
        "sector": lambda codes: Q(tellings__in=told.filter(commitment__sectors__code__in=codes)),
        "place": lambda slugs: Q(place__slug__in=slugs),
        "agency": lambda codes: Q(passages__in=read.filter(version__article__agencies__code__in=codes)),
        "level": lambda codes: Q(level_to__code__in=codes) | Q(level_from__code__in=codes),
        "kind": lambda codes: Q(kind__in=codes),
        "partnership": _between,
    }
    rows = events
    for name, condition in conditions.items():
        if chosen[name]:
            rows = rows.filter(pk__in=events.filter(condition(chosen[name])).values("pk"))
    if chosen["first"] or chosen["last"]:
        rows = rows.dated(chosen["first"], chosen["last"])
    return rows


def _between(slugs: list[str]) -> Q:
    """Events that both of a pair are parties to, for any of some pairs (`bg-vn`)."""
    condition = Q(pk__in=[])
    for slug in slugs:
        first, _, second = slug.partition("-")
        pair = PartnershipEvent.objects.between(first, second)
        condition |= Q(pk__in=pair.values("pk"))
    return condition


def _offered(events: EventQuerySet) -> dict[str, Any]:
    """What the form offers: only what has events that everybody may read of."""
    return {
        "kinds": EventKind.choices,
        "countries": Country.objects.filter(events__in=events).distinct(),
        "people": Person.objects.filter(participations__in=Participation.objects.visible()).distinct()[:PEOPLE_OFFERED],
        "levels": Level.objects.filter(reached_by__in=events).select_related("owner").distinct(),
        "partnerships": Partnership.objects.visible().select_related("first", "second"),
    }
