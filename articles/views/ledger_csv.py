"""The ledger as comma-separated values (RFC 4180): one row a telling, so that each keeps its own way of putting it."""

import csv
import io
from collections.abc import Iterable

from articles.exports.register import guarded
from articles.models import Country, Telling
from articles.models.evidence import signed
from articles.relating.ledger import Point, told_on

COLUMNS = (
    *("point", "from", "to", "through", "sectors", "aim", "modality", "speaker", "event", "told", "told_words"),
    *("evidence_agency", "evidence_date", "evidence_basis", "evidence_quote", "evidence", "evidence_superseded"),
    "address",
)


def table(points: Iterable[Point], base: str) -> str:
    """The header, then every telling of some points, in their order; `base` goes before addresses.

    An empty cell is what no report tells.
    """
    rows = list(points)
    signed(telling.passage for point in rows for telling in point.tellings if telling.passage)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for point in rows:
        shared, address = list(map(guarded, _point(point))), base + point.commitment.get_absolute_url()
        writer.writerows([*shared, *map(guarded, _telling(telling, base)), address] for telling in point.tellings)
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


def _telling(telling: Telling, base: str) -> tuple[str, ...]:
    span = told_on(telling)
    said = (
        telling.modality,
        telling.speaker.name if telling.speaker else "",
        base + telling.event.get_absolute_url() if telling.event else "",
        str(span or ""),
        span.words if span else "",
    )
    passage = telling.passage
    if passage is None:
        return (*said, *[""] * 6)
    article = passage.version.article
    return (
        *said,
        "/".join(row.agency.short_name for row in article.sign_off.all()),
        str(article.published or ""),
        passage.version.text_basis,
        passage.exact,
        base + passage.get_absolute_url(),
        "yes" if passage.is_superseded else "no",
    )


def _named(countries: Iterable[Country]) -> str:
    return "; ".join(country.name for country in countries)
