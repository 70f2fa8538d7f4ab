"""The gazetteer that readers of copy are handed: every name that the archive knows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator

from articles.folding import fold
from articles.models import (
    Country,
    Instrument,
    Membership,
    Name,
    Organization,
    PartnershipLevel,
    Person,
    Place,
    Sector,
)
from articles.models.names import BEARERS
from articles.vocabulary import CountryKind, NameKind
from articles.wire import gazetteer as known
from articles.wire.gazetteer import Bearer, Form, Gazetteer, Office


def gazetteer() -> Gazetteer:
    """All names as they stand now. Whoever reads many stories makes it once."""
    bearers = (*_people(), *_countries(), *_places(), *_organizations(), *_instruments(), *_sectors(), *_levels())
    entered = tuple(_entered())
    taken = {(form.type, form.key, form.folded) for form in entered}
    labels = (form for form in _labels(bearers) if (form.type, form.key, form.folded) not in taken)
    return Gazetteer(forms=(*entered, *labels), bearers=bearers)


def _entered() -> Iterator[Form]:
    """The forms that editors entered."""
    rows = Name.objects.select_related("person", "organization", "country", "place", "instrument")
    for row in rows:
        kind = next(bearer for bearer in BEARERS if getattr(row, f"{bearer}_id") is not None)
        key = row.country_id if kind == known.COUNTRY else getattr(row, kind).slug
        yield Form(row.form, row.folded, kind, key, row.kind, row.language, row.valid_from, row.valid_to)


def _labels(bearers: tuple[Bearer, ...]) -> Iterator[Form]:
    """What rows are called, and the other labels of sectors."""
    for bearer in bearers:
        yield Form(bearer.label, fold(bearer.label), bearer.type, bearer.key, NameKind.PREFERRED)
    for code, labels in Sector.objects.values_list("code", "alternative_labels"):
        for label in filter(None, map(str.strip, labels.splitlines())):
            yield Form(label, fold(label), known.SECTOR, code)


def _people() -> Iterator[Bearer]:
    offices: dict[int, list[Office]] = defaultdict(list)
    for held in Membership.objects.select_related("post__organization"):
        post = held.post
        country = post.country_id or (post.organization.country_id if post.organization else None) or ""
        offices[held.person_id].append(Office(post.label, post.short_label, country, held.start, held.end))
    for person in Person.objects.all():
        yield Bearer(
            known.PERSON,
            person.slug,
            person.name,
            country=person.country_id or "",
            family=person.family_name,
            short=person.short_name,
            offices=tuple(offices[person.pk]),
        )


def _countries() -> Iterator[Bearer]:
    for country in Country.objects.all():
        bloc = country.kind == CountryKind.BLOC
        yield Bearer(known.COUNTRY, country.code, country.name, country=country.code, bloc=bloc)


def _places() -> Iterator[Bearer]:
    for place in Place.objects.all():
        yield Bearer(known.PLACE, place.slug, place.name, country=place.country_id or "")


def _organizations() -> Iterator[Bearer]:
    for body in Organization.objects.prefetch_related("parties"):
        parties = tuple(sorted(party.code for party in body.parties.all()))
        yield Bearer(known.ORGANIZATION, body.slug, body.name, country=body.country_id or "", parties=parties)


def _instruments() -> Iterator[Bearer]:
    for document in Instrument.objects.prefetch_related("parties"):
        parties = tuple(sorted(party.code for party in document.parties.all()))
        yield Bearer(known.INSTRUMENT, document.slug, document.title, parties=parties)


def _sectors() -> Iterator[Bearer]:
    for sector in Sector.objects.all():
        yield Bearer(known.SECTOR, sector.code, sector.label)


def _levels() -> Iterator[Bearer]:
    for level in PartnershipLevel.objects.all():
        yield Bearer(known.LEVEL, level.code, level.label, country=level.owner_id, rank=level.rank)
