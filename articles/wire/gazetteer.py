"""The names that a reader of copy may know: a frozen value, made from rows elsewhere (`articles.imports.names`)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from articles.dates import Span, Truth, holds
from articles.vocabulary import NameKind

PERSON, COUNTRY, PLACE = "person", "country", "place"
ORGANIZATION, INSTRUMENT, SECTOR, LEVEL = "organization", "instrument", "sector", "level"


@dataclass(frozen=True, slots=True)
class Office:
    """A post that someone held: its labels, the country it belongs to, and for how long as far as is known."""

    label: str
    short_label: str = ""
    country: str = ""
    since: Span | None = None
    until: Span | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it may have been held on a day; any office may where the day is not known."""
        return day is None or holds(self.since, self.until, day) is not Truth.NO


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom or what names mean: `key` is the slug or code of the row, `country` the one it belongs to or acts for.

    `parties` are those of a mechanism or instrument. Of a person: family and short name, and offices. Of a level:
    `country` is its owner and `rank` its step.
    """

    type: str
    key: str
    label: str
    country: str = ""
    bloc: bool = False
    parties: tuple[str, ...] = ()
    family: str = ""
    short: str = ""
    offices: tuple[Office, ...] = ()
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name: as printed, folded (`articles.folding.fold`), whose, and when it meant them."""

    form: str
    folded: str
    type: str
    key: str
    kind: str = NameKind.ALIAS
    language: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def used(self, day: date | None) -> bool:
        """Whether the form meant its bearer on a day. One that is bound to days needs a day."""
        if self.valid_from is None and self.valid_to is None:
            return True
        return day is not None and (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True)
class Gazetteer:
    """Names and whom they mean. Made once for many stories: what is looked up in it is worked out once."""

    forms: tuple[Form, ...] = ()
    bearers: tuple[Bearer, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Bearer]:
        """The bearer of a type and key."""
        return {(bearer.type, bearer.key): bearer for bearer in self.bearers}

    @cached_property
    def levels(self) -> tuple[Bearer, ...]:
        """The levels of all ladders, the longest label first, so that the fuller one is met first."""
        found = (bearer for bearer in self.bearers if bearer.type == LEVEL)
        return tuple(sorted(found, key=lambda level: (-len(level.label), level.key)))

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Bearer, ...]]:
        """People by the country that they act for."""
        found: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in self.bearers:
            if bearer.type == PERSON:
                found[bearer.country].append(bearer)
        return {country: tuple(people) for country, people in found.items()}
