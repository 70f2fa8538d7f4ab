"""What readers see in place of codes and slugs; one database query for those of all facets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet, Value

from articles.models import Agency, Country, Organization, PartnershipLevel, Person, Place, Sector
from articles.models.among import Among
from articles.vocabulary import EventKind

_ROWS = {
    "country": (Country, "code", "name"),
    "person": (Person, "slug", "name"),
    "org": (Organization, "slug", "name"),
    "sector": (Sector, "code", "label"),
    "level": (PartnershipLevel, "code", "label"),
    "agency": (Agency, "code", "short_name"),
    "place": (Place, "slug", "name"),
}
LANGUAGES = {"en": "English", "vi": "Vietnamese", "bg": "Bulgarian", "fr": "French", "ru": "Russian", "zh": "Chinese"}
TYPES = {"article": "Articles", "person": "People", "event": "Events", "commitment": "Commitments"}


_KNOWN = {"kind": {kind.value: str(kind.label) for kind in EventKind}, "language": LANGUAGES, "type": TYPES}


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """The label of each value of a facet; the value itself where nothing that everybody may read of bears it."""
    return labels_of({facet: values})[facet]


def labels_of(
    values: Mapping[str, Iterable[str]], known: Mapping[tuple[str, str], str] | None = None
) -> dict[str, dict[str, str]]:
    """The same for the values of several facets; from the labels that are `known`, where they are given."""
    wanted = {facet: list(dict.fromkeys(several)) for facet, several in values.items()}
    found = {(facet, value): label for facet, value, label in _found(wanted)} if known is None else known
    return {
        facet: {value: found.get((facet, value), _KNOWN.get(facet, {}).get(value, value)) for value in several}
        for facet, several in wanted.items()
    }


def _found(wanted: Mapping[str, list[str]]) -> Iterable[tuple[str, str, str]]:
    """Facet, value and label of those that rows bear."""
    selects = list(_selects(wanted))
    return selects[0].union(*selects[1:], all=True) if selects else ()


def _selects(wanted: Mapping[str, list[str]]) -> Iterator[QuerySet[Any]]:
    for facet, (model, key, label) in _ROWS.items():
        if wanted.get(facet):
            rows: QuerySet[Any] = model._default_manager.filter(Among(key, wanted[facet])).order_by()
            if hasattr(rows, "visible"):  # levels are a vocabulary, and public as such
                rows = rows.visible()
            yield rows.values_list(Value(facet), key, label)
