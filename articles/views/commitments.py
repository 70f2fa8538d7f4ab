"""The ledger of commitments and requests, and one point with all its tellings."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Commitment, Country, Membership, Partnership, Passage, Sector, Telling
from articles.models.evidence import signed
from articles.relating.choosing import Chosen, Value, follow_ups
from articles.relating.ledger import LINE, Point, last_of, tellings_of, told_on
from articles.relating.walking import Choice
from articles.views.errors import NotHere
from articles.views.looks import Look
from articles.views.paging import paged
from articles.views.parameters import many, one_of, pairs, some_of, today
from articles.views.speakers import capacities
from articles.vocabulary import Modality

PAGE_SIZE = 15
MOST_SHOWN = 8
"""Values of a facet that are shown at once; the others unfold."""
MOST_MORE = 32
"""Of the others, so many."""
TITLES = {
    "modality": "How it was put",
    "from_country": "From",
    "to_country": "To",
    "sector": "Sector",
    "year": "Told in",
    "open_since": "Open since",
}
SORTS = {"newest": "told last", "quiet": "longest not mentioned", "name": "by name"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One value of a facet, and the address with it chosen, or no longer chosen."""

    label: str
    count: int
    url: str
    selected: bool
    excluded: bool = False
    without: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    shown: tuple[Offer, ...]
    more: tuple[Offer, ...]
    further: int = 0
    is_partly_counted: bool = False
    hint: str = "choose one of two countries on the page of the two, or narrow the ledger otherwise."


@conditional_page
def ledger(request: HttpRequest) -> HttpResponse:
    """The points of a choice, with what narrows it further, and for how long nothing has been heard of each."""
    look = Look.of(request)
    choice = _choice(request, look)
    sort = one_of(request, "sort", SORTS, "newest")
    chosen = Chosen(choice)
    pks, pages, total = paged(request, _sorted(chosen, sort), PAGE_SIZE)
    facets = _facets(request, chosen)
    among = Partnership.objects.visible().select_related("first", "second")
    pair = among.between(*choice.pair).first() if choice.pair else None
    context = {
        "points": [
            (point, last_of((point.heard, chosen.told[point.commitment.pk].followed))) for point in _points(pks, chosen)
        ],
        "pages": pages,
        "total": total,
        "is_cut": chosen.is_cut,
        "facets": facets,
        "chips": [*_chips(request, look, pair), *_picked(facets)],
        "pair": pair,
        "look": look,
        "without_known": _address(request, known=None),
        "is_narrowed": bool(choice),
        "sorts": [(name, label, _address(request, sort=name), name == sort) for name, label in SORTS.items()],
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


def _points(pks: list[int], chosen: Chosen) -> list[Point]:
    """Points with all their tellings: what is chosen is which points are shown, not what is told of them."""
    found = Commitment.objects.select_related("through").in_bulk(pks)
    tellings = tellings_of(pks, chosen.choice.until, chosen.choice.at, LINE)
    points = [_point(found[pk], tellings[pk], chosen) for pk in pks if pk in found and pk in tellings]
    signed(telling.passage for point in points for telling in point.shown if telling.passage)
    return points


def _point(row: Commitment, tellings: list[Telling], chosen: Chosen) -> Point:
    givers, takers, sectors = (chosen.tied(name).get(row.pk, []) for name in ("from_country", "to_country", "sector"))
    ends = (_countries(givers), _countries(takers))
    return Point(
        row, tuple(tellings), ends=ends, within=tuple(Sector(code=code, label=label) for code, label in sectors)
    )


def _countries(rows: list[tuple[str, str]]) -> tuple[Country, ...]:
    return tuple(Country(code=code, name=name) for code, name in rows)


def _facets(request: HttpRequest, chosen: Chosen) -> list[Facet]:
    facets = []
    for name, title in TITLES.items():
        picked = [str(value) for value in getattr(chosen.choice, name)]
        found = _in_order(name, chosen.values(name))
        missing = [Value(code, code, 0) for code in sorted({*picked} - {value.code for value in found})]
        values = sorted([*missing, *found], key=lambda value: value.code not in picked)
        shown, kept = values[: MOST_SHOWN + MOST_MORE], _kept(request, name)
        offers = [
            Offer(
                _label(name, value),
                value.count,
                _toggled(request, kept, name, picked, value.code),
                value.code in picked,
            )
            for value in shown
        ]
        if offers:
            further = len(values) - len(offers)
            is_partly = chosen.is_partly_counted(name) and not chosen.is_cut  # of all counts the page says it by itself
            facets.append(
                Facet(name, title, tuple(offers[:MOST_SHOWN]), tuple(offers[MOST_SHOWN:]), further, is_partly)
            )
    return facets


def _in_order(name: str, values: list[Value]) -> list[Value]:
    """Modalities as the vocabulary has them, years from the latest, all else by how many points there are."""
    if name == "modality":
        return sorted(values, key=lambda value: Modality.values.index(value.code))
    if name in ("year", "open_since"):
        return sorted(values, key=lambda value: value.code, reverse=True)
    return values


def _label(name: str, value: Value) -> str:
    return str(Modality(value.code).label) if name == "modality" else value.label


def _chips(request: HttpRequest, look: Look, pair: Partnership | None) -> list[Offer]:
    """The kinds of choices that no facet stands for, each with the address without it."""
    named = f"{pair.first} and {pair.second}" if pair else request.GET.get("partnership", "").strip()
    shown = {
        "partnership": ("between", named),
        "as_of": ("told by", look.asked and look.asked.words),
        "known": ("as known by", look.known and look.known.words),
    }
    return [
        Offer(f"{words} {value}", 0, _address(request, **{name: None}), True)
        for name, (words, value) in shown.items()
        if value
    ]


def _picked(facets: list[Facet]) -> list[Offer]:
    """What is chosen of the facets, which a narrow page folds away, each with the address without it."""
    picked = ((facet, offer) for facet in facets for offer in (*facet.shown, *facet.more) if offer.selected)
    return [replace(offer, label=f"{facet.title}: {offer.label}") for facet, offer in picked]


def _kept(request: HttpRequest, name: str) -> list[str]:
    """What is asked for besides one parameter, as it is written in addresses; the page is not kept."""
    kept = {other: values for other, values in request.GET.lists() if other not in (name, "page")}
    return [urlencode(kept, doseq=True)] if kept else []


def _toggled(request: HttpRequest, kept: list[str], name: str, picked: list[str], value: str) -> str:
    """The address with one value of a kind more, or less."""
    changed = [one for one in picked if one != value] if value in picked else [*picked, value]
    query = "&".join([*kept, *(urlencode({name: one}) for one in changed)])
    return f"{request.path}?{query}" if query else request.path


def _address(request: HttpRequest, **changed: str | None) -> str:
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changed.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path
