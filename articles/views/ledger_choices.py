"""What narrows the ledger: its facets and chips, each with the address that chooses it or leaves it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest

from articles.models import Partnership
from articles.relating.choosing import Chosen, Value
from articles.views.addresses import with_changes
from articles.views.looks import Look
from articles.vocabulary import Modality

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


def facets_of(request: HttpRequest, chosen: Chosen) -> list[Facet]:
    """The facets that offer something, what is chosen of each first."""
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


def chips_of(request: HttpRequest, look: Look, pair: Partnership | None) -> list[Offer]:
    """The kinds of choices that no facet stands for, each with the address without it."""
    named = f"{pair.first} and {pair.second}" if pair else request.GET.get("partnership", "").strip()
    shown = {
        "partnership": ("between", named),
        "as_of": ("told by", look.asked and look.asked.words),
        "known": ("as known by", look.known and look.known.words),
    }
    return [
        Offer(f"{words} {value}", 0, with_changes(request, **{name: None}), True)
        for name, (words, value) in shown.items()
        if value
    ]


def picked_of(facets: list[Facet]) -> list[Offer]:
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
