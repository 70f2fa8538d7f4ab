"""Reports of one event side by side: which passages each has of it, and what is recorded from only one of them.

What is recorded from one report may be said by another as well: names and printed titles are looked for in the words
of the others, of the rest no more is claimed than that no passage of theirs is held.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.folding import fold
from articles.models import Article, ArticleVersion, Claim, Commitment, Name, Participation, PartnershipEvent, Passage
from articles.models.evidence import signed

MOST = 12
"""Reports that are put side by side."""

Key = tuple[str, str]
"""What is said, the same for whoever says it."""


class Detail(NamedTuple):
    """Something that a report says of an event, and the passage that says it."""

    words: str
    url: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Report:
    """An article, its passages of the event, and what is recorded from none of the other reports."""

    article: Article
    passages: tuple[Passage, ...]
    only: tuple[Detail, ...]

    @property
    def paragraphs(self) -> list[Passage]:
        """A passage of each paragraph that tells of the event, in the order of the text."""
        return [first for _, first in sorted({row.paragraph: row for row in reversed(self.passages)}.items())]


def side_by_side(event: PartnershipEvent, points: Iterable[Commitment], claims: Iterable[Claim]) -> list[Report]:
    """The reports of an event with its passages at hand, in their order; `points` and `claims` with theirs.

    What is recorded from one only is told where there are several, and only of what rests on a passage of its own.
    """
    told: dict[Key, dict[int, Detail]] = {}
    for key, detail in _details(event, points, claims):
        told.setdefault(key, {}).setdefault(detail.passage.version.article_id, detail)
    sources: dict[int, Passage] = {}
    passages: dict[int, list[Passage]] = {}
    for passage in [*event.passages.all(), *(row.passage for rows in told.values() for row in rows.values())]:
        sources.setdefault(passage.version.article_id, passage)
    for passage in event.passages.all():
        passages.setdefault(passage.version.article_id, []).append(passage)
    only: dict[int, list[Detail]] = {}
    named = _named_in(event, sources.values()) if len(sources) > 1 else {}
    for key, by_article in told.items():
        if len(sources) > 1 and len(by_article.keys() | named.get(key, set())) == 1:
            ((article, detail),) = by_article.items()
            only.setdefault(article, []).append(detail)
    shown = list(sources.items())[:MOST]
    signed(passage for _, passage in shown)
    return [
        Report(passage.version.article, tuple(passages.get(pk, ())), tuple(only.get(pk, ()))) for pk, passage in shown
    ]


def _details(
    event: PartnershipEvent, points: Iterable[Commitment], claims: Iterable[Claim]
) -> Iterator[tuple[Key, Detail]]:
    """What is said, with the passage."""
    parts = _recorded(event)
    held = {row.pk: row for row in Passage.objects.visible().sourced().filter(pk__in={row.passage_id for row in parts})}
    for row in parts:
        if passage := held.get(row.passage_id or 0):
            who, (name, title) = row.participant, _keys(row)
            url = name[1]
            yield name, Detail(f"names {who}", url, passage)
            if row.title_as_printed:
                yield title, Detail(f"titles {who} “{row.title_as_printed}”", url, passage)
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


def _recorded(event: PartnershipEvent) -> list[Participation]:
    return [row for row in event.participations.all() if row.passage_id]


def _keys(row: Participation) -> tuple[Key, Key]:
    """That somebody is named, and that he is titled so."""
    url: str = row.participant.get_absolute_url()  # type: ignore[attr-defined]
    return ("who", url), ("title", f"{url} {row.title_as_printed}")


def _named_in(event: PartnershipEvent, sources: Iterable[Passage]) -> dict[Key, set[int]]:
    """In which articles each participant is named, and titled so: by their tags, or by any form in their words."""
    rows = _recorded(event)
    texts = _texts({passage.version_id for passage in sources}) if rows else {}
    found: dict[Key, set[int]] = {}
    for bearer, tags in (("person", Article.people.through), ("organization", Article.organizations.through)):
        held = {pk: row for row in rows if (pk := getattr(row, f"{bearer}_id"))}
        if not held:
            continue
        forms = {pk: {fold(str(row.participant))} for pk, row in held.items()}
        for pk, folded in Name.objects.filter(**{f"{bearer}__in": held}).values_list(bearer, "folded"):
            forms[pk].add(folded)
        tied = tags._default_manager.filter(article__in=texts, **{f"{bearer}__in": held}).values_list(bearer, "article")
        for pk, article in tied:
            found.setdefault(_keys(held[pk])[0], set()).add(article)
        for pk, row in held.items():
            found.setdefault(_keys(row)[0], set()).update(_holding(texts, forms[pk]))
    for row in rows:
        if row.title_as_printed:
            found.setdefault(_keys(row)[1], set()).update(_holding(texts, {fold(row.title_as_printed)}))
    return found


def _texts(versions: Iterable[int]) -> dict[int, str]:
    """The folded words of versions, by article."""
    found: dict[int, str] = {}
    for article, headline, body in ArticleVersion.objects.filter(pk__in=versions).values_list(
        "article", "headline", "body"
    ):
        found[article] = fold(f"{found.get(article, '')}\n{headline}\n{body}")
    return found


def _holding(texts: dict[int, str], forms: Iterable[str]) -> Iterator[int]:
    """The articles in whose words one of some folded forms stands, as whole words."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in sorted(forms) if form)})(?!\w)")
    return (article for article, text in texts.items() if pattern.search(text))
