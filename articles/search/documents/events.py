"""Events as documents: parties, participants with their titles, place, and the passages that tell of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from articles.models import Membership, Participation, PartnershipEvent, Passage, Telling
from articles.models.among import Among
from articles.search.documents.document import Dates, Document, facets
from articles.search.documents.gathering import Named, named, values
from articles.vocabulary import EventKind

PARTIES = {"country": ["parties"], "party": ["parties__name"], "sector": ["level_to__sector__code"]}
KINDS = {kind.value: str(kind.label) for kind in EventKind}


class Row(NamedTuple):
    pk: int
    slug: str
    title: str
    kind: str
    place: str | None
    place_name: str | None
    level: str | None
    level_label: str | None
    instrument: str | None
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


class Participant(NamedTuple):
    """Someone in an event; `post` is the office held then, as far as everybody may read of it."""

    event: int
    person: str | None
    person_name: str | None
    org: str | None
    org_name: str | None
    title_as_printed: str
    post: str | None


def documents(events: QuerySet[PartnershipEvent]) -> Iterator[Document]:
    """The documents of events that everybody may read of, in four queries."""
    columns = ("pk", "slug", "title", "kind", "place__slug", "place__name", "level_to__code", "level_to__label")
    days = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    rows = [Row(*row) for row in events.values_list(*columns, "instrument__title", *days)]
    pks = [row.pk for row in rows]
    known, participants, passages = _named(pks), _participants(pks), _passages(pks)
    return (_document(row, known[row.pk], participants[row.pk], passages[row.pk]) for row in rows)


def _named(pks: Sequence[int]) -> Named:
    events = PartnershipEvent.objects.filter(Among("pk", pks))
    tellings = Telling.objects.visible().filter(Among("event", pks))
    return named(
        *values(events, "pk", PARTIES),
        *values(tellings, "event", {"sector": ["commitment__sectors__code"]}),
        *values(_evidence(pks), "partnershipevent", {"agency": ["passage__version__article__agencies__code"]}),
    )


def _participants(pks: Sequence[int]) -> defaultdict[int, list[Participant]]:
    """Those who took part, as far as everybody may read of it, side by side."""
    gathered: defaultdict[int, list[Participant]] = defaultdict(list)
    held = Membership.objects.visible().filter(pk=OuterRef("membership"))
    rows = Participation.objects.visible().filter(Among("event", pks))
    ordered = rows.order_by(F("side__name").asc(nulls_first=True), "pk")
    columns = ("event", "person__slug", "person__name", "organization__slug", "organization__name", "title_as_printed")
    for row in ordered.values_list(*columns, Subquery(held.values("post__label"))):
        gathered[row[0]].append(Participant(*row))
    return gathered


def _passages(pks: Sequence[int]) -> defaultdict[int, list[str]]:
    """The words that tell of each event, as far as everybody may read them."""
    gathered: defaultdict[int, list[str]] = defaultdict(list)
    article = "passage__version__article__"
    ordered = _evidence(pks).order_by(
        F(f"{article}published_earliest").desc(nulls_last=True),
        F(f"{article}published_latest").desc(nulls_last=True),
        *(f"{article}slug", "passage__version__number", "passage__start", "passage__end", "pk"),
    )
    for pk, exact in ordered.values_list("partnershipevent", "passage__exact"):
        gathered[pk].append(exact)
    return gathered


def _evidence(pks: Sequence[int]) -> QuerySet[Any]:
    """Which passages that everybody may read each event rests on."""
    passages = Passage.objects.visible().filter(pk=OuterRef("passage"))
    return PartnershipEvent.passages.through._default_manager.filter(Among("partnershipevent", pks), Exists(passages))


def _document(
    row: Row, known: Mapping[str, set[str]], participants: list[Participant], passages: list[str]
) -> Document:
    dates = Dates.of(row.start_earliest, row.start_latest, row.end_earliest, row.end_latest)
    own: dict[str, Iterable[str | None]] = {
        "kind": [row.kind],
        "place": [row.place],
        "level": [row.level],
        "person": [one.person for one in participants],
        "org": [one.org for one in participants],
    }
    return Document(
        type="event",
        pk=row.pk,
        slug=row.slug,
        facets=facets({**known, **own}),
        dates=dates,
        occasions=(dates,) if dates else (),
        title=row.title,
        paragraphs=tuple(filter(None, (_particulars(row, known.get("party", set()), participants), *passages))),
        lead=2 if passages else 1,
    )


def _particulars(row: Row, parties: set[str], participants: list[Participant]) -> str:
    """Kind, place, parties, level, instrument and participants, as one line."""
    particulars = (
        KINDS.get(row.kind, row.kind).capitalize(),
        row.place_name,
        ", ".join(sorted(parties)),
        row.level_label,
        row.instrument,
        *(
            ", ".join(filter(None, (one.person_name or one.org_name, one.title_as_printed or one.post)))
            for one in participants
        ),
    )
    return "; ".join(filter(None, particulars))
