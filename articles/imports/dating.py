"""The day of a story without one: counted from the nearest dated article on the same visit, where that is one day."""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from articles.dates import Span
from articles.imports import anchors
from articles.imports.anchors import Dated
from articles.imports.visiting import Named, Where, of_sayings, of_undated, said, same_visit
from articles.vocabulary import SuggestionType
from articles.wire import days
from articles.wire.records import Story
from articles.wire.records import Suggestion as Found

NEAR = 8
"""Days that a visit lasts, at most: dated articles that lie further apart are of several."""
_TELLING = (SuggestionType.PERSON, SuggestionType.EVENT)
_UNKNOWN = "the day is not known: the file states none, and "


@dataclass(frozen=True, slots=True)
class Inference:
    """A story with a day, and the slug of the article that tells it; or the story as it is. What to say of it."""

    story: Story
    warning: str
    anchor: str = ""


@dataclass(frozen=True)
class Came:
    """A dated article of this run. What it names is worked out when its place is first asked for."""

    slug: str
    day: date
    lead: Sequence[str]
    found: Sequence[Found]

    @cached_property
    def dated(self) -> Dated:
        return anchors.dated(self.slug, self.day, of_sayings(self.lead, said(self.found), day=self.day))

    @property
    def order(self) -> tuple[date, str]:
        return self.day, self.slug


class Visits:
    """Dated articles by place: those of the archive, read when a place is first asked for, and those of this run."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, Dated]] = {}
        self._new: dict[str, list[Came]] = {}
        self._forgotten: set[str] = set()

    def add(self, slug: str, where: Where, published: Span | None, story: Story, found: Iterable[Found]) -> Came | None:
        """An article of this run, where its day is stated and its place known."""
        if not where.key or not anchors.dates(published) or published is None or published.earliest is None:
            return None
        telling = [each for each in found if each.type in _TELLING]
        came = Came(slug, published.earliest, story.paragraphs[: days.LEAD], telling)
        there = self._new.setdefault(where.key, [])
        insort(there, came, key=lambda each: each.order)
        del there[: -anchors.LOOKED_AT]  # the latest by their days, whatever order they came in
        self._forgotten.discard(slug)
        return came

    def forget(self, slugs: Iterable[str]) -> None:
        """Articles that have not come to be."""
        self._forgotten.update(slugs)

    def infer(self, story: Story, where: Where, found: Iterable[Found]) -> Inference:
        """The story with a day, inferred from articles on the same visit; else as it is, and why, in words."""
        if not story.weekdays:
            return Inference(story, f"{_UNKNOWN}the text names no weekday to infer it from")
        if not where.key:
            return Inference(story, f"{_UNKNOWN}without a dateline no visit is known")
        return self.infer_for(story, where, of_undated(story.paragraphs, said(found)))

    def infer_for(self, story: Story, where: Where, known: Named, tied: str = "") -> Inference:
        """The same for a story with a weekday and a place, whose names are known.

        `tied` is the slug of an article that told its day before: where several visits fit, it stays with that one's.
        """
        of_visits = self._visits(where, known)
        of_visits = [visit for visit in of_visits if any(each.slug == tied for each in visit)] or of_visits
        if not of_visits:
            return Inference(story, f"{_UNKNOWN}no dated article on the same visit is held")
        if len(of_visits) > 1:
            held = ", ".join(visit[0].slug for visit in of_visits[:3])
            return Inference(story, f"{_UNKNOWN}it may be of several visits ({held})")
        near = _nearest(story, of_visits[0])
        near = [found for found in near if found[1].slug == tied] or near
        if not near:
            return Inference(story, f"{_UNKNOWN}the text names no weekday to infer it from")
        if len({day for day, _ in near}) > 1:
            held = ", ".join(anchor.slug for _, anchor in near[:3])
            return Inference(story, f"{_UNKNOWN}articles of the same visit ({held}) lead to several")
        anchor = near[0][1]
        inferred = days.infer(story, anchor.day)
        # Which article it was is for editors alone: its slug tells its headline, and readers may not know of it yet.
        return Inference(inferred, f"the day is {inferred.published_note}: {anchor.slug}", anchor.slug)

    def _visits(self, where: Where, known: Named) -> list[list[Dated]]:
        """The visits that a story may be of: dated articles that have most in common with it, by day."""
        scored = [(score, each) for each in self._of(where) if (score := same_visit(known, each.named, where.country))]
        best = max((score for score, _ in scored), default=0)
        visits: list[list[Dated]] = []
        for each in sorted((each for score, each in scored if score == best), key=lambda each: (each.day, each.slug)):
            if not visits or (each.day - visits[-1][-1].day).days > NEAR:
                visits.append([])
            visits[-1].append(each)
        return visits

    def _of(self, where: Where) -> Iterator[Dated]:
        """The dated articles of a place, the latest `anchors.LOOKED_AT` by their days: the same however they came."""
        if where.key not in self._places:
            self._places[where.key] = {each.slug: each for each in anchors.read(where)}
        held, came = self._places[where.key], self._new.get(where.key, [])
        new = {each.slug for each in came}
        of_archive = [each for slug, each in held.items() if slug not in self._forgotten and slug not in new]
        of_run = [each for each in came if each.slug not in self._forgotten]
        if len(of_archive) + len(of_run) > anchors.LOOKED_AT:
            days_of = sorted([*((each.day, each.slug) for each in of_archive), *(each.order for each in of_run)])
            least = days_of[-anchors.LOOKED_AT]
            of_archive = [each for each in of_archive if (each.day, each.slug) >= least]
            of_run = [each for each in of_run if each.order >= least]
        yield from of_archive
        yield from (each.dated for each in of_run)


def _nearest(story: Story, held: Iterable[Dated]) -> list[tuple[date, Dated]]:
    """The articles of a visit from which the story's day is the fewest days away, each with that day."""
    found = []
    for anchor in held:
        span = days.infer(story, anchor.day).published
        if span is not None and span.earliest is not None:
            found.append((abs((span.earliest - anchor.day).days), span.earliest, anchor))
    least = min((away for away, _, _ in found), default=0)
    return [(day, anchor) for away, day, anchor in found if away == least]
