"""The day of a story without one: counted from the nearest dated article on the same visit, where all agree on it."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from articles.dates import Span
from articles.folding import fold
from articles.models import Article, ArticleVersion, Suggestion
from articles.vocabulary import Basis, Precision, SuggestionType
from articles.wire import days
from articles.wire.records import Story
from articles.wire.records import Suggestion as Found

KEPT = 2000
"""Dated articles of a run that are remembered, the latest; those before them are read from the archive."""
NEAR = 8
"""Days that a visit lasts, at most: dated articles that lie further apart are of several."""
LOOKED_AT, MOST_BARE = 2000, 300
"""Articles of one place that are looked at, the latest first; those of them whose text has to be read for names."""
_NAMED = {SuggestionType.PERSON, SuggestionType.COUNTRY}
_RUN = re.compile(r"\b[^\W\d_]\w*(?:[ -][^\W\d_]\w*)+")
_STATED = {Basis.STATED, Basis.EDITOR}


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a text names: people and countries that the archive knows, and pairs of words with capitals."""

    people: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()

    def shared(self, other: "Named") -> int:
        """How much of the same two texts name, a person most of all; 0 where it is too little for one visit."""
        people, countries = len(self.people & other.people), len(self.countries & other.countries)
        pairs = len(self.pairs & other.pairs)
        return 3 * people + countries + pairs if people or countries >= 2 or pairs >= 3 else 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated article of a place, with what it names."""

    slug: str
    day: date
    named: Named


class Visits:
    """Dated articles by place: those of the archive, read when a place is first asked for, and those of this run."""

    def __init__(self) -> None:
        self._places: dict[str, list[Dated]] = {}
        self._new: deque[tuple[str, str, date, Named | Story]] = deque(maxlen=KEPT)
        self._forgotten: set[str] = set()

    def add(self, slug: str, where: str, published: Span | None, story: Story, found: Iterable[Found]) -> None:
        """An article of this run, where its day is stated and its place known."""
        if where and published and published.is_one_day and published.basis in _STATED and published.earliest:
            self._new.append((where, slug, published.earliest, _suggested(found) or story))

    def forget(self, slugs: Iterable[str]) -> None:
        """Articles that have not come to be."""
        self._forgotten.update(slugs)

    def infer(self, story: Story, where: str, found: Iterable[Found]) -> tuple[Story, str]:
        """The story with a day, inferred from articles on the same visit; else as it is, and why, in words."""
        if not story.weekdays:
            return story, "the day is not known: the file states none, and the text names no weekday to infer it from"
        if not where:
            return story, "the day is not known: the file states none, and without a dateline no visit is known"
        known = _suggested(found) or Named()
        anchors = self._of_the_visit(where, replace(known, pairs=_pairs(story.paragraphs)))
        if not anchors:
            return story, "the day is not known: the file states none, and no dated article on the same visit is held"
        if len({days.infer(story, anchor.day).published for anchor in anchors}) > 1:
            held = ", ".join(anchor.slug for anchor in anchors[:3])
            return story, f"the day is not known: articles that may be of the same visit ({held}) lead to several"
        inferred = days.infer(story, anchors[0].day)
        if inferred.published is None or inferred.published.earliest is None:
            return story, "the day is not known: the file states none, and the text names no weekday to infer it from"
        day = inferred.published.earliest
        anchor = min(anchors, key=lambda each: (abs((each.day - day).days), each.slug))
        inferred = days.infer(story, anchor.day)
        # Which article it was is for editors alone: its slug tells its headline, and readers may not know of it yet.
        return inferred, f"the day is {inferred.published_note}: {anchor.slug}"

    def _of_the_visit(self, where: str, named: Named) -> list[Dated]:
        """Those that share most with a story, by day; none where two visits share as much."""
        held = [each for each in (*self._of(where), *self._came(where)) if each.slug not in self._forgotten]
        scored = [(score, each) for each in held if (score := named.shared(each.named))]
        best = max((score for score, _ in scored), default=0)
        likely = sorted(((score, each) for score, each in scored if 2 * score > best), key=lambda pair: pair[1].day)
        visits: list[list[tuple[int, Dated]]] = []
        for pair in likely:
            if not visits or (pair[1].day - visits[-1][-1][1].day).days > NEAR:
                visits.append([])
            visits[-1].append(pair)
        foremost = [visit for visit in visits if max(score for score, _ in visit) == best]
        return [each for _, each in foremost[0]] if len(foremost) == 1 else []

    def _came(self, where: str) -> Iterator[Dated]:
        """The articles of this run; what a text names is looked for only when it is asked for."""
        for number, (there, slug, day, told) in enumerate(self._new):
            if there == where:
                named = told if isinstance(told, Named) else Named(pairs=_pairs(told.paragraphs))
                self._new[number] = (there, slug, day, named)
                yield Dated(slug, day, named)

    def _of(self, where: str) -> list[Dated]:
        if where not in self._places:
            self._places[where] = list(_read(where))
        return self._places[where]


def where_of(dateline: str, place_slug: str) -> str:
    """What stories of one place share: the place's address, or the folded dateline where no place is known by it."""
    return f"place {place_slug}" if place_slug else fold(dateline)


