"""Which way visits between two countries went, and who went: the guests' side tells, or the host's, or the place."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Participation, PartnershipEvent
from articles.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with its guests; `to` is the code of the country visited, empty where that is not told."""

    event: PartnershipEvent
    to: str
    guests: tuple[Participation, ...]


def visits(events: Iterable[PartnershipEvent], one: str, other: str) -> list[Visit]:
    """The visits between two country codes, in the order given; needs `with_participants()` and `place`."""
    return [_visit(event, (one, other)) for event in events]


def _visit(event: PartnershipEvent, pair: tuple[str, str]) -> Visit:
    rows = list(event.participations.all())
    guests = tuple(row for row in rows if row.role == Role.GUEST)
    home = _only(pair, {row.side_id for row in guests})
    visited = _only(pair, {row.side_id for row in rows if row.role == Role.HOST})
    place = event.place.country_id if event.place else None
    if home:
        to = pair[1] if home == pair[0] else pair[0]
    elif visited:
        to = visited
    else:
        to = place if place in pair else ""
    return Visit(event, to, guests)


def _only(pair: tuple[str, str], sides: set[str | None]) -> str:
    """The one country of the pair among some sides; empty where none or both are."""
    found = [code for code in pair if code in sides]
    return found[0] if len(found) == 1 else ""
