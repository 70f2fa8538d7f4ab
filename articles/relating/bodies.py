"""Mechanisms and forums: in which reports they are named, how often, and when last."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.folding import fold
from articles.models import Article, Mechanism, Name, Organization, Passage
from articles.models.among import Among
from articles.models.kept import Kept, Slot, give
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

    @property
    def is_mechanism(self) -> bool:
        return self.body.kind == OrganizationKind.MECHANISM


def bodies(pair: SeenPair, *, forums: bool = True) -> list[Mentioned]:
    """Mechanisms of the two, and `forums` named in the reports of their events, in the order of their names.

    Only what reports had named by the end of the day; what they say of it is still to be asked for (`quote()`).
    """
    reports = {"reports": pair.reports} if forums else {}
    tags = list(_TAGGED(forums, pair.until is not None, at=pair.at, until=pair.until, **reports, **pair.codes))
    tags.sort(key=lambda tag: (tag[3] or date.min, -tag[2]), reverse=True)
    if not tags:
        return []
    latest = {body: pk for pk, body, _, _ in reversed(tags)}
    counts = Counter(body for _, body, _, _ in tags)
    rows = _NAMED(keys=latest.values())
    return [Mentioned(row.organization, row.article, (), counts[row.organization_id]) for row in rows]


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
    rows = _Tags.filter(Among("pk", Slot("keys"))).select_related("organization", "article")
    return rows.order_by("organization__name")


_TAGGED, _NAMED = Kept(_tagged), Kept(_named)


def quote(rows: Iterable[Mentioned], at: Moment | None = None) -> list[Mentioned]:
    """The rows with the passages of their latest report that name them; agencies are to be asked for (`signed()`)."""
    held = list(rows)
    names: dict[int | None, list[Name]] = {}
    for name in _NAMES(keys=[row.body.pk for row in held]) if held else ():
        names.setdefault(name.organization_id, []).append(name)
    passages: dict[int, list[Passage]] = {}
    for passage in _QUOTED(at=at, keys=[row.latest.pk for row in held]) if held else ():
        passages.setdefault(passage.version.article_id, []).append(passage)
    for row in held:
        give(row.body, "names", names.get(row.body.pk, []))
    return [_quoted(row, passages.get(row.latest.pk, [])) for row in held]


def _names_of(at: Moment) -> Any:
    return Name.objects.filter(Among("organization", Slot("keys")))


def _passages_of(at: Moment) -> Any:
    """The passages of articles that everybody may read."""
    return Passage.objects.filter(Among("version__article", Slot("keys"))).visible(at).quoted().order_by("start", "pk")


_NAMES, _QUOTED = Kept(_names_of), Kept(_passages_of)


def _quoted(row: Mentioned, passages: Iterable[Passage]) -> Mentioned:
    words = tuple(passage for passage in passages if _names(passage, row.body))
    return Mentioned(row.body, row.latest, words, row.reports)


def _names(passage: Passage, body: Organization) -> bool:
    """Whether the passage has the body's name, or another form of it, as words of its own."""
    text = _words(passage.exact)
    return any(_words(form) in text for form in (body.name, *(name.form for name in body.names.all())))


def _words(text: str) -> str:
    """The folded words of a text, each between spaces."""
    return f" {' '.join(_WORD.findall(fold(text)))} "
