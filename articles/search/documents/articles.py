"""Articles as documents: their own tags, and what their passages are evidence for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from articles.folding import paragraphs
from articles.models import Article, ArticleVersion, Participation, Passage
from articles.search.documents.document import Dates, Document, facets
from articles.search.documents.gathering import Among, Named, named, public, values

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
EVENT = ("kind", "level_to__code", "place__slug", "start_earliest", "start_latest", "end_earliest", "end_latest")


def documents(pks: Sequence[int]) -> Iterator[Document]:
    """Those of these articles that everybody may read, in the order of the keys."""
    known = _named(pks)
    events = _events(pks)
    rows = {row[0]: row for row in _rows(pks)}
    for pk in pks:
        if pk in rows:
            yield _document(known[pk], events[pk], *rows[pk])


def _rows(pks: Sequence[int]) -> Any:
    """With the text of the latest version, and the first paragraph of it that is evidence."""
    latest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
    evidence = Passage.objects.filter(version=OuterRef("current")).order_by("paragraph")
    return (
        public(Article, pks)
        .annotate(current=Subquery(latest.values("pk")[:1]))
        .annotate(body=Subquery(latest.values("body")[:1]), lead=Subquery(evidence.values("paragraph")[:1]))
        .values_list(
            "pk",
            "slug",
            "language",
            "place__slug",
            "published_earliest",
            "published_latest",
            "headline",
            "dateline",
            "body",
            "lead",
        )
    )


def _named(pks: Sequence[int]) -> Named:
    article = "version__article"
    participations = Participation.objects.visible().filter(Among(f"passage__{article}", pks))
    return named(
        *values(Article.objects.filter(Among("pk", pks)), "pk", TAGS),
        *values(Passage.objects.filter(Among(article, pks)), article, EVIDENCE),
        *values(participations, f"passage__{article}", PARTICIPANTS),
    )


def _events(pks: Sequence[int]) -> defaultdict[int, set[tuple[Any, ...]]]:
    """The events that rest on the passages of each article, as `EVENT`."""
    gathered: defaultdict[int, set[tuple[Any, ...]]] = defaultdict(set)
    passages = Passage.objects.order_by().filter(Among("version__article", pks), events__isnull=False)
    for pk, *event in passages.values_list("version__article", *(f"events__{column}" for column in EVENT)):
        gathered[pk].add(tuple(event))
    return gathered


def _document(
    known: Any,
    events: set[tuple[Any, ...]],
    pk: int,
    slug: str,
    language: str,
    place: str | None,
    earliest: Any,
    latest: Any,
    headline: str,
    dateline: str,
    body: str | None,
    lead: int | None,
) -> Document:
    told = {
        "kind": {event[0] for event in events},
        "level": {event[1] for event in events},
        "place": {place, *(event[2] for event in events)},
        "language": {language},
    }
    occasions = {Dates.of(*event[3:]) for event in events}
    return Document(
        type="article",
        pk=pk,
        slug=slug,
        facets=facets({**known, **told}),
        dates=Dates.of(earliest, latest),
        occasions=tuple(sorted(filter(None, occasions), key=str)),
        title=headline,
        dateline=dateline,
        paragraphs=tuple(paragraphs(body or "")),
        lead=lead or 1,
    )
