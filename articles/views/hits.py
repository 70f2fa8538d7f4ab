"""Hits as they are shown: with their rows, their addresses, and what an article's text is evidence for."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Model

from articles.models import PartnershipEvent, Telling
from articles.search import rows
from articles.search.results import Hit, Results
from articles.vocabulary import EventKind, Modality


@dataclass(frozen=True, slots=True)
class Support:
    """How much rests on the text of an article."""

    level_changes: int = 0
    events: int = 0
    commitments: int = 0

    def __bool__(self) -> bool:
        return bool(self.level_changes or self.events or self.commitments)


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with its row; `url` carries the question's text to the article, so that its words are marked there."""

    hit: Hit
    row: Model
    url: str
    paragraph_url: str
    support: Support
    modalities: tuple[tuple[str, str], ...]


def shown(results: Results, text: str) -> list[Shown]:
    """The hits of a page that everybody may still read, in order."""
    found = rows(results)
    supports = supports_of(hit.pk for hit, _ in found if hit.type == "article")
    answer = []
    for hit, row in found:
        url = row.get_absolute_url()  # type: ignore[attr-defined]
        if hit.type == "article" and text:
            url = f"{url}?{urlencode({'q': text})}"
        paragraph = hit.snippet.paragraph if hit.snippet else None
        support = supports.get(hit.pk, Support()) if hit.type == "article" else Support()
        modalities = _modalities(row) if hit.type == "commitment" else ()
        answer.append(Shown(hit, row, url, f"{url}#p{paragraph}" if paragraph else "", support, modalities))
    return answer


def supports_of(articles: Iterable[int]) -> dict[int, Support]:
    """What rests on each of several articles, by their keys; two queries."""
    keys = list(articles)
    if not keys:
        return {}
    events: dict[int, dict[bool, int]] = {}
    by_kind = (
        PartnershipEvent.objects.visible()
        .filter(passages__version__article__in=keys)
        .order_by()
        .values_list("passages__version__article", "kind")
        .annotate(count=Count("pk", distinct=True))
    )
    for article, kind, count in by_kind:
        counts = events.setdefault(article, {True: 0, False: 0})
        counts[kind == EventKind.LEVEL_CHANGE] += count
    commitments = dict(
        Telling.objects.visible()
        .filter(passage__version__article__in=keys)
        .order_by()
        .values_list("passage__version__article")
        .annotate(count=Count("commitment", distinct=True))
    )
    return {
        key: Support(events.get(key, {}).get(True, 0), events.get(key, {}).get(False, 0), commitments.get(key, 0))
        for key in keys
    }


def _modalities(commitment: Model) -> tuple[tuple[str, str], ...]:
    """Codes and labels of the ways in which a commitment was put, each once, in the vocabulary's order."""
    told = {telling.modality for telling in commitment.tellings.all()}  # type: ignore[attr-defined]
    return tuple((code, label) for code, label in Modality.choices if code in told)
