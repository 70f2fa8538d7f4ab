"""The addresses asked for of each kind of page: drawn from what an archive holds, the fullest rows among them."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import Count, F, Model, QuerySet
from django.urls import Resolver404, resolve

from articles.models import Article, Commitment, Country, Partnership, PartnershipEvent, Passage, Person

FULLEST = 5
"""Of the rows of a kind, so many with the most on their page are asked for besides the drawn ones."""

Drawn = Callable[[random.Random, int], Iterator[str]]


def kinds() -> dict[str, Drawn]:
    """Each kind of page by its name, with what draws so many addresses of it."""
    people, countries = _ranked(Person, "participations"), _ranked(Country, "events")
    pairs = _ranked(Partnership, "changes")
    drawn: dict[str, Drawn] = {
        "article": _rows(Article.objects.visible(), _ranked(Article, "versions__passages")),
        "person": _rows(Person.objects.visible(), people),
        "person as of": _with(_rows(Person.objects.visible(), people), "?as_of=2020-06-15"),
        "event": _rows(PartnershipEvent.objects.visible(), _ranked(PartnershipEvent, "parts")),
        "event, calendar file": _files(PartnershipEvent.objects.visible(), "/events/"),
        "passage": _rows(Passage.objects.visible(), _ranked(Passage, "tellings")),
        "partnership": _rows(Partnership.objects.visible(), pairs),
        "partnership as of": _with(_rows(Partnership.objects.visible(), pairs), "?as_of=2020-06-15"),
        "compare": _compared,
        "country": _rows(Country.objects.visible(), countries),
        "country as of": _with(_rows(Country.objects.visible(), countries), "?as_of=2020-06-15"),
        "commitment": _rows(Commitment.objects.visible(), _ranked(Commitment, "tellings")),
        "API, partnership": _with(_rows(Partnership.objects.visible(), pairs), "?as_of=2020-06-15", "/api/v1"),
        "day": _days,
        "month": _months,
        "register": _choices("/partnerships/", "country", countries),
        "ledger": _choices("/commitments/", "from", countries),
        "events": _choices("/events/", "country", countries),
        "people": _pages("/people/"),
        "timeline": _choices("/timeline/", "country", countries),
        "timeline, person": _choices("/timeline/", "person", people),
        "timeline, grouped": _choices("/timeline/?group=person&scale=year", "country", countries),
        "timeline, words": _words("/timeline/"),
        "timeline of articles": _words("/timeline/?type=article"),
        "anniversaries": _choices("/anniversaries/", "country", countries),
        "anniversaries, calendar file": _choices("/anniversaries.ics", "country", countries),
        "home": _always("/"),
        "calendar": _always("/calendar/"),
    }
    return drawn


def _ranked(model: type[Model], relation: str) -> list[Model]:
    rows = model._default_manager.visible() if hasattr(model._default_manager, "visible") else model._default_manager
    keys = [row.pk for row in rows.order_by(F("pk"))] if model is Country else None
    found = model._default_manager.annotate(number=Count(relation)).order_by("-number", "pk")
    return list(found.filter(pk__in=keys)[:FULLEST] if keys else found.filter(pk__in=rows.values("pk"))[:FULLEST])


def _rows(rows: "QuerySet[Model]", fullest: list[Model]) -> Drawn:
    """Pages of rows: the fullest, then others by chance."""

    def draw(chance: random.Random, count: int) -> Iterator[str]:
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        chosen = chance.sample(keys, min(len(keys), max(count - len(fullest), 0)))
        found = {row.pk: row for row in rows.filter(pk__in=chosen)}
        yield from (row.get_absolute_url() for row in [*fullest, *found.values()][:count])  # type: ignore[attr-defined]

    return draw


def _with(drawn: Drawn, query: str, before: str = "") -> Drawn:
    return lambda chance, count: (f"{before}{address}{query}" for address in drawn(chance, count))


def _files(rows: "QuerySet[Model]", path: str) -> Drawn:
    def draw(chance: random.Random, count: int) -> Iterator[str]:
        slugs = list(rows.order_by("pk").values_list("slug", flat=True))
        yield from (f"{path}{slug}.ics" for slug in chance.sample(slugs, min(count, len(slugs))))

    return draw


def _compared(chance: random.Random, count: int) -> Iterator[str]:
    slugs = [row.slug for row in Partnership.objects.visible().order_by("pk")]
    for _ in range(count):
        one, other = chance.sample(slugs, 2)
        yield f"/partnerships/{one}/compare/{other}/"


def _days(chance: random.Random, count: int) -> Iterator[str]:
    spans = Article.objects.visible().order_by("pk").values_list("published_earliest", flat=True)
    days = sorted({day for day in spans if day})
    for day in chance.sample(days, min(count, len(days))):
        later = day + timedelta(days=chance.choice((0, 0, 1)))
        yield f"/{later:%Y/%m/%d}/"


def _months(chance: random.Random, count: int) -> Iterator[str]:
    return (f"/{chance.randint(1996, 2025)}/{chance.randint(1, 12):02}/" for _ in range(count))


def _choices(path: str, name: str, fullest: list[Model]) -> Drawn:
    """A list as it is, its second page, and narrowed to each of the fullest rows in turn."""
    joint = "&" if "?" in path else "?"
    values = [getattr(row, "slug", row.pk) for row in fullest]
    addresses = [path, f"{path}{joint}page=2", *(f"{path}{joint}{name}={value}" for value in values)]
    addresses = [address for address in addresses if "page" not in address or "anniversaries" not in address]
    return lambda chance, count: (addresses[number % len(addresses)] for number in range(count))


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
