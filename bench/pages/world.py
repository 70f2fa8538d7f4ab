"""Who and what an invented archive is about: countries, places, bodies, people in posts, levels, sectors, papers.

Everything is drawn from a seed. One country, `aa`, stands in half of all events, as in an archive kept in one country.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any, TypeVar

from django.db import connection, models

from articles.folding import fold
from articles.models import (
    Agency,
    Country,
    Instrument,
    Membership,
    Name,
    Organization,
    Partnership,
    PartnershipLevel,
    Person,
    Place,
    Post,
    Sector,
)
from bench.vocabulary import Vocabulary

Row = TypeVar("Row", bound=models.Model)
BATCH = 2000
FIRST_DAY, DAYS = date(1995, 1, 1), 11_300
OWNERS, RUNGS = 20, 5
"""Countries that declare levels, and how many each has."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows of each kind an archive has."""

    articles: int
    people: int
    events: int
    commitments: int
    countries: int = 200
    bodies: int = 800
    places: int = 500
    posts: int = 1_000
    pairs: int = 1_200
    papers: int = 1_000


SIZES = {"small": Size(2_000, 500, 1_000, 2_000), "full": Size(100_000, 5_000, 20_000, 50_000)}


@dataclass(frozen=True, slots=True)
class World:
    """The rows that articles, events and commitments are about, the commonest first."""

    countries: list[Country]
    partnerships: list[Partnership]
    levels: dict[str, list[PartnershipLevel]]
    places: list[Place]
    organizations: list[Organization]
    people: list[Person]
    posts: list[Post]
    memberships: list[Membership]
    instruments: list[Instrument]
    sectors: list[Sector]
    agencies: list[Agency]


def stored(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """The rows, written in batches, with their keys."""
    return model._default_manager.bulk_create(rows, batch_size=BATCH)


def tied(through: type[models.Model], pairs: Iterable[tuple[Any, Any]]) -> None:
    """Rows of a table that ties two others, written past Django's models, which are slow by the hundred thousand."""
    columns = [field.column for field in through._meta.fields if field.is_relation]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{through._meta.db_table}" ({names}) VALUES (%s, %s)', list(pairs))


def some_day(chance: random.Random) -> date:
    """A day, the later years fuller."""
    return FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.6))


def common(chance: random.Random, rows: list[Any]) -> Any:
    """One of some rows, the first ones more often: of 5,000 people, the first stands in one of seventy places."""
    return rows[int(len(rows) * chance.random() ** 2)]


def world(size: Size, vocabulary: Vocabulary, chance: random.Random) -> World:
    """Make and store the rows of a world for an archive of a size."""
    words = (word.capitalize() for word in vocabulary.words[500:])
    codes = ["".join(letters) for letters in product("abcdefghijklmnopq", repeat=2)][: size.countries]
    countries = stored(Country, (Country(code=code, name=next(words)) for code in codes))
    organizations = stored(Organization, _organizations(size.bodies, countries, words, chance))
    places = stored(Place, (_place(number, countries, words, chance) for number in range(size.places)))
    people = stored(Person, (_person(number, countries, words, chance) for number in range(size.people)))
    names = (_alias(person, next(words)) for person in people for _ in range(chance.randint(0, 2)))
    stored(Name, names)
    posts = stored(Post, (_post(number, organizations, words, chance) for number in range(size.posts)))
    sectors = stored(Sector, (Sector(code=f"sector-{number}", label=next(words)) for number in range(30)))
    agencies = [Agency(code=f"agency-{n}", short_name=f"A{n}", name=next(words)) for n in range(10)]
    return World(
        countries=countries,
        partnerships=stored(Partnership, _pairs(size.pairs, countries, chance)),
        levels=_levels(countries[:OWNERS], words),
        places=places,
        organizations=organizations,
        people=people,
        posts=posts,
        memberships=stored(Membership, _memberships(people, posts, chance)),
        instruments=_instruments(size.papers, countries, words, chance),
        sectors=sectors,
        agencies=stored(Agency, agencies),
    )


def _organizations(
    count: int, countries: list[Country], words: Iterator[str], chance: random.Random
) -> Iterator[Organization]:
    for number in range(count):
        kind = "mechanism" if number % 8 == 0 else "ministry"
        yield Organization(
            slug=f"body-{number}", name=f"{next(words)} office", kind=kind, country=common(chance, countries)
        )


def _place(number: int, countries: list[Country], words: Iterator[str], chance: random.Random) -> Place:
    return Place(slug=f"place-{number}", name=next(words), country=common(chance, countries))


def _person(number: int, countries: list[Country], words: Iterator[str], chance: random.Random) -> Person:
    given, family = next(words), next(words)
    return Person(
        slug=f"person-{number}",
        name=f"{given} {family}",
        given_name=given,
        family_name=family,
        short_name=family,
        sort_name=f"{family}, {given}",
        country=common(chance, countries),
    )


def _alias(person: Person, word: str) -> Name:
    form = f"{word} {person.family_name}"
    return Name(person=person, form=form, folded=fold(form), kind="alias")


def _post(number: int, organizations: list[Organization], words: Iterator[str], chance: random.Random) -> Post:
    body = common(chance, organizations)
    return Post(slug=f"post-{number}", label=f"Head of {next(words)}", organization=body, country_id=body.country_id)


def _memberships(people: list[Person], posts: list[Post], chance: random.Random) -> Iterator[Membership]:
    """One to three posts a person, each known to have been held from a day to another; all on one passage later."""
    for person in people:
        for post in chance.sample(posts, chance.randint(1, 3)):
            begin = some_day(chance)
            end = begin + timedelta(days=chance.randint(100, 3000))
            yield Membership(person=person, post=post, start=str(begin), end=f"{end}/..")


def _pairs(count: int, countries: list[Country], chance: random.Random) -> Iterator[Partnership]:
    """The first country with every other one, and some of the others with each other."""
    hub, *others = countries
    pairs = {(hub.code, other.code) for other in others}
    while len(pairs) < count:
        one, other = sorted((common(chance, countries).code, common(chance, countries).code))
        if one != other:
            pairs.add((one, other))
    return (Partnership(first_id=one, second_id=other) for one, other in sorted(pairs))


def _levels(owners: list[Country], words: Iterator[str]) -> dict[str, list[PartnershipLevel]]:
    rungs = [
        PartnershipLevel(code=f"{owner.code}-level-{rank}", owner=owner, label=f"{next(words)} partnership", rank=rank)
        for owner in owners
        for rank in range(1, RUNGS + 1)
    ]
    rows = stored(PartnershipLevel, rungs)
    return {owner.code: [row for row in rows if row.owner_id == owner.code] for owner in owners}


def _instruments(count: int, countries: list[Country], words: Iterator[str], chance: random.Random) -> list[Instrument]:
    rows = [
        Instrument(slug=f"paper-{n}", title=f"{next(words)} agreement", kind="agreement", signed=str(some_day(chance)))
        for n in range(count)
    ]
    stored(Instrument, rows)
    ties = ((row.pk, code) for row in rows for code in sorted({countries[0].code, common(chance, countries).code}))
    tied(Instrument.parties.through, ties)
    return rows
