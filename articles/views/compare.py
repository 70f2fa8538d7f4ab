"""Two partnerships side by side, as of the same day."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Country, Partnership, PartnershipEvent
from articles.models.evidence import signed
from articles.relating import accounts, turning
from articles.relating.bodies import Mentioned, bodies_of
from articles.relating.instruments import Standing, instruments_of
from articles.relating.matrices import matrices_of
from articles.relating.occasions import lines, visited
from articles.views import pairs
from articles.views.errors import NotHere
from articles.views.ladders import CELL
from articles.views.looks import Look
from articles.views.pairs import Pair
from articles.views.partnerships import ShownLadder, drawn
from articles.vocabulary import EventKind, EventStatus

MOST_OFFERED = 200
MOST_SECTORS = 6
MOST_STEPS = 6
MOST_BEGINNINGS = 2
MOST_CHANGES = 6
MOST_VISITS = 48
MOST_INSTRUMENTS = 12
MOST_MECHANISMS = 12


Went = tuple[Country | None, int, PartnershipEvent]
"""The country visited, None where that is not told, the number of visits of one status, and the last one."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with what a column of the comparison shows."""

    pair: Pair
    ladders: list[ShownLadder]
    begun: list[PartnershipEvent]
    changes: list[PartnershipEvent]
    are_changes_cut: bool
    sectors: list[tuple[str, str, int]]
    visits: list[Went]
    are_visits_cut: bool
    accounts: int
    instruments: list[Standing]
    mechanisms: list[Mentioned]

    @property
    def ledger(self) -> str:
        return (
            reverse("commitments") + "?" + urlencode({"partnership": self.pair.row.slug, **self.pair.look.parameters})
        )


@conditional_page
def choose(request: HttpRequest) -> HttpResponse:
    """The form that asks which two; with both, the way to their comparison."""
    look = Look.of(request)
    slugs = [request.GET.get(name, "").strip() for name in ("a", "b")]
    rows = [_named(slug) for slug in slugs]
    if all(rows):
        return HttpResponseRedirect(address(*(row.slug for row in rows if row)) + look.query)
    pairs = Partnership.objects.visible().order_by("first_id", "second_id")
    offered = pairs.select_related("first", "second")[:MOST_OFFERED]
    chosen = [row.slug if row else "" for row in rows]
    return render(request, "partnerships/choose.html", {"offered": offered, "chosen": chosen, "look": look})


@conditional_page
def compare(request: HttpRequest, one: str, two: str, other_one: str, other_two: str) -> HttpResponse:
    """What two pairs of countries are, each in a column."""
    rows = pairs.both((one, two), (other_one, other_two))
    if rows[0] is None or rows[1] is None:
        missing = f"{one}-{two}" if rows[0] is None else f"{other_one}-{other_two}"
        raise NotHere(f"Nothing is held here of {missing}.", "Choose two others", reverse("compare-partnerships"))
    look = Look.of(request)
    canonical = address(rows[0].slug, rows[1].slug)
    if request.path != canonical:
        return HttpResponseRedirect(canonical + look.query)
    pairs_of = [Pair(row, look) for row in rows if row]
    turned, levels = turning.turned({pair.row.pk for pair in pairs_of}, look.at)
    for pair in pairs_of:  # asked for both at once
        of_pair = [event for event in turned if event.partnership_id == pair.row.pk]
        pair.turned = turning.Turned(of_pair, levels)
    turns = [_turns(pair) for pair in pairs_of]
    visiting = [pair.seen.latest(EventKind.VISIT, MOST_VISITS + 1) for pair in pairs_of]
    visits = visited((key for of_pair in visiting for key in of_pair[:MOST_VISITS]), look.at)
    went = [
        _went(pair, [row for row in visits if row.pk in keys]) for pair, keys in zip(pairs_of, visiting, strict=True)
    ]
    last = [event.pk for of_pair in went for _, _, event in of_pair]
    events = {row.pk: row for row in lines([*(key for of_pair in turns for key in of_pair), *last], look.at)}
    begun = [event.pk for event in turned if event.kind == EventKind.RELATIONS_ESTABLISHED]
    claimed = accounts.disputed(pairs_of[0].row.pk, begun, look.at)
    _ask_at_once(pairs_of)
    sides = [
        _side(pair, [events[key] for key in keys], [(to, number, events[row.pk]) for to, number, row in ways], claimed)
        for pair, keys, ways in zip(pairs_of, turns, went, strict=True)
    ]
    _quote(sides, events.values())
    context = {"sides": sides, "look": look, "path": canonical, "visits_looked_through": MOST_VISITS}
    return render(request, "partnerships/compare.html", context)


