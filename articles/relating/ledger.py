"""Commitments by how they were put: agreed, pledged, asked and so on, each with the tellings that put it so.

A point told in two ways stands under both, and under each only with its own tellings.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Value

from articles.dates import Span
from articles.models import Commitment, Country, PartnershipEvent, Passage, Sector, Telling
from articles.models.among import Among
from articles.models.evidence import sign_offs
from articles.models.kept import Kept, Slot, give
from articles.models.moments import Moment
from articles.models.spans import span_of
from articles.vocabulary import Modality

OPENED = 6
"""Tellings of a point that a line of the ledger opens in place; its own page has them all."""
_SPAN = ("earliest", "latest", "precision", "basis")
LINE = (
    *("commitment", "modality", "speaker__name", "speaker__slug", "speaker__country"),
    *("event__title", "event__slug", *(f"event__start_{part}" for part in _SPAN)),
    *("passage__key", "passage__paragraph", "passage__exact", "passage__version__text_basis"),
    *(f"passage__version__article__{name}" for name in ("slug", "headline", "dateline", "language")),
    *(f"passage__version__article__published_{part}" for part in _SPAN),
)
"""Of a telling, and of whom and what it names, what a line of the ledger shows."""
CELLS = (
    *("commitment", "modality", "speaker__name"),
    *("is_event_shown", "event__slug", *(f"event__start_{part}" for part in _SPAN)),
    *("is_passage_shown", "passage", "passage__key", "passage__exact", "passage__version__text_basis"),
    *(f"passage__version__article__published_{part}" for part in _SPAN),
)
"""What a row of its table is made of."""
_PASSAGE = CELLS.index("passage")


@dataclass(frozen=True, slots=True)
class Source:
    """The passage that a telling rests on: its key and words, and of its article whose words they are, the agencies in
    the order of the sign-off, and when it was published; whether a later version has the words no longer.
    """

    key: str
    exact: str
    basis: str
    agencies: tuple[str, ...]
    published: Span | None
    is_superseded: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A telling for a table: how it was put, by whom, on which occasion (its slug), when, and in which words."""

    modality: str
    speaker: str
    event: str
    day: Span | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Point:
    """A commitment with tellings of it, and the other ways in which it was told."""

    commitment: Commitment
    tellings: tuple[Telling, ...]
    also: tuple[Modality, ...] = ()
    ends: tuple[tuple[Country, ...], tuple[Country, ...]] | None = None
    """From whom and to whom, where that is at hand otherwise than with the commitment."""
    within: tuple[Sector, ...] | None = None
    """Its sectors, likewise."""

    @property
    def givers(self) -> tuple[Country, ...]:
        return self.ends[0] if self.ends else tuple(self.commitment.from_countries.all())

    @property
    def takers(self) -> tuple[Country, ...]:
        return self.ends[1] if self.ends else tuple(self.commitment.to_countries.all())

    @property
    def sectors(self) -> tuple[Sector, ...]:
        return tuple(self.commitment.sectors.all()) if self.within is None else self.within

    @property
    def shown(self) -> tuple[Telling, ...]:
        """The tellings that a line opens in place."""
        return self.tellings[:OPENED]

    @property
    def further(self) -> int:
        """How many more there are."""
        return max(len(self.tellings) - OPENED, 0)

    @property
    def last(self) -> date | None:
        """The first day of when it was told last, by these tellings."""
        return max((span.earliest for row in self.tellings if (span := told_on(row)) and span.earliest), default=None)

    @property
    def heard(self) -> Span | None:
        """When it was told last, by these tellings, as far as known."""
        return last_of(told_on(row) for row in self.tellings)

    @property
    def ways(self) -> list[tuple[Modality, int]]:
        """How it was put, in the vocabulary's order, and how many times."""
        counts = Counter(telling.modality for telling in self.tellings)
        return [(modality, counts[modality]) for modality in Modality if counts[modality]]

    @property
    def is_mutual(self) -> bool:
        """Whether the same countries are on both ends."""
        return {country.pk for country in self.givers} == {country.pk for country in self.takers}


@dataclass(frozen=True, slots=True)
class Section:
    """The points put in one way."""

    modality: Modality
    points: tuple[Point, ...]


def told_on(telling: Telling) -> Span | None:
    """When it was told: the day of the occasion, else of the report; None where neither is known."""
    if telling.event and telling.event.start:
        span: Span | None = telling.event.start
        return span
    return telling.passage.version.article.published if telling.passage else None


def last_of(spans: Iterable[Span | None]) -> Span | None:
    """Of some dates the one that begins last; None of none."""
    known = [span for span in spans if span]
    return max(known, key=lambda span: (span.earliest or span.latest, span.latest or date.max), default=None)


def told_by(telling: Telling, day: date | None) -> bool:
    """Whether it may have been told by the end of a day; always, where no day is given."""
    return day is None or (span := told_on(telling)) is None or span.touches(None, day)


