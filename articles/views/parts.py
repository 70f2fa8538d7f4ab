"""One part of what is held of two countries, whole and in pages; their page shows what is nearest or latest of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models.evidence import signed
from articles.relating.bodies import quote
from articles.views import pairs
from articles.views.looks import Look
from articles.views.paging import paged
from articles.views.pairs import Pair
from articles.views.partnerships import by_way
from articles.vocabulary import EventKind

PAGE_SIZE = 30

Part = Callable[[HttpRequest, Pair], dict[str, Any]]


@conditional_page
def part(request: HttpRequest, first: str, second: str, name: str) -> HttpResponse:
    """All that is held of one kind between two countries, as of a day."""
    row = pairs.found(first, second)
    if row is None:
        raise pairs.nothing_between(first, second)
    if name not in PARTS:
        raise Http404(f"There is no such part: the parts are {', '.join(PARTS)}.")
    address = reverse("partnership-part", args=[row.first_id, row.second_id, name])
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}{'?' if query else ''}{query}")
    look = Look.of(request)
    title, gather = PARTS[name]
    pair = Pair(row, look)
    context = {"pair": pair, "look": look, "path": address, "name": name, "title": title, **gather(request, pair)}
    return render(request, "partnerships/part.html", context)


def _levels(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """Every step of every ladder, the oldest first."""
    steps = [(ladder, step) for ladder in pair.history.ladders for step in ladder.steps]
    held, pages, total = paged(request, steps, PAGE_SIZE)
    events = pair.told(event.pk for _, step in held for event in step.events)
    signed(passage for event in events.values() for passage in event.passages.all())
    rows = [(ladder, step.with_events(events)) for ladder, step in held]
    return {"rows": rows, "pages": pages, "total": total}


def _visits(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """Every visit that may have begun by the day, the latest first."""
    keys = pair.seen.events.of_kind(EventKind.VISIT).newest_first().values_list("pk", flat=True)
    held, pages, total = paged(request, keys, PAGE_SIZE)
    events = pair.told(held)
    signed(passage for event in events.values() for passage in event.passages.all())
    return {**by_way(pair, [events[key] for key in held]), "pages": pages, "total": total}


def _instruments(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """Every instrument, in the order of their titles."""
    held, pages, total = paged(request, pair.instruments, PAGE_SIZE)
    pair.quote_instruments(held)
    signed(passage for standing in held for passage in standing.instrument.passages.all())
    return {"rows": held, "pages": pages, "total": total}


def _bodies(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """Every mechanism in the order of their names, then every forum, those named most often first."""
    held, pages, total = paged(request, pair.bodies, PAGE_SIZE)
    rows = quote(held, pair.look.at)
    signed(passage for row in rows for passage in row.passages)
    return {"rows": rows, "pages": pages, "total": total}


def _accounts(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """Every point on which accounts differ, with all accounts of it."""
    held, pages, total = paged(request, range(len(pair.disputed)), PAGE_SIZE)
    rows = pair.disputes(held[0], len(held)) if held else []
    signed(claim.passage for _, claims in rows for claim in claims)
    return {"rows": rows, "pages": pages, "total": total}


PARTS: dict[str, tuple[str, Part]] = {
    "levels": ("Level of relations, every step", _levels),
    "visits": ("Visits", _visits),
    "instruments": ("Instruments", _instruments),
    "bodies": ("Mechanisms and forums", _bodies),
    "accounts": ("Accounts that differ", _accounts),
}
