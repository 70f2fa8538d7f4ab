"""Stories whose day may still come from another article: those that an import left without one, or inferred it for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from articles.dates import Span
from articles.imports import anchors
from articles.imports.left import PUBLISHED_FROM, left, stored
from articles.imports.visiting import Named, Where, of_undated, same_visit, where_of
from articles.models import Article, ArticleVersion, ImportRow
from articles.vocabulary import Basis
from articles.wire import days
from articles.wire.records import Weekday

MOST = 1000
"""Stories of one place that are looked at, the latest taken in first."""
BARE = 100
"""Stories whose people nobody knows that are compared with a new article, the latest."""


@dataclass(slots=True)
class Waiting:
    """A held story whose day is inferred (from the article with the slug `anchor`), or not known.

    `tied` is the anchor that it had before this run, if any: whatever files the run brings, and in whatever order, its
    day is told by that and by what there is in the end.
    """

    pk: int
    slug: str
    status: str
    weekdays: tuple[Weekday, ...]
    named: Named
    published: Span | None = None
    anchor: str = ""
    tied: str = ""


@dataclass
class Held:
    """The stories of one place that wait, by what they can be found by."""

    all: dict[int, Waiting] = field(default_factory=dict)
    _by_mark: dict[str, set[int]] = field(default_factory=dict)
    _bare: list[int] = field(default_factory=list)

    def add(self, waiting: Waiting) -> None:
        self.all[waiting.pk] = waiting
        for mark in _marks(waiting.named):
            self._by_mark.setdefault(mark, set()).add(waiting.pk)
        if not any(waiting.named.people.values()):
            self._bare.append(waiting.pk)

    def like(self, named: Named, country: str) -> Iterator[Waiting]:
        """Those that may be of the visit that an article tells of."""
        found = {pk for mark in _marks(named) for pk in self._by_mark.get(mark, ())}
        if named.tells_of_visit:
            found.update(self._bare[-BARE:])
        for pk in sorted(found & self.all.keys()):
            if same_visit(self.all[pk].named, named, country):
                yield self.all[pk]


def places() -> frozenset[str]:
    """Where stories that wait are of; perhaps some more places, and never fewer."""
    rows = _imported(Article.objects.all()).order_by().values_list("dateline", "place__slug").distinct()
    return frozenset(where_of(dateline, place or "").key for dateline, place in rows)


def _imported(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of articles whose day is inferred, or not known, and that an import has to do with."""
    imported = ImportRow.objects.filter(article=OuterRef("pk"), batch__undone=None)
    left_out = Q(published_basis__in=(Basis.EDITOR, Basis.REPORTED))
    undated = Q(published_earliest=None, published_latest=None) & ~left_out
    return articles.filter(undated | Q(published_basis=Basis.INFERRED)).filter(Exists(imported))


def read(where: Where) -> Iterator[Waiting]:
    """The stories of a place that wait. What an editor has dated, or left undated, does not."""
    rows = _imported(anchors.at(where)).order_by("-pk")[:MOST]
    articles = {row.pk: row for row in rows if anchors.is_at(where, row.dateline)}
    imports = left(articles) if articles else {}
    open_ = {pk: row for pk, row in articles.items() if _may_change(row, imports.get(pk, {}))}
    if not open_:
        return
    tagged, said = anchors.tagged_people(list(open_)), anchors.sayings(list(open_))
    for pk, paragraphs in _texts(list(open_)):
        if weekdays := days.mentions(paragraphs, None):
            row = open_[pk]
            named = of_undated(paragraphs, said.get(pk, ()), tagged.get(pk))
            anchor = imports[pk].get(PUBLISHED_FROM, "") if row.published else ""
            yield Waiting(pk, row.slug, row.status, weekdays, named, row.published, anchor, anchor)


def _may_change(article: Article, imported: dict[str, object]) -> bool:
    """Whether the date, or that there is none, is as an import left it, which had it from no file."""
    if "published" not in imported or stored(article.published) != imported["published"]:
        return False
    return article.published is None or bool(imported.get(PUBLISHED_FROM))


def _texts(pks: list[int]) -> Iterator[tuple[int, list[str]]]:
    """The paragraphs of articles as they stand now, in the order in which the articles were taken in."""
    number = ArticleVersion.objects.filter(article=OuterRef("article")).order_by("-number").values("number")[:1]
    rows = ArticleVersion.objects.filter(article__in=pks, number=Subquery(number)).order_by("article_id")
    for pk, body in rows.values_list("article_id", "body").iterator(chunk_size=100):
        yield pk, body.split("\n\n")


def _marks(named: Named) -> list[str]:
    return [*named.people, *(f"{kind} {day}" for kind, day in named.events)]
