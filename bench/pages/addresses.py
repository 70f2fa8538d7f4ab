"""The addresses asked for of each kind of page: drawn from what an archive holds, the fullest rows among them."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Model, QuerySet
from django.urls import Resolver404, resolve

from articles.models import (
    Agency,
    Article,
    Commitment,
    Country,
    Instrument,
    Organization,
    Partnership,
    PartnershipEvent,
    Passage,
    Person,
    Place,
    Sector,
    Telling,
)

FULLEST = 5
"""Of the rows of a kind, so many with the most on their page are asked for besides the drawn ones."""

PARTS = ("levels", "visits", "instruments", "bodies", "accounts")
"""What a pair of countries has pages of, whole."""

Drawn = Callable[[random.Random, int], Iterator[str]]


def kinds() -> dict[str, Drawn]:
    """Each kind of page by its name, with what draws so many addresses of it."""
    person, country = _rows(Person, "participations"), _rows(Country, "events")
    pair, day = _rows(Partnership, "changes"), "?as_of=2020-06-15"
    return {
        "article": _rows(Article, "versions__passages"),
        "article as ninjs": _files(Article, "versions__passages", ".ninjs.json"),
        "article as text": _files(Article, "versions__passages", ".txt"),
        "person": person,
        "person as of": _with(person, day),
        "event": _rows(PartnershipEvent, "parts"),
        "event, calendar file": _calendar_files,
        "passage": _rows(Passage, "tellings"),
        "passage, of many people": _rows(Passage, "participations"),
        "partnership": pair,
        "partnership as of": _with(pair, day),
        "compare": _compared,
        "compare, choosing": _always("/partnerships/compare/"),
        "countries": _always("/countries/"),
        "country": country,
        "country as of": _with(country, day),
        "commitment": _rows(Commitment, "tellings"),
        "API, partnership": _with(pair, day, "/api/v1"),
        "day": _days,
        "month": _months,
        "year": _years,
        "register": _choices("/partnerships/", "country", Country, "events"),
        "register as CSV": _choices("/partnerships/?format=csv", "country", Country, "events"),
        **{f"{part} of two": _with(pair, "", "", f"{part}/") for part in PARTS},
        "ledger": _always("/commitments/"),
        "ledger as CSV": _choices("/commitments/?format=csv", "from_country", Country, "events"),
        "ledger, narrowed": _choices("/commitments/?sort=quiet", "from_country", Country, "events"),
        "ledger of two": _ledgers,
        "ledger of a year": _ledgers_of_years,
        "ledger, several facets": _ledgers_of_facets,
        "ledger, two kinds": _choices("/commitments/?modality=pledged&sort=name", "sector", Sector, "articles"),
        "events": _choices("/events/", "country", Country, "events"),
        "people": _pages("/people/"),
        "articles": _pages("/articles/"),
        "organization": _rows(Organization, "posts"),
        "instrument": _rows(Instrument, "passages"),
        "sector": _rows(Sector, "articles"),
        "place": _rows(Place, "articles"),
        "agency": _rows(Agency, "articles"),
        "timeline": _choices("/timeline/", "country", Country, "events"),
        "timeline, person": _choices("/timeline/", "person", Person, "participations"),
        "timeline, grouped": _choices("/timeline/?group=person&scale=year", "country", Country, "events"),
        "timeline, words": _words("/timeline/"),
        "timeline of articles": _words("/timeline/?type=article"),
        "anniversaries": _choices("/anniversaries/", "country", Country, "events"),
        "anniversaries, calendar file": _always("/anniversaries.ics"),
        "search": _words("/search/"),
        "search of articles": _words("/search/?type=article"),
        "search, narrowed": _choices("/search/?q=talks+trade", "country", Country, "events"),
        "search as JSON": _words("/search.json"),
        "search help": _always("/search/help/"),
        "proposals while typing": _typed,
        "home": _always("/"),
        "calendar": _always("/calendar/"),
        "coverage": _always("/coverage/"),
        "about": _always("/about/"),
    }


def _ranked(model: type[Model], relation: str) -> list[Model]:
    """The rows with most behind a relation, as far as everybody may read of them."""
    counted = model._default_manager.annotate(number=Count(relation)).order_by("-number", "pk")
    keys = list(counted.values_list("pk", flat=True)[: 4 * FULLEST])
    shown = _visible(model).in_bulk(keys)
    return [shown[key] for key in keys if key in shown][:FULLEST]


def _visible(model: type[Model]) -> "QuerySet[Any]":
    return model._default_manager.visible()  # type: ignore[attr-defined, no-any-return]


def _some(model: type[Model], chance: random.Random, count: int) -> list[Any]:
    """Rows by chance that everybody may read of; which of all are public is not asked, only of those drawn."""
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    drawn = chance.sample(keys, min(len(keys), 3 * count))
    return list(_visible(model).filter(pk__in=drawn)[:count])


def _rows(model: type[Model], relation: str) -> Drawn:
    """Pages of rows: the fullest, then others by chance."""

    def draw(chance: random.Random, count: int) -> Iterator[str]:
        rows = [*_ranked(model, relation), *_some(model, chance, count)]
        yield from (row.get_absolute_url() for row in rows[:count])

    return draw


def _with(drawn: Drawn, query: str, before: str = "", part: str = "") -> Drawn:
    return lambda chance, count: (f"{before}{address}{part}{query}" for address in drawn(chance, count))


def _ledgers(chance: random.Random, count: int) -> Iterator[str]:
    """The ledger narrowed to two countries, and to one way of putting a point between them."""
    rows = [*_ranked(Partnership, "changes"), *_some(Partnership, chance, count)]
    for number, row in enumerate(rows[:count]):
        yield f"/commitments/?partnership={row.slug}{'&modality=pledged' if number % 2 else ''}"


def _ledgers_of_years(chance: random.Random, count: int) -> Iterator[str]:
    """The ledger narrowed to when points were told, were first told and not completed, had been told by."""
    for number in range(count):
        yield f"/commitments/?{('year', 'open_since', 'as_of')[number % 3]}={chance.randint(1996, 2025)}"


def _ledgers_of_facets(chance: random.Random, count: int) -> Iterator[str]:
    """The ledger narrowed by three kinds of facets to all six at once, as they are of one telling; by two values of one
    kind in every third address.
    """
    for number, telling in enumerate(_some(Telling, chance, count)):
        point = telling.commitment
        first = min((day for row in point.tellings.visible().dated() if (day := row.told_earliest)), default=None)
        day = Telling.objects.dated().get(pk=telling.pk).told_earliest
        facets = {
            "modality": [telling.modality],
            "from_country": [country.pk for country in point.from_countries.all()],
            "to_country": [country.pk for country in point.to_countries.all()],
            "sector": [sector.code for sector in point.sectors.all()],
            "year": [day.year] if day else [],
            "open_since": [first.year] if first else [],
        }
        names = [name for name, values in facets.items() if values]
        chosen = chance.sample(names, chance.randint(min(3, len(names)), len(names)))
        pairs = [(name, value) for name in chosen for value in facets[name][: 2 if number % 3 == 0 else 1]]
        yield f"/commitments/?{urlencode(pairs)}"


def _typed(chance: random.Random, count: int) -> Iterator[str]:
    """The beginnings of names, as they are typed."""
    for row in _some(Person, chance, count):
        yield f"/suggest.json?q={row.family_name[: chance.randint(1, 5)]}"


def _files(model: type[Model], relation: str, ending: str) -> Drawn:
    drawn = _rows(model, relation)
    return lambda chance, count: (f"{address.rstrip('/')}{ending}" for address in drawn(chance, count))


def _calendar_files(chance: random.Random, count: int) -> Iterator[str]:
    return (f"/events/{row.slug}.ics" for row in _some(PartnershipEvent, chance, count) if row.start)


def _compared(chance: random.Random, count: int) -> Iterator[str]:
    rows = [*_ranked(Partnership, "changes"), *_some(Partnership, chance, count)]
    slugs = list(dict.fromkeys(row.slug for row in rows))
    for _ in range(count):
        one, other = chance.sample(slugs, 2)
        yield f"/partnerships/{one}/compare/{other}/"


def _days(chance: random.Random, count: int) -> Iterator[str]:
    for row in _some(Article, chance, count):
        if row.published_earliest:
            later = row.published_earliest + timedelta(days=chance.choice((0, 0, 1)))
            yield f"/{later:%Y/%m/%d}/"


def _months(chance: random.Random, count: int) -> Iterator[str]:
    return (f"/{chance.randint(1996, 2025)}/{chance.randint(1, 12):02}/" for _ in range(count))


def _years(chance: random.Random, count: int) -> Iterator[str]:
    return (f"/{chance.randint(1996, 2025)}/" for _ in range(count))


def _choices(path: str, name: str, model: type[Model], relation: str) -> Drawn:
    """A list as it is, and narrowed to each of the fullest rows in turn."""
    joint = "&" if "?" in path else "?"

    def draw(chance: random.Random, count: int) -> Iterator[str]:
        values = [getattr(row, "slug", row.pk) for row in _ranked(model, relation)]
        addresses = [path, *(f"{path}{joint}{name}={value}" for value in values)]
        return (addresses[number % len(addresses)] for number in range(count))

    return draw


def _pages(path: str) -> Drawn:
    return lambda chance, count: (f"{path}?page={number % 5 + 1}" for number in range(count))


def _always(path: str) -> Drawn:
    return lambda chance, count: (path for _ in range(count))


def _words(path: str) -> Drawn:
    """A list narrowed to words of titles."""
    joint = "&" if "?" in path else "?"

    def draw(chance: random.Random, count: int) -> Iterator[str]:
        titles = list(PartnershipEvent.objects.order_by("pk").values_list("title", flat=True)[:2_000])
        for title in chance.sample(titles, min(count, len(titles))):
            yield f"{path}{joint}q={max(title.split(), key=len)}"

    return draw


def known(address: str) -> bool:
    """Whether the site has such pages at all."""
    try:
        resolve(address.partition("?")[0])
    except Resolver404:
        return False
    return True
