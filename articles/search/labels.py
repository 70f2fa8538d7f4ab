"""What readers see in place of codes and slugs; one database query a facet."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from articles.models import Agency, Country, Organization, PartnershipLevel, Person, Place, Sector
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


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """The label of each value of a facet; the value itself where nothing that everybody may read of bears it."""
    wanted = list(dict.fromkeys(values))
    known: dict[str, str] = {}
    if facet == "kind":
        known = {kind.value: str(kind.label) for kind in EventKind}
    elif facet == "language":
        known = LANGUAGES
    elif facet == "type":
        known = TYPES
    elif wanted:
        model, key, label = _ROWS[facet]
        rows: QuerySet[Any] = model._default_manager.filter(**{f"{key}__in": wanted})
        if hasattr(rows, "visible"):  # levels are a vocabulary, and public as such
            rows = rows.visible()
        known = dict(rows.values_list(key, label))
    return {value: known.get(value, value) for value in wanted}
