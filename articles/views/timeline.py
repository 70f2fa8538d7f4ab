"""The timeline: events in order of time, narrowed, grouped and spread out as the address says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from articles import timelines
from articles.models import Country, Participation, Partnership, PartnershipEvent, Passage, Person, Telling
from articles.models import PartnershipLevel as Level
from articles.models.events import EventQuerySet
from articles.search import FACETS, Query, QueryError, Selection, matching
from articles.timelines import Grouping
from articles.views.paging import paged
from articles.views.parameters import first_day, last_day, many, one_of, some_of
from articles.views.questions import Chip, chips, labels_at_hand
from articles.vocabulary import EventKind, Precision

PAGE_SIZE = 100
PEOPLE_OFFERED = 300
ASKED = ("q", "exact", *FACETS, *(f"exclude.{facet}" for facet in FACETS))
"""Parameters that the timeline reads as search does."""
UNOFFERED = tuple(name for name in ASKED if name not in ("q", "country", "person", "kind", "level"))
"""Those that the form has no field for, and hands on."""


@conditional_page
def timeline(request: HttpRequest) -> HttpResponse:
    """Events of a choice, under headings of a scale, beside a strip that shows how they spread."""
    scale = Precision(one_of(request, "scale", Precision.values, Precision.MONTH))
    group = one_of(request, "group", list(Grouping))
    is_newest = one_of(request, "sort", ["newest", "oldest"], "newest") == "newest"
    chosen = _chosen(request)
    query = _question(request)
    visible = PartnershipEvent.objects.visible()
    events = _without(_narrowed(visible, chosen), visible, query)
    events, is_cut = _with_words(events, query)
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
        "text": query.text,
        "chips": _chips(request.GET, query),
        "handed_on": [(name, value) for name in UNOFFERED for value in request.GET.getlist(name) if value],
        "is_cut": is_cut,
        "typed": {"first": request.GET.get("from", ""), "last": request.GET.get("to", "")},
        "scale": scale.value,
        "scales": Precision.choices,
        "group": group,
        "groupings": list(Grouping),
        "is_newest": is_newest,
        "is_narrowed": any(chosen.values()) or not query.is_empty,
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
    for name in ("country", "partnership", "person", "org", "sector", "place", "agency", "level", "language"):
        chosen[name] = many(request, name)
    return chosen


def _question(request: HttpRequest) -> Query:
    """What the address asks of events as it would of search: words, and values with and without."""
    try:
        return Query.from_parameters({name: request.GET.getlist(name) for name in ASKED if name in request.GET})
    except QueryError as error:
        raise BadRequest(str(error)) from error


def _chips(parameters: QueryDict, query: Query) -> list[Chip]:
    """What the form has no field for, and the words: each with the address of this timeline without it."""
    selections = (
        Selection(chosen.facet, chosen.included if chosen.facet in UNOFFERED else (), chosen.excluded)
        for chosen in query.selections
    )
    query = replace(query, selections=tuple(selections))
    answer = []
    for chip in chips(query, labels_at_hand(query)):
        rest = parameters.copy()
        for name in ("q", *UNOFFERED, "page"):
            rest.pop(name, None)
        for name, value in chip.query.parameters():
            rest.appendlist(name, value)
        answer.append(replace(chip, url=f"?{rest.urlencode()}"))
    return answer


def _narrowed(events: EventQuerySet, chosen: dict[str, Any]) -> EventQuerySet:
    """Events that every parameter holds for; of a repeated one, any value."""
    rows = events
    for name, condition in _conditions().items():
        if chosen[name]:
            rows = rows.filter(pk__in=events.filter(condition(chosen[name])).values("pk"))
    if chosen["first"] or chosen["last"]:
        rows = rows.dated(chosen["first"], chosen["last"])
    return rows


def _without(rows: EventQuerySet, events: EventQuerySet, query: Query) -> EventQuerySet:
    """Rows that nothing holds for that the question excludes."""
    conditions = _conditions()
    for chosen in query.selections:
        if chosen.excluded:
            condition = conditions[chosen.facet](list(chosen.excluded))
            rows = rows.exclude(pk__in=events.filter(condition).values("pk"))
    return rows


def _with_words(rows: EventQuerySet, query: Query) -> tuple[EventQuerySet, bool]:
    """Rows that search finds for the words of a question, and whether time ran out before it had them all."""
    asked = Query(text=query.text, exact=query.exact).with_type("event")
    if not asked.text:
        return rows, False
    try:
        found = matching(asked)
    except QueryError as error:
        raise BadRequest(str(error)) from error
    return rows.filter(pk__in=[pk for _, pk in found.documents]), found.partial


def _conditions() -> dict[str, Callable[[list[str]], Q]]:
    """What it means for an event to have one of some values, for each parameter."""
    seen = Participation.objects.visible()
    told = Telling.objects.visible()
    read = Passage.objects.visible()
    return {
        "country": lambda codes: Q(parties__in=codes),
        "person": lambda slugs: Q(participations__in=seen.filter(person__slug__in=slugs)),
        "org": lambda slugs: Q(participations__in=seen.filter(organization__slug__in=slugs)),
        "sector": lambda codes: Q(tellings__in=told.filter(commitment__sectors__code__in=codes)),
        "place": lambda slugs: Q(place__slug__in=slugs),
        "agency": lambda codes: Q(passages__in=read.filter(version__article__agencies__code__in=codes)),
        "language": lambda codes: Q(passages__in=read.filter(version__article__language__in=codes)),
        "level": lambda codes: Q(level_to__code__in=codes) | Q(level_from__code__in=codes),
        "kind": lambda codes: Q(kind__in=codes),
        "partnership": _between,
    }


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
