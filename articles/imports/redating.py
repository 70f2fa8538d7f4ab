"""Days of stories that are held already, when the articles that they are counted from come or go.

An inferred day is no more than what the archive tells, so it follows the archive: a nearer article of the same visit
replaces it, and what was counted from an article that is taken back is counted anew. What a run makes of a day depends
on what there was before it and what there is after it, and not on the order of its files: a day that one file gives may
go with the next, which brings a second visit. Only days that an import inferred, and stories that an import left
without one, are ever touched; what a file stated or an editor entered stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from articles.dates import Span
from articles.imports import suggestions, waiting
from articles.imports.dating import Came, Visits
from articles.imports.left import PUBLISHED_FROM, put, stored
from articles.imports.names import gazetteer
from articles.imports.visiting import Where
from articles.imports.waiting import Held, Waiting
from articles.models import Article, ArticleVersion, ImportRow
from articles.wire import days
from articles.wire.gazetteer import Gazetteer
from articles.wire.records import Story, Suggestion
from articles.wire.suggesting import suggest


@dataclass(frozen=True, slots=True)
class Redating:
    """A held story with the day that it will have. `cause` is the slug of the article that changes it, if any."""

    pk: int
    slug: str
    status: str
    before: Span | None
    published: Span | None
    note: str
    anchor: str
    cause: str = ""
    suggestions: tuple[Suggestion, ...] | None = None
    """What is to be suggested of it then; None where suggestions stay as they are."""
    why: str = ""
    """What led to the day, or to none, for editors."""

    @property
    def words(self) -> str:
        told = self.published.words if self.published else "not known any more"
        before = f", which was {self.before.words}," if self.before else ""
        return f"the day of {self.slug}{before} is {told} by this article ({self.note or self.why})"


class Redater:
    """What planned files do to the days of stories that are held. A planner makes one, and tells it what came in."""

    def __init__(self, visits: Visits, names: Gazetteer | None) -> None:
        self._visits, self._names = visits, names
        self._places: dict[str, Held] = {}
        self._place_of: dict[int, Held] = {}

    def due(self, came: Iterable[tuple[Where, Came]]) -> list[Redating]:
        """The stories whose day changes by new dated articles."""
        touched: dict[int, tuple[Waiting, Where, str]] = {}
        for where, each in came:
            held = self._held(where)
            if held is not None:
                for story in held.like(each.dated.named, where.country):
                    touched.setdefault(story.pk, (story, where, each.slug))
        found = (redating(story, where, self._visits, cause) for story, where, cause in touched.values())
        return [with_suggestions(each, self._names) for each in found if each is not None]

    def came(self, where: Where, story: Waiting) -> None:
        """A story was taken in whose day may change."""
        if where.key in self._places or where.key not in self._unread:
            self._know(self._places.setdefault(where.key, Held()), story)

    @cached_property
    def _unread(self) -> frozenset[str]:
        """The places that the archive has such stories of: of most it has none, and they need not be asked for."""
        return waiting.places()

    def done(self, redatings: Iterable[Redating]) -> None:
        """These were carried out."""
        for each in redatings:
            if each.pk in self._place_of:
                story = self._place_of[each.pk].all[each.pk]
                story.published, story.anchor = each.published, each.anchor

    def settled(self, pk: int) -> None:
        """A story has been given another date."""
        if pk in self._place_of:
            self._place_of.pop(pk).all.pop(pk)

    def _held(self, where: Where) -> Held | None:
        if where.key not in self._places and where.key in self._unread:
            self._places[where.key] = held = Held()
            for story in waiting.read(where):
                self._know(held, story)
        return self._places.get(where.key)

    def _know(self, held: Held, story: Waiting) -> None:
        held.add(story)
        self._place_of[story.pk] = held


def redating(story: Waiting, where: Where, visits: Visits, cause: str = "") -> Redating | None:
    """The day that a held story gets from the archive as it is; None where that changes nothing."""
    bare = Story((), weekdays=story.weekdays)
    found = visits.infer_for(bare, where, story.named, story.tied)
    span = found.story.published
    if span == story.published and (span is None or found.anchor == story.anchor):
        return None
    note, why = found.story.published_note, found.warning
    return Redating(story.pk, story.slug, story.status, story.published, span, note, found.anchor, cause, why=why)


def with_suggestions(each: Redating, names: Gazetteer | None) -> Redating:
    """With what is to be suggested of its text, now that its weekdays mean other days."""
    version = ArticleVersion.objects.filter(article=each.pk).select_related("article__place").last()
    if names is None or version is None:
        return each
    article, paragraphs = version.article, tuple(version.paragraphs)
    story = Story(
        paragraphs,
        language=article.language,
        published=each.published,
        dateline=article.dateline,
        place=article.place.name if article.place else "",
        weekdays=days.mentions(paragraphs, each.published),
    )
    return replace(each, suggestions=suggest(story, names))


def carry_out(redatings: Iterable[Redating]) -> int:
    """Give stories their days, where they still have the one that is to be replaced; answers how many got one."""
    return sum(_carry_out(each) for each in redatings)


def _carry_out(each: Redating) -> bool:
    article = Article.objects.filter(pk=each.pk).first()
    rows = ImportRow.objects.filter(article=each.pk, batch__undone=None, after__has_key="published").order_by("pk")
    row = rows.last()
    if article is None or row is None or article.published != each.before:
        return False
    article.save(update_fields=put(article, {"published": each.published, "published_note": each.note[:200]}))
    told = {"published": stored(each.published), "published_note": article.published_note}
    row.after = {**row.after, **told, PUBLISHED_FROM: each.anchor}
    row.save(update_fields=["after"])
    if each.suggestions is not None:
        version = ArticleVersion.objects.filter(article=each.pk).order_by("number").last()
        if version is not None:
            suggestions.refresh(version, row.batch, each.suggestions)
    return True


def again(places: Iterable[Where]) -> int:
    """Count the days of all stories of some places anew, after articles have gone; answers how many changed."""
    visits, changed = Visits(), []
    for where in places:
        for story in waiting.read(where):
            if (found := redating(story, where, visits)) is not None:
                changed.append(found)
    names = gazetteer() if changed else None
    return carry_out(with_suggestions(each, names) for each in changed)
