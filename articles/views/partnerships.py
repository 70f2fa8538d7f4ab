"""The page of the relation between two countries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import PartnershipEvent, Passage
from articles.models.evidence import signed
from articles.relating.bodies import Mentioned, quote
from articles.relating.ledger import Point
from articles.relating.relations import Ladder, Step
from articles.views import pairs
from articles.views.ladders import PAGE, Drawing, Room, drawing
from articles.views.looks import Look
from articles.views.pairs import Pair
from articles.vocabulary import EventKind

MOST_STEPS = 8
MOST_VISITS = 8
MOST_EVENTS = 15
MOST_SECTORS = 10
MOST_POINTS = 5
MOST_INSTRUMENTS = 10
MOST_BODIES = 10
MOST_DISPUTES = 4


@dataclass(frozen=True, slots=True)
class ShownLadder:
    """A ladder with those of its steps that are shown, drawn among all levels of its owner."""

    ladder: Ladder
    steps: tuple[Step, ...]
    drawing: Drawing

    @property
    def left_out(self) -> int:
        """How many steps there are between the first that is shown and the next."""
        return len(self.ladder.steps) - len(self.steps)


@conditional_page
def partnership(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """What two countries are to each other, or were as of a day."""
    row = pairs.found(first, second)
    if row is None:
        raise pairs.nothing_between(first, second)
    if request.path != row.get_absolute_url():
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{row.get_absolute_url()}{'?' if query else ''}{query}")
    look = Look.of(request)
    pair = Pair(row, look)
    ladders = drawn(pair)
    visiting, leading = pair.seen.latest(EventKind.VISIT, MOST_VISITS), pair.seen.leading(MOST_EVENTS + 1)
    stepping = (event.pk for shown in ladders for step in shown.steps for event in step.events)
    events = pair.told([*stepping, *visiting, *leading[:MOST_EVENTS]], counted=True)
    standings, named = pair.instruments[:MOST_INSTRUMENTS], pair.bodies[:MOST_BODIES]
    pair.quote_instruments(standings)
    named = quote(named, look.at)
    points = pair.latest_points(MOST_POINTS)
    disputes = pair.disputes(most=MOST_DISPUTES)
    quoting = [*events.values(), *(standing.instrument for standing in standings)]
    claims = [claim for _, held in disputes for claim in held]
    signed([*_passages(quoting, named, points), *(claim.passage for claim in claims)])
    context = {
        "pair": pair,
        "look": look,
        "ladders": [with_events(shown, events) for shown in ladders],
        "turning": _turning(ladders),
        "accounts": accounts_of_beginnings(pair),
        "points": [(point, point.heard) for point in points],
        "ledger": _ledger(pair),
        "sectors": pair.matrix.rows[:MOST_SECTORS],
        "further_sectors": pair.matrix.rows[MOST_SECTORS:],
        "json": reverse("api-partnership", args=pair.codes) + look.query,
        "standings": standings,
        "mechanisms": [row for row in named if row.is_mechanism],
        "forums": [row for row in named if not row.is_mechanism],
        "disputes": disputes,
        "timeline": [events[pk] for pk in leading[:MOST_EVENTS]],
        "are_events_cut": len(leading) > MOST_EVENTS or pair.seen.is_cut,
        **by_way(pair, [events[pk] for pk in visiting]),
        "are_visits_cut": len(visiting) == MOST_VISITS,
    }
    return render(request, "partnerships/partnership.html", context)


def drawn(pair: Pair, room: Room = PAGE, most: int = MOST_STEPS) -> list[ShownLadder]:
    """The ladders of two countries, each with at most so many steps."""
    found = []
    for ladder in pair.history.ladders:
        steps = ladder.near(most)
        shown = replace(ladder, steps=steps)
        found.append(ShownLadder(ladder, steps, drawing(shown, pair.turned.levels, pair.look.when, room)))
    return found


def with_events(shown: ShownLadder, events: dict[int, PartnershipEvent]) -> ShownLadder:
    """The ladder with all that is told of the events that led to its steps."""
    return replace(shown, steps=tuple(step.with_events(events) for step in shown.steps))


def _turning(ladders: Iterable[ShownLadder]) -> list[PartnershipEvent]:
    """The events that led to the steps shown, oldest first."""
    events = {step.event.pk: step.event for shown in ladders for step in shown.steps if step.event}
    return sorted(events.values(), key=lambda event: str(event.start or "9"))


def accounts_of_beginnings(pair: Pair) -> int:
    """How many accounts there are of when relations began."""
    beginnings = {event.pk for event in pair.turns if event.level_to is None}
    return sum(len(claims) for about, claims in pair.disputed if about.event in beginnings)


def _passages(rows: Iterable[Any], named: Iterable[Mentioned], points: Iterable[Point]) -> list[Passage]:
    """All passages of events and instruments, of what names bodies, and of tellings."""
    tellings = (telling for point in points for telling in point.tellings)
    return [
        *(passage for row in rows for passage in row.passages.all()),
        *(passage for row in named for passage in row.passages),
        *(telling.passage for telling in tellings if telling.passage),
    ]


def _ledger(pair: Pair) -> str:
    return f"{reverse('commitments')}?{urlencode({'partnership': pair.row.slug, **pair.look.parameters})}"


def by_way(pair: Pair, rows: list[PartnershipEvent]) -> dict[str, Any]:
    """Visits by the country that they went to, and those of which that is not told."""
    countries, held = (pair.row.first, pair.row.second), pair.visits(rows)
    return {
        "ways": [(country, [visit for visit in held if visit.to == country.pk]) for country in countries],
        "wayless": [visit for visit in held if not visit.to],
    }
