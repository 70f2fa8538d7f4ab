"""The register of level changes as comma-separated values (RFC 4180), one row a change."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from articles.dates import Span, occasion
from articles.models import ArticleAgency, Passage
from articles.models.addresses import address
from articles.models.events import EventQuerySet
from articles.vocabulary import Basis, Precision
from articles.wire.table import FORMULAS

COLUMNS = (
    *("date", "date_words", "date_basis", "first", "second", "from", "to", "to_code", "ladder_of", "status"),
    *("instrument", "event", "evidence_agency", "evidence_date", "evidence_quote", "evidence", "evidence_superseded"),
)
AT_ONCE = 500
"""Changes whose evidence is asked for together."""
_SPAN = ("earliest", "latest", "precision", "basis")


class _Change(NamedTuple):
    pk: int
    slug: str
    status: str
    date_note: str
    first: str
    second: str
    before: str | None
    to: str
    to_code: str
    ladder_of: str
    instrument: str | None
    start: Span | None
    end: Span | None


class _Quote(NamedTuple):
    """The passage that a change is shown by."""

    key: str
    exact: str
    is_superseded: bool
    article: int
    published: Span | None


def lines(changes: EventQuerySet, base: str) -> Iterator[str]:
    """The header, then each of some level changes as a line, in their order.

    `base` goes before addresses: `https://archive.example`. An empty cell is what no report tells. Plain values are
    read, `AT_ONCE` changes at a time, so that a long register costs little and is never held whole.
    """
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    rows = _read(changes)
    while chunk := list(islice(rows, AT_ONCE)):
        quotes = _quotes([change.pk for change in chunk])
        agencies = _agencies([quote.article for quote in quotes.values()])
        for change in chunk:
            quote = quotes.get(change.pk)
            evidence = _evidence(quote, agencies, base) if quote else ("",) * 5
            yield writer.writerow([guarded(cell) for cell in (*_cells(change, base), *evidence)])


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def _read(changes: EventQuerySet) -> Iterator[_Change]:
    columns = (
        *("pk", "slug", "status", "date_note", "partnership__first__name", "partnership__second__name"),
        *("level_from__label", "level_to__label", "level_to__code", "level_to__owner__name", "instrument__title"),
        *(f"{name}_{part}" for name in ("start", "end") for part in _SPAN),
    )
    rows: Iterable[Sequence[Any]] = changes.values_list(*columns).iterator(chunk_size=AT_ONCE)
    for row in rows:
        yield _Change._make((*row[:11], _span(*row[11:15]), _span(*row[15:19])))


def _span(earliest: date | None, latest: date | None, precision: str, basis: str) -> Span | None:
    if earliest is None and latest is None:
        return None
    return Span(earliest, latest, Precision(precision), Basis(basis))


def _quotes(changes: list[int]) -> dict[int, _Quote]:
    """Of each change that has one, the first report's fullest passage that everybody may read."""
    published_columns = (f"version__article__published_{part}" for part in _SPAN)
    columns = ("events", "key", "exact", "is_superseded", "version__article", *published_columns)
    found: dict[int, _Quote] = {}
    rows = Passage.objects.visible().filter(events__in=changes).in_order().followed().values_list(*columns)
    for change, key, exact, is_superseded, article, *published in rows:
        if change not in found:
            found[change] = _Quote(key, exact, is_superseded, article, _span(*published))
    return found


def _agencies(articles: list[int]) -> dict[int, str]:
    """The sign-offs of articles as printed: `VNA/VNS`."""
    found: dict[int, list[str]] = {}
    rows = ArticleAgency.objects.filter(article__in=articles).order_by("position")
    for article, name in rows.values_list("article", "agency__short_name"):
        found.setdefault(article, []).append(name)
    return {article: "/".join(names) for article, names in found.items()}


def _cells(change: _Change, base: str) -> Iterable[str]:
    span = change.start
    return (
        str(span) if span else "",
        occasion(span, change.end) if span else "",
        (change.date_note or str(span.basis.label)) if span else "",
        change.first,
        change.second,
        change.before or "",
        change.to,
        change.to_code,
        change.ladder_of,
        change.status,
        change.instrument or "",
        base + address("event", change.slug),
    )


def _evidence(quote: _Quote, agencies: dict[int, str], base: str) -> Iterable[str]:
    """Agency, date, words and address of a passage; whether a later version of its article has superseded it."""
    return (
        agencies.get(quote.article, ""),
        str(quote.published or ""),
        quote.exact,
        base + address("passage", quote.key),
        "yes" if quote.is_superseded else "no",
    )


class _Line:
    """What the writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line
