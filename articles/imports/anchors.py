"""Dated articles of the archive by place, with what they name: what the days of other stories are counted from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from articles.dates import Span
from articles.folding import fold
from articles.imports.visiting import Named, Saying, Where, near, of_sayings
from articles.models import Article, ArticleVersion, PartnershipEvent, Suggestion
from articles.vocabulary import Basis, Precision, SuggestionState, SuggestionType
from articles.wire import days

LOOKED_AT = 2000
"""Articles of one place that are looked at, the latest first."""
LEAD_LENGTH = 4000
"""Characters of a text in which its lead is looked for."""
_CHUNK = 500
_STATED = {Basis.STATED, Basis.EDITOR}


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated article of a place, with what it names."""

    slug: str
    day: date
    named: Named


def dates(span: Span | None) -> bool:
    """Whether others may be dated by an article with this date: one day, stated or entered."""
    return span is not None and span.is_one_day and span.basis in _STATED


def dated(slug: str, day: date, named: Named) -> Dated:
    """A dated article; of the events that it names, those of its own days count."""
    return Dated(slug, day, replace(named, events=near(named.events, day)))


def at(where: Where) -> QuerySet[Article]:
    """Articles of a place; where no place is known by the dateline, all with a dateline that no place has."""
    if where.key.startswith("place "):
        return Article.objects.filter(place__slug=where.key.removeprefix("place "))
    return Article.objects.filter(place=None).exclude(dateline="")


def is_at(where: Where, dateline: str) -> bool:
    """Whether an article of `at` that has this dateline really is of the place."""
    return where.key.startswith("place ") or fold(dateline) == where.key


def read(where: Where) -> Iterator[Dated]:
    """The archive's articles of a place with a day that was stated or entered."""
    articles = at(where).filter(
        published_basis__in=_STATED, published_precision=Precision.DAY, published_earliest__isnull=False
    )
    rows = articles.order_by("-published_earliest", "slug").values_list(
        "pk", "slug", "published_earliest", "published_latest", "dateline"
    )
    held = {
        pk: (slug, first)
        for pk, slug, first, last, dateline in rows[:LOOKED_AT]
        if first == last and is_at(where, dateline)
    }
    names = names_of({pk: day for pk, (_, day) in held.items()})
    for pk, (slug, day) in held.items():
        if day is not None:
            yield dated(slug, day, names[pk])


def names_of(of_days: dict[int, date | None]) -> dict[int, Named]:
    """What articles, given with their days, name in their leads, by their tags, and in what was suggested or made of
    them.
    """
    found: dict[int, Named] = {}
    pks = list(of_days)
    for start in range(0, len(pks), _CHUNK):
        some = pks[start : start + _CHUNK]
        texts, tagged, said, reported = _leads(some), tagged_people(some), sayings(some), _reported(some)
        for pk in some:
            named = of_sayings(texts.get(pk, []), said.get(pk, ()), tagged.get(pk), of_days[pk])
            found[pk] = replace(named, events=named.events | reported.get(pk, frozenset()))
    return found


def _leads(pks: list[int]) -> dict[int, list[str]]:
    latest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number").values("body")[:1]
    rows = Article.objects.filter(pk__in=pks).annotate(text=Substr(Subquery(latest), 1, LEAD_LENGTH))
    texts = rows.order_by().values_list("pk", "text")
    return {pk: (text or "").split("\n\n")[: days.LEAD] for pk, text in texts}


def tagged_people(pks: list[int]) -> dict[int, dict[str, str]]:
    """People whom editors say articles are about, with their countries."""
    found: dict[int, dict[str, str]] = {}
    rows = Article.objects.filter(pk__in=pks, people__isnull=False).order_by()
    for pk, slug, country in rows.values_list("pk", "people__slug", "people__country"):
        found.setdefault(pk, {})[fold(slug)] = country or ""
    return found


def sayings(pks: list[int]) -> dict[int, list[Saying]]:
    """People and events that were suggested and not refused."""
    found: dict[int, list[Saying]] = {}
    rows = Suggestion.objects.filter(version__article__in=pks, type__in=(SuggestionType.PERSON, SuggestionType.EVENT))
    rows = rows.exclude(state=SuggestionState.REFUSED).order_by()
    for pk, kind, label, paragraph, details in rows.values_list(
        "version__article", "type", "label", "paragraph", "details"
    ):
        more: dict[str, Any] = {name: details.get(name, "") for name in ("key", "kind", "day")}
        found.setdefault(pk, []).append(
            Saying(type=kind, label=label, paragraph=paragraph, origin=tuple(details.get("origin", ())), **more)
        )
    return found


def _reported(pks: Iterable[int]) -> dict[int, frozenset[tuple[str, str]]]:
    """Events that editors made of articles, by kind, with their day."""
    found: dict[int, frozenset[tuple[str, str]]] = {}
    rows = PartnershipEvent.objects.filter(passages__version__article__in=pks, start_precision=Precision.DAY).order_by()
    for pk, kind, first, last in rows.values_list(
        "passages__version__article", "kind", "start_earliest", "start_latest"
    ).distinct():
        if first is not None and first == last:
            found[pk] = found.get(pk, frozenset()) | {(kind, first.isoformat())}
    return found
