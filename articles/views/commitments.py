"""The ledger of commitments and requests, and one point with all its tellings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Commitment, Country, Membership, Partnership, Passage, Sector, Telling
from articles.models.evidence import signed
from articles.relating.choosing import Chosen, follow_ups
from articles.relating.ledger import LINE, Point, entries_of, last_of, tellings_of, told_on
from articles.relating.walking import Choice
from articles.views.addresses import with_changes
from articles.views.errors import NotHere
from articles.views.ledger_choices import chips_of, facets_of, picked_of
from articles.views.ledger_csv import table
from articles.views.looks import Look
from articles.views.paging import paged
from articles.views.parameters import many, one_of, pairs, some_of, today
from articles.views.speakers import capacities
from articles.vocabulary import Modality

PAGE_SIZE = 15
SORTS = {"newest": "told last", "quiet": "longest not mentioned", "name": "by name"}


@conditional_page
def ledger(request: HttpRequest) -> HttpResponse:
    """The points of a choice, with what narrows it further, and for how long nothing has been heard of each.

    `format=csv` answers their tellings alone.
    """
    form = one_of(request, "format", ["html", "csv"], "html")
    look = Look.of(request)
    choice = _choice(request, look)
    sort = one_of(request, "sort", SORTS, "newest")
    chosen = Chosen(choice)
    if form == "csv":
        return _csv(request, chosen, _sorted(chosen, sort))
    pks, pages, total = paged(request, _sorted(chosen, sort), PAGE_SIZE)
    facets = facets_of(request, chosen)
    among = Partnership.objects.visible().select_related("first", "second")
    pair = among.between(*choice.pair).first() if choice.pair else None
    points = _points(pks, chosen, tellings_of(pks, choice.until, choice.at, LINE))
    signed(telling.passage for point in points for telling in point.shown if telling.passage)
    context = {
        "points": [(point, last_of((point.heard, chosen.told[point.commitment.pk].followed))) for point in points],
        "pages": pages,
        "total": total,
        "is_cut": chosen.is_cut,
        "facets": facets,
        "chips": [*chips_of(request, look, pair), *picked_of(facets)],
        "pair": pair,
        "look": look,
        "without_known": with_changes(request, known=None),
        "is_narrowed": bool(choice),
        "csv": with_changes(request, format="csv"),
        "sorts": [(name, label, with_changes(request, sort=name), name == sort) for name, label in SORTS.items()],
        "today": look.day,
    }
    return render(request, "commitments/ledger.html", context)


@conditional_page
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    """One point, with each telling of it: how it was put, by whom in which capacity, where it stands."""
    found = Commitment.objects.visible().filter(key=key).told().first()
    if found is None:
        raise NotHere("No point is held here at this address.", "All commitments", reverse("commitments"))
    tellings = list(found.tellings.all())
    speakers = [telling.speaker_id for telling in tellings if telling.speaker_id]
    posts = list(Membership.objects.visible().filter(person__in=speakers).select_related("post"))
    seen = Passage.objects.visible().sourced()
    later = follow_ups().filter(commitment=found).prefetch_related(Prefetch("passage", seen))
    heard = [told_on(telling) for telling in tellings] + [row.passage.version.article.published for row in later]
    context = {
        "point": Point(found, tuple(tellings)),
        "tellings": [
            (telling, span, capacities(telling.speaker_id, posts, span))
            for telling, span in ((telling, told_on(telling)) for telling in tellings)
        ],
        "follow_ups": sorted(later, key=lambda row: row.passage.version.article.published_earliest or date.max),
        "last": last_of(heard),
        "pair": _pair(found),
        "today": today(),
    }
    return render(request, "commitments/commitment.html", context)


def _csv(request: HttpRequest, chosen: Chosen, pks: list[int]) -> HttpResponse:
    told = entries_of(pks, chosen.choice.until, chosen.choice.at)
    text = table(_points(pks, chosen, dict.fromkeys(told, ())), told, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="commitments.csv"'
    return response


def _pair(point: Commitment) -> Partnership | None:
    """The two that a point is between, where it is between two."""
    codes = {country.pk for end in (point.from_countries, point.to_countries) for country in end.all()}
    if len(codes) != 2:
        return None
    one, other = codes
    row: Partnership | None = Partnership.objects.visible().between(one, other).first()
    return row


def _choice(request: HttpRequest, look: Look) -> Choice:
    among = pairs(request)
    if len(among) > 1:
        raise BadRequest("The ledger is of one partnership at a time: leave one of them in the address.")
    return Choice(
        modality=tuple(some_of(request, "modality", Modality.values)),
        from_country=tuple(many(request, "from_country")),
        to_country=tuple(many(request, "to_country")),
        sector=tuple(many(request, "sector")),
        year=_years(request, "year"),
        open_since=_years(request, "open_since"),
        pair=among[0] if among else None,
        until=look.until,
        at=look.at,
    )


def _years(request: HttpRequest, name: str) -> tuple[int, ...]:
    values = many(request, name)
    for text in values:
        if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text)):
            raise BadRequest(f"{name} cannot be “{text[:40]}”: write a year with four digits, as in 2025.")
    return tuple(int(text) for text in values)


def _sorted(chosen: Chosen, sort: str) -> list[int]:
    told = chosen.told
    if sort == "name":
        names = dict(Commitment.objects.filter(pk__in=chosen.pks).values_list("pk", "summary"))
        return sorted(chosen.pks, key=lambda pk: names.get(pk, ""))
    if sort == "quiet":
        return sorted(chosen.pks, key=lambda pk: told[pk].last or date.max)
    return sorted(chosen.pks, key=lambda pk: told[pk].last or date.min, reverse=True)


def _points(pks: list[int], chosen: Chosen, tellings: Mapping[int, Sequence[Telling]]) -> list[Point]:
    """Points with all their tellings: what is chosen is which points are shown, not what is told of them.

    The agencies of the passages are still to be asked for (`signed()`).
    """
    found = Commitment.objects.select_related("through").in_bulk(pks)
    giving, taking, within = (_tied(chosen, pks, name) for name in ("from_country", "to_country", "sector"))
    return [
        Point(found[pk], tuple(tellings[pk]), ends=(giving[pk], taking[pk]), within=within[pk])
        for pk in pks
        if pk in found and pk in tellings
    ]


def _tied(chosen: Chosen, pks: list[int], name: str) -> dict[int, tuple[Any, ...]]:
    """The countries at an end of points, or their sectors: one row of each, however many points have it."""
    tied = {pk: chosen.tied(name).get(pk, []) for pk in pks}
    pairs = {pair for of_point in tied.values() for pair in of_point}
    if name == "sector":
        rows: dict[tuple[str, str], Any] = {pair: Sector(code=pair[0], label=pair[1]) for pair in pairs}
    else:
        rows = {pair: Country(code=pair[0], name=pair[1]) for pair in pairs}
    return {pk: tuple(rows[pair] for pair in of_point) for pk, of_point in tied.items()}
