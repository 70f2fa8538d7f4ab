"""What readers see in place of codes and slugs; one database query for those of all facets."""

from collections.abc import Iterable, Mapping

from articles.search.names import LANGUAGES, Names, shown_now
from articles.vocabulary import EventKind

TYPES = {"article": "Articles", "person": "People", "event": "Events", "commitment": "Commitments"}
_KNOWN = {"kind": {kind.value: str(kind.label) for kind in EventKind}, "language": LANGUAGES, "type": TYPES}


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """The label of each value of a facet; the value itself where nothing that everybody may read of bears it."""
    return labels_of({facet: values})[facet]


def labels_of(values: Mapping[str, Iterable[str]], known: Names | None = None) -> dict[str, dict[str, str]]:
    """The same for the values of several facets; from the names that are `known`, where they are given."""
    wanted = {facet: list(dict.fromkeys(several)) for facet, several in values.items()}
    found: dict[tuple[str, str], str] = {}
    if any(wanted.values()):
        found = known.shown(wanted) if known is not None else shown_now(wanted)
    return {
        facet: {value: found.get((facet, value), _KNOWN.get(facet, {}).get(value, value)) for value in several}
        for facet, several in wanted.items()
    }
