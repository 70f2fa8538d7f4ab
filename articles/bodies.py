"""Mechanisms and forums: in which reports they are named, how often, and when last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from articles.folding import fold
from articles.models import Article, Mechanism, Organization, Passage
from articles.models.copy import ArticleQuerySet
from articles.models.events import EventQuerySet
from articles.models.moments import Moment
from articles.vocabulary import OrganizationKind

MOST_BODIES = 24
MOST_MENTIONS = 400
"""Reports looked through, the latest first: enough to say when last, and how often in those."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A body with the latest report that names it, the passages of it that do, and how many reports there are.

    `latest` is None where no report held here names it.
    """

    body: Organization
    latest: Article | None
    passages: tuple[Passage, ...]
    reports: int


def mechanisms(one: str, other: str, until: date | None = None, at: Moment | None = None) -> list[Mentioned]:
    """Mechanisms of two countries that reports had named by the end of a day."""
    rows = Mechanism.objects.visible(at).filter(parties=one).filter(parties=other)
    return _mentioned(rows.prefetch_related("names")[:MOST_BODIES], Article.objects.visible(at), until, at)


def forums(events: EventQuerySet, until: date | None = None, at: Moment | None = None) -> list[Mentioned]:
    """International bodies named in the reports that some events rest on, those named most first."""
    told = Article.objects.visible(at).filter(versions__passages__events__in=events)
    kinds = (OrganizationKind.INTERNATIONAL,)
    rows = Organization.objects.filter(kind__in=kinds, articles__in=told).distinct().prefetch_related("names")
    found = _mentioned(rows[:MOST_BODIES], told, until, at)
    return sorted(found, key=lambda row: (-row.reports, row.body.name))


def _mentioned(
    bodies: Iterable[Organization], articles: ArticleQuerySet, until: date | None, at: Moment | None
) -> list[Mentioned]:
    rows = list(bodies)
    reports: dict[int, list[int]] = {row.pk: [] for row in rows}
    latest_first = F("article__published_earliest").desc(nulls_last=True)
    tags = Article.organizations.through.objects.filter(organization__in=rows, article__in=articles)
    if until is not None:
        tags = tags.filter(Q(article__published_earliest=None) | Q(article__published_earliest__lte=until))
    for body, article in tags.order_by(latest_first, "article").values_list("organization", "article")[:MOST_MENTIONS]:
        reports[body].append(article)
    latest = {body: found[0] for body, found in reports.items() if found}
    shown = Article.objects.listed().in_bulk(set(latest.values()))
    passages = _passages(latest.values(), at)
    return [
        Mentioned(
            row,
            shown[latest[row.pk]],
            tuple(passage for passage in passages.get(latest[row.pk], []) if _names(passage, row)),
            len(set(reports[row.pk])),
        )
        for row in rows
        if row.pk in latest
    ]


def _passages(articles: Iterable[int], at: Moment | None) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    rows = Passage.objects.visible(at).filter(version__article__in=set(articles)).sourced().order_by("start", "pk")
    for passage in rows:
        found.setdefault(passage.version.article_id, []).append(passage)
    return found


def _names(passage: Passage, body: Organization) -> bool:
    """Whether the passage has the body's name, or another form of it."""
    words = f" {fold(passage.exact)} "
    forms: Sequence[str] = [body.name, *(name.form for name in body.names.all())]
    return any(fold(form) in words for form in forms)
