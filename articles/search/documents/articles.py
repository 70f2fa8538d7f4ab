"""Articles as documents: their own tags, and what their passages are evidence for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from articles.folding import paragraphs
from articles.models import Article, ArticleVersion, Participation, Passage
from articles.models.among import Among
from articles.search.documents.document import Dates, Document, facets
from articles.search.documents.gathering import Named, named, values

TAGS = {
    "person": ["people__slug"],
    "country": ["countries"],
    "org": ["organizations__slug"],
    "sector": ["sectors__code"],
    "agency": ["agencies__code"],
}
EVIDENCE = {
    "person": ["speaker__slug", "memberships__person__slug", "tellings__speaker__slug"],
    "country": ["events__parties", "tellings__commitment__from_countries", "tellings__commitment__to_countries"],
    "org": ["tellings__commitment__through__slug"],
    "sector": ["tellings__commitment__sectors__code"],
}
"""What rests on a passage of an article that everybody may read is itself for everybody to read: nothing hides here."""
PARTICIPANTS = {"person": ["person__slug"], "org": ["organization__slug"]}
"""A participation is not: its event may rest on a draft."""
Event = tuple[Any, ...]
"""The columns of `EVENT`."""
EVENT = ("kind", "level_to__code", "place__slug", "start_earliest", "start_latest", "end_earliest", "end_latest")


class Row(NamedTuple):
    """`body` is the text of the latest version, `lead` the first paragraph of it that is evidence."""

    pk: int
    slug: str
    language: str
    place: str | None
    published_earliest: date | None
    published_latest: date | None
    headline: str
    dateline: str
    body: str | None
    lead: int | None


def documents(articles: QuerySet[Article]) -> Iterator[Document]:
    """The documents of articles that everybody may read, in three queries."""
    rows = [Row(*row) for row in _rows(articles)]
    pks = [row.pk for row in rows]
    known, events = _named(pks), _events(pks)
    return (_document(row, known[row.pk], events[row.pk]) for row in rows)


def _rows(articles: QuerySet[Article]) -> QuerySet[Any]:
    latest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
    evidence = Passage.objects.filter(version=OuterRef("current")).order_by("paragraph")
    columns = (
        "pk",
        "slug",
        "language",
        "place__slug",
        "published_earliest",
        "published_latest",
        "headline",
        "dateline",
    )
    return (
        articles.annotate(current=Subquery(latest.values("pk")[:1]))
        .annotate(body=Subquery(latest.values("body")[:1]), lead=Subquery(evidence.values("paragraph")[:1]))
        .values_list(*columns, "body", "lead")
    )


def _named(pks: Sequence[int]) -> Named:
    article = "version__article"
    participations = Participation.objects.visible().filter(Among(f"passage__{article}", pks))
    return named(
        *values(Article.objects.filter(Among("pk", pks)), "pk", TAGS),
        *values(Passage.objects.filter(Among(article, pks)), article, EVIDENCE),
        *values(participations, f"passage__{article}", PARTICIPANTS),
    )


def _events(pks: Sequence[int]) -> defaultdict[int, set[Event]]:
    """The events that rest on the passages of each article."""
    gathered: defaultdict[int, set[Event]] = defaultdict(set)
    passages = Passage.objects.order_by().filter(Among("version__article", pks), events__isnull=False)
    for pk, *event in passages.values_list("version__article", *(f"events__{column}" for column in EVENT)):
        gathered[pk].add(tuple(event))
    return gathered


def _document(row: Row, known: Mapping[str, set[str]], events: set[Event]) -> Document:
    told = {
        "kind": {event[0] for event in events},
        "level": {event[1] for event in events},
        "place": {row.place, *(event[2] for event in events)},
        "language": {row.language},
    }
    occasions = {Dates.of(*event[3:]) for event in events}
    return Document(
        type="article",
        pk=row.pk,
        slug=row.slug,
        facets=facets({**known, **told}),
        dates=Dates.of(row.published_earliest, row.published_latest),
        occasions=tuple(sorted(filter(None, occasions), key=str)),
        title=row.headline,
        dateline=row.dateline,
        paragraphs=tuple(paragraphs(row.body or "")),
        lead=row.lead or 1,
    )