def _ask_at_once(pairs_of: list[Pair]) -> None:
    """Give both what is asked for of the two together: instruments, points and mechanisms."""
    seen = [pair.seen for pair in pairs_of]
    answers = instruments_of(seen), matrices_of(seen), bodies_of(seen, forums=False)
    for pair, standings, matrix, mechanisms in zip(pairs_of, *answers, strict=True):
        pair.instruments, pair.matrix, pair.bodies = standings, matrix, mechanisms


def _quote(sides: list[Side], events: Iterable[PartnershipEvent]) -> None:
    """Ask for the passages of instruments of both sides, and for the agencies of those and of events."""
    standings = [standing for side in sides for standing in side.instruments]
    if standings:
        sides[0].pair.quote_instruments(standings)
    quoted: list[Any] = [*events, *(standing.instrument for standing in standings)]
    signed(passage for row in quoted for passage in row.passages.all())


def _turns(pair: Pair) -> list[int]:
    """The keys of what is told of: when relations began, and the latest level changes."""
    begun = [event.pk for event in pair.turns if event.kind == EventKind.RELATIONS_ESTABLISHED]
    changes = [event.pk for event in pair.history.changes]
    return [*begun[:MOST_BEGINNINGS], *changes[-MOST_CHANGES:]]


def address(one: str, other: str) -> str:
    """The comparison of two partnerships by their slugs."""
    return reverse("compare", args=[*one.split("-"), *other.split("-")])


def _named(slug: str) -> Partnership | None:
    """The partnership of a slug, None of an empty one; `BadRequest` where nothing is held of it."""
    if not slug:
        return None
    first, _, second = slug.partition("-")
    row = pairs.found(first, second) if first.isalpha() and second.isalpha() else None
    if row is None:
        raise BadRequest(f"Nothing is held here of “{slug[:40]}”: write two codes of a partnership, as in bg-vn.")
    return row


def _went(pair: Pair, visits: list[PartnershipEvent]) -> list[Went]:
    """The visits each way, those made before those only planned or invited to: how many there are, and the last one."""
    statuses = [status.value for status in EventStatus]
    ways = sorted(pair.visits(visits), key=lambda visit: (visit.to, statuses.index(visit.event.status)))
    by_country = {country.pk: country for country in (pair.row.first, pair.row.second)}
    went = []
    for (to, _), group in groupby(ways, key=lambda visit: (visit.to, visit.event.status)):
        held = list(group)
        went.append((by_country.get(to), len(held), max(held, key=lambda visit: str(visit.event.start)).event))
    return went


def _side(
    pair: Pair, turns: list[PartnershipEvent], went: list[Went], claimed: dict[accounts.Subject, list[int]]
) -> Side:
    sectors = [(row.sector.code, row.sector.label, row.total) for row in pair.matrix.rows if row.sector]
    changes = [event for event in turns if event.kind == EventKind.LEVEL_CHANGE]
    begun = {event.pk for event in turns if event.kind == EventKind.RELATIONS_ESTABLISHED}
    return Side(
        pair=pair,
        ladders=drawn(pair, CELL, MOST_STEPS),
        begun=[event for event in turns if event.kind == EventKind.RELATIONS_ESTABLISHED],
        changes=changes,
        are_changes_cut=len(changes) == MOST_CHANGES,
        sectors=sectors[:MOST_SECTORS],
        visits=went,
        are_visits_cut=len(pair.seen.latest(EventKind.VISIT, MOST_VISITS + 1)) > MOST_VISITS,
        accounts=sum(len(claims) for about, claims in claimed.items() if about.event in begun),
        instruments=pair.instruments[:MOST_INSTRUMENTS],
        mechanisms=pair.mechanisms[:MOST_MECHANISMS],
    )
