"""The page of the relation between two countries."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import PartnershipLevel
from articles.relating import relations
from articles.relating.ledger import Point
from articles.views import pairs
from articles.views.errors import NotHere
from articles.views.ladders import PAGE, Drawing, Room, drawing
from articles.views.pairs import Look, Pair


@conditional_page
def partnership(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """What two countries are to each other, or were as of a day."""
    row = pairs.found(first, second)
    if row is None:
        raise NotHere("Nothing is held here between these two.", "All partnerships", reverse("partnerships"))
    if request.path != row.get_absolute_url():
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{row.get_absolute_url()}{'?' if query else ''}{query}")
    look = Look.of(request)
    pair = Pair(row, look)
    context = {
        "pair": pair,
        "look": look,
        "ladders": drawn(pair),
        "turning": pair.history.turns,
        "accounts": sum(len(claims) for (about, _), claims in pair.disputes if about in _beginnings(pair)),
        "points": [(Point(row, tuple(row.tellings.all())), pair.matrix.last[row.pk]) for row in pair.latest_points],
        "ledger": _ledger(pair),
        "json": reverse("api-partnership", args=pair.codes) + look.query,
        "timeline": pair.chronicle[: pairs.MOST_LISTED],
        "is_cut": len(pair.chronicle) > pairs.MOST_LISTED,
        **_visits(pair),
    }
    pair.sign()
    return render(request, "partnerships/partnership.html", context)


def drawn(pair: Pair, room: Room = PAGE) -> list[tuple[relations.Ladder, Drawing]]:
    """The ladders of two countries, each with its drawing among all levels of its owner."""
    owners = {ladder.owner.pk for ladder in pair.history.ladders if ladder.owner}
    levels = list(PartnershipLevel.objects.visible(pair.look.at).filter(owner__in=owners))
    return [(ladder, drawing(ladder, levels, pair.look.when, room)) for ladder in pair.history.ladders]


def _beginnings(pair: Pair) -> list[Any]:
    return [event for event in pair.turns if event.level_to is None]


def _ledger(pair: Pair) -> str:
    asked = {"partnership": pair.row.slug, **({"as_of": pair.look.asked.text} if pair.look.asked else {})}
    return f"{reverse('commitments')}?{urlencode(asked)}"


def _visits(pair: Pair) -> dict[str, Any]:
    countries = (pair.row.first, pair.row.second)
    return {
        "ways": [(country, [visit for visit in pair.visits if visit.to == country.pk]) for country in countries],
        "wayless": [visit for visit in pair.visits if not visit.to],
        "are_visits_cut": len(pair.visits) == pairs.MOST_VISITS,
    }
