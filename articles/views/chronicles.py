"""A question laid out in time: what it finds in order, when each row was, and how they spread.

Events unless it asks for articles or commitments. What is found, and how it spreads over time, is the search's answer;
the rows are read from the database, so that only what everybody may read is shown.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from articles import timelines
from articles.dates import Span
from articles.models import Article, Commitment, PartnershipEvent
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating.ledger import told_on
from articles.search import Query, search
from articles.search.fields import PAGE_SIZE as HITS
from articles.search.results import Results
from articles.timelines import Stretch
from articles.views import strips
from articles.views.questions import address
from articles.views.strips import Dated, Strip
from articles.vocabulary import EventKind, Precision

AT_ONCE = 2
"""Pages of the search's answer that make one of the timeline."""
PAGE_SIZE = AT_ONCE * HITS
_TURNS = {EventKind.LEVEL_CHANGE, EventKind.RELATIONS_ESTABLISHED}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: the question, and how its answer is laid out."""

    query: Query
    pairs: tuple[str, ...]
    scale: Precision
    group: str
    is_sorted: bool = False
    """Whether the address names an order; the newest come first in any case."""

    @property
    def full(self) -> Query:
        """The question with its pairs, each of which is both countries at once."""
        return with_all(self.query, [_of_pairs(self.pairs)] if self.pairs else [])

    def url(self, query: Query, **other: str) -> str:
        """The address of a timeline that asks something else, laid out alike."""
        shown = replace(query, page=1, sort=query.sort if self.is_sorted or query.sort == "oldest" else None)
        shown = replace(shown, type=None) if shown.type == "event" else shown
        extra = {"scale": self.scale.value, "group": self.group, **other}
        kept = [(key, value) for key, value in extra.items() if (key, value) != ("scale", Precision.MONTH)]
        more = [*(("partnership", pair) for pair in self.pairs), *kept]
        own = "&".join(f"{name}={value}" for name, value in more if value)
        base = address(shown, "timeline")
        return f"{base}{'&' if '?' in base else '?'}{own}" if own else base


def rows_of(asked: Asked, results: Results, most: int = PAGE_SIZE) -> list[Any]:
    """The rows that a page of the answer and the next ones found, in its order, as far as everybody may read them."""
    found = list(results.hits)
    for page in range(results.page + 1, min(results.page + AT_ONCE, results.pages + 1)):
        if len(found) >= most:
            break
        found += search(asked.full.with_page(page), counted=False).hits
    keys = [hit.pk for hit in found[:most]]
    rows = held(asked, keys)
    return [rows[key] for key in keys if key in rows]


def held(asked: Asked, keys: Iterable[int]) -> dict[int, Any]:
    """Rows of the type asked for by their keys, as far as everybody may read them."""
    kind = asked.query.type or "event"
    rows = _EVENTS(keys=keys) if kind == "event" else _rows(kind).filter(pk__in=set(keys))
    return {row.pk: row for row in rows}


def when(row: Any) -> Span | None:
    """When a row is: when an event began, an article was published, a commitment was first told."""
    if isinstance(row, PartnershipEvent):
        return row.start
    if isinstance(row, Article):
        return row.published
    told = (told_on(telling) for telling in row.tellings.all())
    return min((span for span in told if span), key=lambda span: str(span.earliest or span.latest), default=None)


def strip_of(asked: Asked, results: Results, rows: list[Any]) -> Strip | None:
    """Every row as a mark where the page has all of them and they fit, else bars."""
    title = "How they spread over time"
    if results.total <= len(rows) and len(rows) > 1:
        drawn = strips.marks([_dated(row, span) for row in rows if (span := when(row))], title, over=_within(asked))
        if drawn is not None:
            return drawn
    counts = [(each.period, each.count, _zoomed(asked, each.period)) for each in results.histogram]
    return strips.bars(counts, title, wider=results.imprecise) if len(counts) > 1 else None


def of_events(events: Iterable[PartnershipEvent], address: str) -> Strip | None:
    """Events at hand, without a query: marks where they fit, else bars by year that lead on to a timeline's address."""
    rows, title = list(events), "How they spread over time"
    if len(rows) < 2:
        return None
    drawn = strips.marks([_dated(row, row.start) for row in rows if row.start], title)
    if drawn is not None:
        return drawn
    years = Counter(timelines.period(row.start, Precision.YEAR) for row in rows)
    wider = years.pop("", 0)
    counts = [(year, years[year], f"{address}&from={year}&to={year}") for year in sorted(years)]
    return strips.bars(counts, title, wider=wider) if len(counts) > 1 else None


def _within(asked: Asked) -> Stretch | None:
    """The days that the question is narrowed to, where it names a first and a last one."""
    first, last = asked.query.first_day, asked.query.last_day
    return Stretch(first, last) if first and last else None


def with_all(query: Query, conditions: Iterable[str]) -> Query:
    """The question with more conditions, in the query language, that all have to hold."""
    parts = [f"({query.text})"] if query.text else []
    return query.with_text(" ".join([*parts, *conditions]))


def _rows(kind: str) -> Any:
    return Article.objects.visible().listed() if kind == "article" else Commitment.objects.visible().pointed()


def _events(at: Moment) -> Any:
    return PartnershipEvent.objects.filter(Among("pk", Slot("keys"))).visible(at).lined().counted(at).order_by()


_EVENTS = Kept(_events)


def _dated(row: Any, span: Span) -> Dated:
    if isinstance(row, PartnershipEvent):
        return Dated(f"{row.title}, {row.occasion}", row.get_absolute_url(), span, row.end, row.kind in _TURNS)
    return Dated(f"{row}, {span.words}", row.get_absolute_url(), span)


def _of_pairs(pairs: Iterable[str]) -> str:
    """Both countries of any of some pairs, in the query language.

    One alternative at least is written twice: two conditions on countries that simply have to hold would be a choice in
    the facet of countries, which counts beyond what is chosen in it. A pair is none: what is counted lies within it.
    """
    both = [f"(country:{first} country:{second})" for first, second in (pair.split("-") for pair in pairs)]
    return f"({' OR '.join([*both, both[0]])})"


def _zoomed(asked: Asked, period: str) -> str:
    """The timeline of one period, at the scale at which it is best seen."""
    return asked.url(asked.query.with_dates(period, period), scale=timelines.finer(period).value)
