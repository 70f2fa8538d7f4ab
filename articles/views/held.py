"""How much is held, and from when: counted in the search index, or in the database where there is none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from articles.models import Agency, Article, Commitment, Partnership, PartnershipEvent, Passage, Person
from articles.relating import almanac
from articles.relating.almanac import Held
from articles.search import lifecycle
from articles.search.engines.whoosh import IndexUnavailable, facts
from articles.search.engines.whoosh.searcher.reaching import Reach, joint
from articles.search.results import DocumentType

_kept: tuple[str, tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much everybody may read."""

    articles: int
    undated: int
    people: int
    events: int
    partnerships: int
    commitments: int
    passages: int


def by_month() -> dict[int, dict[int, Held]]:
    """Of each year that holds something, in order, what each month holds; as `almanac.held_by_month` has it."""
    lifecycle.watch()
    try:
        articles, events = _counts("article"), _counts("event")
    except IndexUnavailable:
        return almanac.held_by_month()
    years: dict[int, dict[int, Held]] = {}
    for year, month in sorted(articles.keys() | events.keys()):
        years.setdefault(year, {})[month] = Held(articles[year, month], events[year, month])
    return years


def by_year() -> dict[int, Held]:
    """What each year holds that holds something, in order."""
    return {year: almanac.total(months.values()) for year, months in by_month().items()}


def articles_in_no_year() -> int:
    """How many articles have no date, or one that may lie in more than one year."""
    lifecycle.watch()
    try:
        spread = facts.spread("article", "year")
    except IndexUnavailable:
        return almanac.articles_in_no_year().count()
    return spread.undated + spread.imprecise


def is_indexed() -> bool:
    """Whether the index can be asked: some questions are put to it or to the database, each in its own way."""
    try:
        facts.state()
    except IndexUnavailable:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Coverage:
    """The dated articles' first and last day; each agency with the reach of its articles, most first; and of none."""

    first: date | None
    last: date | None
    agencies: list[tuple[Agency, Reach]]
    unsigned: int


def coverage() -> Coverage:
    """What is held of each agency."""
    lifecycle.watch()
    try:
        reaches = facts.reaches("agency", "article")
    except IndexUnavailable:
        reaches = _reaches()
    whole = joint(reaches.values())
    unsigned = reaches.pop("", Reach(0, None, None)).count
    rows = Agency.objects.filter(code__in=reaches)
    found = sorted(((row, reaches[row.code]) for row in rows), key=lambda pair: (-pair[1].count, pair[0].short_name))
    return Coverage(whole.first, whole.last, found, unsigned)


def _reaches() -> dict[str, Reach]:
    """The same as the index tells, from the database."""
    rows = Article.objects.visible().order_by().values_list("agencies__code")
    columns = (Count("pk", distinct=True), Min("published_earliest"), Max("published_latest"))
    found = rows.annotate(count=columns[0], first=columns[1], last=columns[2])
    return {code or "": Reach(count, first, last) for code, count, first, last in found}


def articles() -> int:
    """How many articles there are."""
    lifecycle.watch()
    try:
        return facts.counts("type").get("article", 0)
    except IndexUnavailable:
        return Article.objects.visible().count()


def events_by_country() -> Mapping[str, int]:
    """How many events each country is a party of, by its code; without those that have none."""
    lifecycle.watch()
    try:
        return facts.counts("country", "event")
    except IndexUnavailable:
        parties = PartnershipEvent.objects.visible().order_by().values_list("parties").exclude(parties=None)
        return dict(parties.annotate(number=Count("pk", distinct=True)))


def holdings() -> Holdings:
    """How much there is of each kind."""
    lifecycle.watch()
    try:
        held, undated = facts.counts("type"), facts.spread("article", "year").undated
        partnerships, passages = _beside(facts.state())
    except IndexUnavailable:
        partnerships, passages = Partnership.objects.visible().count(), Passage.objects.visible().count()
        articles = Article.objects.visible()
        held = {
            "article": articles.count(),
            "person": Person.objects.visible().count(),
            "event": PartnershipEvent.objects.visible().count(),
            "commitment": Commitment.objects.visible().count(),
        }
        undated = articles.filter(published_earliest=None, published_latest=None).count()
    return Holdings(
        articles=held.get("article", 0),
        undated=undated,
        people=held.get("person", 0),
        events=held.get("event", 0),
        partnerships=partnerships,
        commitments=held.get("commitment", 0),
        passages=passages,
    )


def _counts(kind: DocumentType) -> Counter[tuple[int, int]]:
    """How many documents each month has, and as month 0 each year beyond its months."""
    counts: Counter[tuple[int, int]] = Counter()
    for each in facts.spread(kind, "year").periods:
        counts[int(each.period), 0] = each.count
    for each in facts.spread(kind, "month").periods:
        year, _, month = each.period.partition("-")
        counts[int(year), int(month)] = each.count
        counts[int(year), 0] -= each.count
    return +counts


def _beside(state: str) -> tuple[int, int]:
    """How many partnerships and passages, which the index does not hold: counted once for each state of it."""
    global _kept
    if _kept is None or _kept[0] != state:
        _kept = state, _counted()
    return _kept[1]


def _counted() -> tuple[int, int]:
    """Partnerships and passages; these as all but those of articles that are hidden, which are few."""
    hidden = Passage.objects.filter(version__article__in=Article.objects.hidden())
    return Partnership.objects.visible().count(), Passage.objects.count() - hidden.count()