def by_modality(
    commitments: Iterable[Commitment], keep: Callable[[Telling], bool] = lambda telling: True
) -> tuple[Section, ...]:
    """The points of `told()` commitments under each modality, in the order of the vocabulary.

    `keep` says which of their tellings count; a point without any is left out.
    """
    found: dict[Modality, list[Point]] = {modality: [] for modality in Modality}
    for commitment in commitments:
        ways: dict[Modality, list[Telling]] = {}
        for telling in commitment.tellings.all():
            if keep(telling):
                ways.setdefault(Modality(telling.modality), []).append(telling)
        for modality, tellings in ways.items():
            also = tuple(other for other in Modality if other in ways and other is not modality)
            found[modality].append(Point(commitment, tuple(tellings), also))
    return tuple(Section(modality, tuple(points)) for modality, points in found.items() if points)


def tellings_of(
    keys: Iterable[int], until: date | None = None, at: Moment | None = None, columns: Sequence[str] = ()
) -> dict[int, list[Telling]]:
    """The tellings of points by the end of a day, in their order: with speaker, and with the occasion and the passage
    where everybody may read of them; agencies of the passages are still to be asked for (`signed()`).

    `columns`, where given, are all that is read: `LINE` is what a line of the ledger shows.
    """
    found: dict[int, list[Telling]] = {}
    for row in _TOLD(tuple(columns), at=at, keys=keys):
        if not row.is_event_shown:
            row.event = None
        if not row.is_passage_shown:
            row.passage = None
        if told_by(row, until):
            found.setdefault(row.commitment_id, []).append(row)
    return found


def entries_of(keys: Iterable[int], until: date | None = None, at: Moment | None = None) -> dict[int, list[Entry]]:
    """The tellings of points as `tellings_of()` has them, for a table of many: no rows are made of what is read."""
    found: dict[int, list[Entry]] = {}
    rows = list(_ENTERED(at=at, keys=keys))
    signed = sign_offs(row[_PASSAGE] for row in rows if row[_PASSAGE])
    for point, modality, speaker, has_event, slug, *others in rows:
        start, (has_passage, passage, key, exact, basis), printed = others[:4], others[4:9], others[9:]
        published = span_of(*printed) if has_passage else None
        day = (span_of(*start) if has_event else None) or published
        if until is not None and day is not None and not day.touches(None, until):
            continue
        source = Source(key, exact, basis, signed[passage][0], published, signed[passage][1]) if has_passage else None
        entry = Entry(modality, speaker or "", slug if has_event else "", day, source)
        found.setdefault(point, []).append(entry)
    return found


def pointed(keys: Iterable[int]) -> dict[int, Commitment]:
    """Points by their keys, known to be public, with what a line beside other things shows: both ends, the body to be
    moved, and their tellings with when and where; agencies of the passages are still to be asked for.
    """
    chosen = set(keys)
    if not chosen:
        return {}
    rows: dict[int, Commitment] = {row.pk: row for row in _POINTED(keys=chosen)}
    told = tellings_of(chosen, columns=LINE)
    ends: dict[tuple[str, int], list[Country]] = {}
    for way, point, code, name in sorted(_ENDS(keys=chosen), key=itemgetter(3)):
        ends.setdefault((way, point), []).append(Country(code=code, name=name))
    for pk, row in rows.items():
        give(row, "tellings", told.get(pk, []))
        for way in _WAYS:
            give(row, way, ends.get((way, pk), []))
    return rows


_WAYS = ("from_countries", "to_countries")


def _pointed(at: Moment) -> Any:
    return Commitment.objects.filter(Among("pk", Slot("keys"))).select_related("through").order_by()


def _ends(at: Moment) -> Any:
    """From whom and to whom points are: which end it is, the point, and the country."""
    found = []
    for way in _WAYS:
        ties = getattr(Commitment, way).through._default_manager.filter(Among("commitment", Slot("keys"))).order_by()
        found.append(ties.annotate(way=Value(way)).values_list("way", "commitment", "country", "country__name"))
    return found[0].union(found[1], all=True)


def _tellings(at: Moment) -> Any:
    """The tellings of points, with whether everybody may read of the occasion, and of the passage."""
    events = PartnershipEvent.objects.visible(at).filter(pk=OuterRef("event"))
    passages = Passage.objects.visible(at).filter(pk=OuterRef("passage"))
    rows = Telling.objects.filter(Among("commitment", Slot("keys"))).visible(at).in_order(at)
    return rows.annotate(is_event_shown=Exists(events), is_passage_shown=Exists(passages))


def _told(at: Moment, columns: tuple[str, ...]) -> Any:
    rows = _tellings(at).select_related("speaker", "event", "passage__version__article")
    return rows.only(*columns) if columns else rows.defer("passage__version__body")


def _entered(at: Moment) -> Any:
    return _tellings(at).values_list(*CELLS)


_TOLD, _ENTERED, _POINTED, _ENDS = Kept(_told), Kept(_entered), Kept(_pointed), Kept(_ends)