def _suggested(found: Iterable[Found]) -> Named | None:
    return _of_kinds((each.type, each.key or each.label) for each in found)


def _of_kinds(pairs: Iterable[tuple[str, str]]) -> Named | None:
    """People and countries by kind and name; None where there are neither."""
    people: set[str] = set()
    countries: set[str] = set()
    for kind, name in pairs:
        if kind in _NAMED:
            (people if kind == SuggestionType.PERSON else countries).add(fold(name))
    return Named(frozenset(people), frozenset(countries)) if people or countries else None


def _pairs(paragraphs: Iterable[str]) -> frozenset[str]:
    """Pairs of words with capital letters, folded: “to lam”, “viet nam”, “strategic partnership”."""
    pairs = set()
    for text in paragraphs:
        for run in _RUN.finditer(text):
            words = re.split("[ -]", run[0])
            pairs |= {
                fold(f"{one} {other}") for one, other in pairwise(words) if one[0].isupper() and other[0].isupper()
            }
    return frozenset(pairs)


def _read(where: str) -> Iterator[Dated]:
    """The archive's articles of a place with a day that was stated or entered."""
    articles = Article.objects.filter(
        published_basis__in=_STATED, published_precision=Precision.DAY, published_earliest__isnull=False
    )
    if where.startswith("place "):
        articles = articles.filter(place__slug=where.removeprefix("place "))
    else:
        articles = articles.filter(place=None).exclude(dateline="")
    dated = {}
    rows = articles.order_by("-published_earliest", "slug").values_list(
        "pk", "slug", "published_earliest", "published_latest", "dateline"
    )
    for pk, slug, first, last, dateline in rows[:LOOKED_AT]:
        if first == last and (where.startswith("place ") or fold(dateline) == where):
            dated[pk] = (slug, first)
    named = _names_of(list(dated))
    for pk, (slug, day) in dated.items():
        yield Dated(slug, day, named.get(pk, Named()))


def _names_of(pks: list[int]) -> dict[int, Named]:
    """What articles name: tagged or suggested; where there is neither, what capital letters show."""
    given: dict[int, list[tuple[str, str]]] = {}
    for start in range(0, len(pks), 500):
        some = pks[start : start + 500]
        for field, tag in (("people__slug", SuggestionType.PERSON), ("countries__code", SuggestionType.COUNTRY)):
            tagged = Article.objects.filter(pk__in=some, **{f"{field}__isnull": False})
            for pk, name in tagged.order_by("pk").values_list("pk", field):
                given.setdefault(pk, []).append((tag, name))
        suggested = Suggestion.objects.filter(version__article__in=some, type__in=_NAMED).order_by()
        for pk, kind, label, details in suggested.values_list("version__article_id", "type", "label", "details"):
            given.setdefault(pk, []).append((kind, details.get("key") or label))
    found = {pk: named for pk, pairs in given.items() if (named := _of_kinds(pairs))}
    bare = [pk for pk in pks if pk not in found][:MOST_BARE]
    for pk, body in (
        ArticleVersion.objects.filter(article__in=bare).order_by("number").values_list("article_id", "body")
    ):
        found[pk] = Named(pairs=_pairs(body.split("\n\n")))
    return found
