"""The register of level changes as comma-separated values (RFC 4180), one row a change."""

import csv
from collections.abc import Iterable, Iterator

from articles.models import PartnershipEvent, Passage

COLUMNS = (
    *("date", "date_words", "date_basis", "first", "second", "from", "to", "to_code", "ladder_of", "status"),
    *("instrument", "event", "evidence_agency", "evidence_date", "evidence_quote", "evidence"),
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def lines(changes: Iterable[PartnershipEvent], base: str) -> Iterator[str]:
    """The header, then each change as a line; `base` goes before addresses: `https://archive.example`.

    The changes are from `listed()` and `with_evidence()`, with their instrument. An empty cell is what no report tells.
    """
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for change in changes:
        yield writer.writerow([guarded(cell) for cell in _cells(change, base)])


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _cells(change: PartnershipEvent, base: str) -> list[str]:
    pair, to, before = change.partnership, change.level_to, change.level_from
    assert pair is not None and to is not None
    span = change.start
    passages = list(change.passages.all())
    return [
        str(span) if span else "",
        change.occasion if span else "",
        (change.date_note or span.basis.label) if span else "",
        pair.first.name,
        pair.second.name,
        before.label if before else "",
        to.label,
        to.code,
        to.owner.name,
        change.status,
        change.instrument.title if change.instrument else "",
        base + change.get_absolute_url(),
        *_evidence(passages, base),
    ]


def _evidence(passages: list[Passage], base: str) -> list[str]:
    """Agency, date, words and address of the first report's passage; empty where none is held."""
    if not passages:
        return ["", "", "", ""]
    passage = passages[0]
    article = passage.version.article
    agencies = "/".join(row.agency.short_name for row in article.sign_off.all())
    return [agencies, str(article.published or ""), passage.exact, base + passage.get_absolute_url()]


class _Line:
    """What the writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line
