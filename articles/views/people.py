"""People: all of them from A to Z, and one with posts, events, meetings and words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Max, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.folding import fold
from articles.models import Article, Membership, Participation, Passage, Person, Telling
from articles.models.among import Among
from articles.models.evidence import signed
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating import appearances
from articles.relating.appearances import Appearance
from articles.relating.lately import lately
from articles.relating.ledger import Section, by_modality, pointed, told_by
from articles.relating.occasions import counted
from articles.relating.posts import along_years, held_on, latest_first, posts_of
from articles.search import Query, Selection, matching, search
from articles.views import strips
from articles.views.errors import NotHere
from articles.views.paging import paged
from articles.views.parameters import as_of, today
from articles.views.strips import Strip

INDEX_SIZE = 100
EVENTS_SIZE = 15
AHEAD_SIZE = 10
MENTIONED_SIZE = 10
ARTICLES_SIZE = 10
POINTS_SIZE = 10
MET_SIZE = 9
CONVEYED_SIZE = 20
MEETINGS_SIZE = 3
TITLES_SIZE = 16


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """People by sort name, with the latest post of each; letters lead to their pages."""
    found = {pk for _, pk in matching(Query(type="person")).documents}
    names = Person.objects.order_by().values_list("pk", "sort_name")
    keys = sorted((fold(name), pk) for pk, name in names if pk in found)
    chosen, pages, total = paged(request, keys, INDEX_SIZE)
    posts = Prefetch("memberships", Membership.objects.visible().select_related("post"), to_attr="posts")
    rows = Person.objects.visible().select_related("country").prefetch_related(posts)
    held = rows.in_bulk([pk for _, pk in chosen])
    letters: dict[str, list[tuple[Person, list[Membership]]]] = {}
    for key, pk in chosen:
        if person := held.get(pk):
            letters.setdefault(_letter(key), []).append((person, latest_first(person.posts)))
    firsts: dict[str, int] = {}
    for position, (key, _) in enumerate(keys):
        firsts.setdefault(_letter(key), position // INDEX_SIZE + 1)
    context = {"letters": letters, "firsts": firsts, "pages": pages, "total": total}
    return render(request, "people/index.html", context)


@conditional_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: posts, titles as printed, events by presence, meetings, words, articles."""
    found = Person.objects.visible().filter(slug=slug).select_related("country").prefetch_related("names").first()
    if found is None:
        raise NotHere("Nobody of this name is held here.", "All people", reverse("people"))
    asked = as_of(request)
    day = asked.day if asked else None
    posts = posts_of(found)
    said, events = _said(found, day), _events(found, day)
    behind = (passage for post in posts for passage in post.passages.all())
    signed([*behind, *_told_in(said["put"], events["conveyed"])])
    context = {
        "person": found,
        "asked": asked,
        "posts": posts,
        "lately": lately(posts, today()),
        "axis": along_years(posts),
        "held": held_on(posts, day) if day else (),
        **said,
        **events,
        **_articles(found, day),
    }
    return render(request, "people/person.html", context)


def _letter(key: str) -> str:
    return key[:1].upper() or "?"


def _said(person: Person, day: date | None) -> dict[str, Any]:
    """What somebody pledged, asked, stated by the end of a day: the points told last, under each modality with the
    tellings that put it so.
    """
    own = Telling.objects.visible().filter(speaker=person).told_between(None, day).order_by().values("commitment")
    last = own.annotate(last=Max("told_earliest")).order_by(F("last").desc(nulls_last=True), "-commitment")
    keys = list(last.values_list("commitment", flat=True)[: POINTS_SIZE + 1])
    kept = pointed(keys[:POINTS_SIZE])
    return {
        "put": by_modality(
            [kept[key] for key in keys if key in kept],
            lambda telling: telling.speaker_id == person.pk and told_by(telling, day),
        ),
        "has_more_points": len(keys) > POINTS_SIZE,
    }


def _told_in(put: Iterable[Section], conveyed: Iterable[Participation]) -> Iterator[Passage]:
    """The passages in which somebody's points, and what was conveyed, are told."""
    for section in put:
        yield from (row.passage for point in section.points for row in point.tellings if row.passage)
    for row in conveyed:
        yield from [row.passage] if row.passage else row.event.passages.all()[:1]


def _articles(person: Person, day: date | None) -> dict[str, Any]:
    """The newest articles that name somebody, and how many there are; as the search finds them."""
    asked = Query(type="article", selections=(Selection("person", (person.slug,)),), sort="newest")
    found = search(asked.with_dates(None, day.isoformat() if day else None), counted=False)
    keys = [hit.pk for hit in found.hits][:ARTICLES_SIZE]
    rows = {row.pk: row for row in _LISTED(keys=keys)} if keys else {}
    return {"articles": [rows[key] for key in keys if key in rows], "article_total": found.total}


def _listed(at: Moment) -> Any:
    return Article.objects.visible(at).filter(Among("pk", Slot("keys"))).listed().order_by()


_LISTED = Kept(_listed)


def _events(person: Person, day: date | None) -> dict[str, Any]:
    """The events of a person, parted by presence, over the years and the latest of each; and who else was there."""
    rows = appearances.appearances(person, day)
    there, ahead, absent = appearances.parted(rows)
    shown = there[:EVENTS_SIZE], ahead[:AHEAD_SIZE], absent[:MENTIONED_SIZE]
    events = {row.pk: row for row in counted([key for keys in shown for key in keys])}
    attended, planned, mentioned = ([events[key] for key in keys if key in events] for keys in shown)
    titles = appearances.titles(rows)
    return {
        "attended": attended,
        "planned": planned,
        "mentioned": mentioned,
        "attended_total": len(there),
        "planned_total": len(ahead),
        "mentioned_total": len(absent),
        "titles": titles[:TITLES_SIZE],
        "further_titles": max(len(titles) - TITLES_SIZE, 0),
        "strip": _strip(person, rows),
        "conveyed": appearances.conveyed(person, day, CONVEYED_SIZE),
        "encounters": appearances.encounters(person, rows, MET_SIZE, MEETINGS_SIZE),
    }


def _strip(person: Person, rows: list[Appearance]) -> Strip | None:
    """The events of a person by year, each leading to that year on the timeline."""
    years: dict[int, set[int]] = {}
    for row in rows:
        if row.earliest and row.latest and row.earliest.year == row.latest.year:
            years.setdefault(row.earliest.year, set()).add(row.event)
    address = f"{reverse('timeline')}?person={person.slug}"
    counts = [(f"{year:04}", len(events), f"{address}&from={year}&to={year}") for year, events in sorted(years.items())]
    wider = len({row.event for row in rows}) - sum(count for _, count, _ in counts)
    return strips.bars(counts, "Events by year", wider=wider, height=40) if len(counts) > 1 else None
