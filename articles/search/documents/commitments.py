"""Commitments as documents: the point, its parties and sectors, and every passage that tells it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Commitment, PartnershipEvent, Passage, Telling
from articles.models.among import Among
from articles.search.documents.document import Dates, Document, facets
from articles.search.documents.gathering import Named, named, values
from articles.vocabulary import Modality

SIDES = {
    "country": ["from_countries", "to_countries"],
    "from": ["from_countries__name"],
    "to": ["to_countries__name"],
    "sector": ["sectors__code"],
    "sector label": ["sectors__label"],
}
MODALITIES = {modality.value: str(modality.label) for modality in Modality}


class Row(NamedTuple):
    pk: int
    key: str
    summary: str
    target: str
    through: str | None
    through_name: str | None


class Told(NamedTuple):
    """A telling; of its event and its passage, what everybody may read."""

    pk: int
    commitment: int
    modality: str
    speaker: str | None
    speaker_name: str | None
    kind: str | None
    place: str | None
    occasion: Dates
    exact: str | None
    reported: Dates

    @property
    def dates(self) -> Dates:
        """When it was told: on the day of the event, else of the report."""
        return self.occasion or self.reported


def documents(points: QuerySet[Commitment]) -> Iterator[Document]:
    """The documents of commitments that everybody may read, in three queries."""
    columns = ("pk", "key", "summary", "target", "through__slug", "through__name")
    rows = [Row(*row) for row in points.values_list(*columns)]
    pks = [row.pk for row in rows]
    known, tellings = _named(pks), _tellings(pks)
    return (_document(row, known[row.pk], tellings[row.pk]) for row in rows)


def _named(pks: Sequence[int]) -> Named:
    passages = Passage.objects.visible().filter(pk=OuterRef("passage"))
    told = Telling.objects.filter(Among("commitment", pks), Exists(passages))
    return named(
        *values(Commitment.objects.filter(Among("pk", pks)), "pk", SIDES),
        *values(told, "commitment", {"agency": ["passage__version__article__agencies__code"]}),
    )


def _tellings(pks: Sequence[int]) -> defaultdict[int, list[Told]]:
    """How each point was told, as far as everybody may read of it, in order of time."""
    article = "passage__version__article__published"
    rows = (
        Telling.objects.visible()
        .filter(Among("commitment", pks))
        .order_by()
        .values_list(
            *("pk", "commitment", "modality", "speaker__slug", "speaker__name"),
            Exists(PartnershipEvent.objects.visible().filter(pk=OuterRef("event"))),
            *("event__kind", "event__place__slug"),
            *("event__start_earliest", "event__start_latest", "event__end_earliest", "event__end_latest"),
            Exists(Passage.objects.visible().filter(pk=OuterRef("passage"))),
            *("passage__exact", f"{article}_earliest", f"{article}_latest"),
        )
    )
    gathered: defaultdict[int, list[Told]] = defaultdict(list)
    for row in rows:
        (is_event_shown, kind, place, *span), (is_passage_shown, exact, *reported) = row[5:12], row[12:]
        event = (kind, place, Dates.of(*span)) if is_event_shown else (None, None, Dates())
        passage = (exact, Dates.of(*reported)) if is_passage_shown else (None, Dates())
        told = Told(*row[:5], *event, *passage)
        gathered[told.commitment].append(told)
    for tellings in gathered.values():
        tellings.sort(key=lambda told: (told.occasion.earliest or date.min, told.pk))
    return gathered


def _document(row: Row, known: Mapping[str, set[str]], tellings: list[Told]) -> Document:
    own = {
        "org": [row.through],
        "person": [told.speaker for told in tellings],
        "kind": [told.kind for told in tellings],
        "place": [told.place for told in tellings],
    }
    dates = sorted(
        (told.dates for told in tellings if told.dates), key=lambda one: one.earliest or one.latest or date.max
    )
    passages = dict.fromkeys(told.exact for told in tellings if told.exact is not None)
    return Document(
        type="commitment",
        pk=row.pk,
        slug=row.key,
        facets=facets({**known, **own}),
        dates=dates[0] if dates else Dates(),
        occasions=tuple(dict.fromkeys(dates)),
        title=row.summary,
        paragraphs=(_particulars(row, known, tellings), *passages),
        lead=2 if passages else 1,
    )


def _particulars(row: Row, known: Mapping[str, set[str]], tellings: list[Told]) -> str:
    """How it was put, target, from whom, to whom, through whom, sectors, speakers, as one line."""
    particulars = (
        ", ".join(dict.fromkeys(MODALITIES.get(told.modality, told.modality) for told in tellings)).capitalize(),
        row.target,
        ", ".join(sorted(known.get("from", ()))),
        ", ".join(sorted(known.get("to", ()))),
        row.through_name or "",
        ", ".join(sorted(known.get("sector label", ()))),
        ", ".join(dict.fromkeys(told.speaker_name for told in tellings if told.speaker_name)),
    )
    return "; ".join(filter(None, dict.fromkeys(particulars)))
