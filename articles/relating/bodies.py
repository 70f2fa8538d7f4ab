"""Mechanisms and forums: in which reports they are named, how often, and when last."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from articles.folding import fold
from articles.models import Article, Mechanism, Organization, Passage
from articles.models.among import Among
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating.pairs import SeenPair
from articles.vocabulary import OrganizationKind

_WORD = re.compile(r"\w+")
_Tags = Article.organizations.through.objects


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A body with the latest report that names it, the passages of it that do, and how many reports there are."""

    body: Organization
    latest: Article
    passages: tuple[Passage, ...]
    reports: int
    forms: tuple[str, ...] = ()
    """Its name, and whatever else it is called."""

    @property
    def is_mechanism(self) -> bool:
        return self.body.kind == OrganizationKind.MECHANISM


def bodies(pair: SeenPair, *, forums: bool = True) -> list[Mentioned]:
    """Mechanisms of the two, and `forums` named in the reports of their events, in the order of their names.

    Only what reports had named by the end of the day; what they say of it is still to be asked for (`quote()`).
    """
    return bodies_of([pair], forums=forums)[0]


def bodies_of(pairs: Iterable[SeenPair], *, forums: bool = True) -> list[list[Mentioned]]:
    """The same of several pairs: what the bodies are is asked of all at once."""
    found = [_latest_tags(pair, forums) for pair in pairs]
    keys = {pk for latest, _ in found for pk in latest.values()}
    tags = _tags_of(keys) if keys else []
    return [
        [
            Mentioned(tag.organization, tag.article, (), counts[tag.organization_id], forms)
            for tag, forms in tags
            if latest.get(tag.organization_id) == tag.pk
        ]
        for latest, counts in found
    ]


def _latest_tags(pair: SeenPair, forums: bool) -> tuple[dict[int, int], Counter[int]]:
    """Of each body, by its key, the tag of the latest report that names it; and how many reports do."""
    reports = {"reports": pair.reports} if forums else {}
    tags = list(_TAGGED(forums, pair.until is not None, at=pair.at, until=pair.until, **reports, **pair.codes))
    tags.sort(key=lambda tag: (tag[3] or date.min, -tag[2]), reverse=True)
    return {body: pk for pk, body, _, _ in reversed(tags)}, Counter(body for _, body, _, _ in tags)


def _tags_of(keys: Iterable[int]) -> list[tuple[Any, tuple[str, ...]]]:
    """Tags by their keys, each with all forms of the body's name."""
    forms: dict[int, list[str]] = {}
    tags: dict[int, Any] = {}
    for tag in _NAMED(keys=keys):
        tags.setdefault(tag.pk, tag)
        forms.setdefault(tag.pk, [tag.organization.name]).append(tag.form or "")
    return [(tag, tuple(filter(None, forms[pk]))) for pk, tag in tags.items()]


def _tagged(at: Moment, forums: bool, by_then: bool) -> Any:
    """Tags of the mechanisms of two, and of forums in `reports`: of articles that may have been published by then."""
    mine = Mechanism.objects.filter(parties=Slot("one")).filter(parties=Slot("other")).values("pk")
    seen = Article.objects.visible(at).filter(pk=OuterRef("article"))
    found = [_Tags.filter(Exists(seen), organization__in=mine)]
    if forums:
        found.append(_Tags.filter(Among("article", Slot("reports")), organization__kind=OrganizationKind.INTERNATIONAL))
    if by_then:
        day = Q(article__published_earliest=None) | Q(article__published_earliest__lte=Slot("until"))
        found = [tags.filter(day) for tags in found]
    tags, *others = (tags.values_list("pk", "organization", "article", "article__published_earliest") for tags in found)
    return tags.union(*others) if others else tags


def _named(at: Moment) -> Any:
    """Tags with the body, the report and a form of the body's name: as many times as it has other names."""
    rows = _Tags.filter(Among("pk", Slot("keys"))).select_related("organization", "article")
    return rows.annotate(form=F("organization__names__form")).order_by("organization__name")


_TAGGED, _NAMED = Kept(_tagged), Kept(_named)


def quote(rows: Iterable[Mentioned], at: Moment | None = None) -> list[Mentioned]:
    """The rows with the passages of their latest report that name them; agencies are to be asked for (`signed()`)."""
    held = list(rows)
    passages: dict[int, list[Passage]] = {}
    for passage in _QUOTED(at=at, keys=[row.latest.pk for row in held]) if held else ():
        passages.setdefault(passage.version.article_id, []).append(passage)
    return [_quoted(row, passages.get(row.latest.pk, [])) for row in held]


def _passages_of(at: Moment) -> Any:
    """The passages of articles that everybody may read."""
    return Passage.objects.filter(Among("version__article", Slot("keys"))).visible(at).quoted().order_by("start", "pk")


_QUOTED = Kept(_passages_of)


def _quoted(row: Mentioned, passages: Iterable[Passage]) -> Mentioned:
    forms = [_words(form) for form in row.forms]
    return replace(row, passages=tuple(passage for passage in passages if _has(passage, forms)))


def _has(passage: Passage, forms: Iterable[str]) -> bool:
    """Whether the passage has one of some forms of a name as words of its own."""
    text = _words(passage.exact)
    return any(form in text for form in forms)


def _words(text: str) -> str:
    """The folded words of a text, each between spaces."""
    return f" {' '.join(_WORD.findall(fold(text)))} "
