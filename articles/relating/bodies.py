"""Mechanisms and forums: in which reports they are named, how often, and when last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, prefetch_related_objects

from articles.folding import fold
from articles.models import Article, Mechanism, Organization, Passage
from articles.models.events import EventQuerySet
from articles.models.moments import Moment
from articles.vocabulary import OrganizationKind

_WORD = re.compile(r"\w+")
_Tags = Article.organizations.through.objects

MOST_BODIES = 24
MOST_MENTIONS = 400
"""Reports looked through, the latest first: enough to say when last, and how often in those."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A body with the latest report that names it, the passages of it that do, and how many reports there are."""

    body: Organization
    latest: Article
    passages: tuple[Passage, ...]
    reports: int

    @property
    def is_mechanism(self) -> bool:
        return self.body.kind == OrganizationKind.MECHANISM


def bodies(
    one: str,
    other: str,
    events: EventQuerySet,
    until: date | None = None,
    at: Moment | None = None,
    *,
    quoted: bool = True,
) -> list[Mentioned]:
    """Mechanisms of two countries, and forums named in the reports of their events, in the order of their names.

    Only what reports had named by the end of a day. With passages where they are to be `quoted`; their agencies are
    still to be asked for (`signed()`).
    """
    seen = Article.objects.visible(at)
    told = seen.filter(versions__passages__events__in=events).values("pk")
    mine = Mechanism.objects.filter(parties=one).filter(parties=other).values("pk")
    forum = Q(kind=OrganizationKind.INTERNATIONAL, pk__in=_Tags.filter(article__in=told).values("organization"))
    rows = list(Organization.objects.filter(Q(pk__in=mine) | forum)[:MOST_BODIES])
    by_kind = Q(organization__kind=OrganizationKind.MECHANISM) | Q(article__in=told)
    tags = _Tags.filter(by_kind, organization__in=rows, article__in=seen).select_related("article")
    if until is not None:
        tags = tags.filter(Q(article__published_earliest=None) | Q(article__published_earliest__lte=until))
    reports: dict[int, list[Article]] = {}
    for tag in tags.order_by(F("article__published_earliest").desc(nulls_last=True), "article")[:MOST_MENTIONS]:
        reports.setdefault(tag.organization_id, []).append(tag.article)
    if quoted:
        prefetch_related_objects(rows, "names")
    passages = _passages((found[0].pk for found in reports.values()), at) if quoted else {}
    return [_mentioned(row, reports[row.pk], passages) for row in rows if row.pk in reports]


def _mentioned(body: Organization, reports: list[Article], passages: dict[int, list[Passage]]) -> Mentioned:
    latest = reports[0]
    words = tuple(passage for passage in passages.get(latest.pk, []) if _names(passage, body))
    return Mentioned(body, latest, words, len(reports))


def _passages(articles: Iterable[int], at: Moment | None) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    rows = Passage.objects.visible(at).filter(version__article__in=set(articles)).quoted().order_by("start", "pk")
    for passage in rows:
        found.setdefault(passage.version.article_id, []).append(passage)
    return found


def _names(passage: Passage, body: Organization) -> bool:
    """Whether the passage has the body's name, or another form of it, as words of its own."""
    text = _words(passage.exact)
    return any(_words(form) in text for form in (body.name, *(name.form for name in body.names.all())))


def _words(text: str) -> str:
    """The folded words of a text, each between spaces."""
    return f" {' '.join(_WORD.findall(fold(text)))} "
