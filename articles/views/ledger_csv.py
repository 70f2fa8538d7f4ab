"""The ledger as comma-separated values (RFC 4180): one row a telling, so that each keeps its own way of putting it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from articles.exports.register import guarded
from articles.models import Country
from articles.models.addresses import address
from articles.relating.ledger import Entry, Point

COLUMNS = (
    *("point", "from", "to", "through", "sectors", "aim", "modality", "speaker", "event", "told", "told_words"),
    *("evidence_agency", "evidence_date", "evidence_basis", "evidence_quote", "evidence", "evidence_superseded"),
    "address",
)


def table(points: Iterable[Point], told: Mapping[int, Sequence[Entry]], base: str) -> str:
    """The header, then every telling of some points, in their order; `base` goes before addresses.

    An empty cell is what no report tells.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for point in points:
        shared, end = list(map(guarded, _point(point))), base + point.commitment.get_absolute_url()
        writer.writerows([*shared, *map(guarded, _telling(each, base)), end] for each in told[point.commitment.pk])
    return written.getvalue()


def _point(point: Point) -> tuple[str, ...]:
    row = point.commitment
    return (
        row.summary,
        _named(point.givers),
        _named(point.takers),
        row.through.name if row.through else "",
        "; ".join(sector.label for sector in point.sectors),
        row.target,
    )


def _telling(telling: Entry, base: str) -> tuple[str, ...]:
    day, source = telling.day, telling.source
    event = base + address("event", telling.event) if telling.event else ""
    said = (telling.modality, telling.speaker, event, str(day or ""), day.words if day else "")
    if source is None:
        return (*said, *[""] * 6)
    return (
        *said,
        "/".join(source.agencies),
        str(source.published or ""),
        source.basis,
        source.exact,
        base + address("passage", source.key),
        "yes" if source.is_superseded else "no",
    )


def _named(countries: Iterable[Country]) -> str:
    return "; ".join(country.name for country in countries)
