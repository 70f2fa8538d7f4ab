"""Reports of one event side by side: which passages each has of it, and what only one of them says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.models import Article, Claim, Commitment, PartnershipEvent, Passage
from articles.models.evidence import signed

MOST = 12
"""Reports that are put side by side."""


class Detail(NamedTuple):
    """Something that a report says of an event, and the passage that says it."""

    words: str
    url: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Report:
    """An article, its passages of the event, and what none of the other reports says."""

    article: Article
    passages: tuple[Passage, ...]
    only: tuple[Detail, ...]


def side_by_side(event: PartnershipEvent, points: Iterable[Commitment], claims: Iterable[Claim]) -> list[Report]:
    """The reports of an event with its passages at hand, in their order; `points` and `claims` with theirs.

    What only one says is told only where there are several, and only of what rests on a passage of its own.
    """
    told: dict[tuple[str, str], dict[int, Detail]] = {}
    for key, detail in _details(event, points, claims):
        told.setdefault(key, {}).setdefault(detail.passage.version.article_id, detail)
    sources: dict[int, Passage] = {}
    passages: dict[int, list[Passage]] = {}
    for passage in [*event.passages.all(), *(row.passage for rows in told.values() for row in rows.values())]:
        sources.setdefault(passage.version.article_id, passage)
    for passage in event.passages.all():
        passages.setdefault(passage.version.article_id, []).append(passage)
    only: dict[int, list[Detail]] = {}
    for by_article in told.values():
        if len(by_article) == 1 and len(sources) > 1:
            ((article, detail),) = by_article.items()
            only.setdefault(article, []).append(detail)
    shown = list(sources.items())[:MOST]
    signed(passage for _, passage in shown)
    return [
        Report(passage.version.article, tuple(passages.get(pk, ())), tuple(only.get(pk, ()))) for pk, passage in shown
    ]


def _details(
    event: PartnershipEvent, points: Iterable[Commitment], claims: Iterable[Claim]
) -> Iterator[tuple[tuple[str, str], Detail]]:
    """What is said, under a key that is the same for whoever says it, with the passage."""
    parts = [row for row in event.participations.all() if row.passage_id]
    held = {row.pk: row for row in Passage.objects.visible().sourced().filter(pk__in={row.passage_id for row in parts})}
    for row in parts:
        if passage := held.get(row.passage_id or 0):
            who = row.participant
            url = who.get_absolute_url()  # type: ignore[attr-defined]
            yield ("who", url), Detail(f"names {who}", url, passage)
            if row.title_as_printed:
                key = ("title", f"{url} {row.title_as_printed}")
                yield key, Detail(f"titles {who} “{row.title_as_printed}”", url, passage)
    for point in points:
        for telling in point.tellings.all():
            if telling.event_id == event.pk and telling.passage:
                words = f"{telling.get_modality_display()}: {point.summary}"
                yield ("point", point.key), Detail(words, point.get_absolute_url(), telling.passage)
    for claim in claims:
        yield (
            ("claim", f"{claim.field} {claim.value}"),
            Detail(f"gives {claim.field} as {claim.value}", claim.passage.get_absolute_url(), claim.passage),
        )
