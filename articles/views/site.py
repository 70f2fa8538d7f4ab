"""The front page, and what the archive says of itself."""

import itertools
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Article, ImportBatch, ImportRow, PartnershipEvent, Passage
from articles.models.operations import RowStatus
from articles.relating import almanac
from articles.relating.almanac import Held
from articles.views import held
from articles.views.histograms import Bar, Histogram, histogram
from articles.vocabulary import EventKind, Modality

LATEST_CHANGES = 6
LATEST_ARTICLES = 8
LATEST_UNDATED = 200
LAST_CHANGED = 100
EXAMPLES = (
    *("bulgaria vietnam", "to lam", '"joint statement"', "trade country:bg"),
    *("kind:level-change", "date:2025-10", "e-government"),
)


@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    """A question box; what changed last; what came last; when; and how much there is."""
    changes = (
        PartnershipEvent.objects.visible()
        .of_kind(EventKind.LEVEL_CHANGE)
        .newest_first()
        .select_related("level_from", "level_to", "partnership__first", "partnership__second")
    )
    years = held.by_year()
    context = {
        "examples": EXAMPLES,
        "changes": changes[:LATEST_CHANGES],
        "articles": Article.objects.visible().newest_first().listed()[:LATEST_ARTICLES],
        "histogram": _by_year(years),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "empty_years": _empty(years),
        "holdings": held.holdings(),
    }
    return render(request, "site/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """What the archive is, how it works, how to cite it."""
    quoted = Exists(Passage.objects.filter(version__article=OuterRef("pk")))
    article = Article.objects.visible().newest_first().filter(quoted).first()
    passages = Passage.objects.filter(version__article=article).sourced()
    passages = passages.order_by("is_superseded", "start")  # words that no version has given up are the better example
    context = {"passage": passages.first() if article else None, "modalities": Modality.choices}
    return render(request, "site/about.html", context)


@conditional_page
def coverage(request: HttpRequest) -> HttpResponse:
    """What is held by year and agency, where the gaps are, what has no date, when something last came in."""
    years = held.by_year()
    elsewhere = almanac.articles_in_no_year().order_by().values("pk") if held.articles_in_no_year() else ()
    undated = Article.objects.visible().filter(pk__in=elsewhere).listed().order_by("headline", "slug")
    context = {
        "holdings": held.holdings(),
        "coverage": held.coverage(),
        "years": sorted(years.items(), reverse=True),
        "gaps": _gaps(years),
        "elsewhere": undated[:LATEST_UNDATED],
        "last_import": _last_import(),
        "last_entry": _last_entry(),
    }
    return render(request, "site/coverage.html", context)


def _last_import() -> ImportBatch | None:
    """The last import of those that brought or changed an article that everybody may read now."""
    brought = ImportRow.objects.filter(batch=OuterRef("pk"), status__in=(RowStatus.CREATED, RowStatus.UPDATED))
    brought = brought.filter(Exists(Article.objects.visible().filter(pk=OuterRef("article"))))
    batch: ImportBatch | None = ImportBatch.objects.filter(Exists(brought), undone__isnull=True).first()
    return batch


def _last_entry() -> datetime | None:
    """When an article that everybody may read was entered or changed last: one of the last few of all, as a rule."""
    changed = Article.objects.order_by("-modified")
    visible = Article.objects.visible().order_by("-modified").values_list("modified", flat=True)
    return visible.filter(pk__in=changed.values("pk")[:LAST_CHANGED]).first() or visible.first()


def robots(request: HttpRequest) -> HttpResponse:
    """What programs that read the web should leave alone: the editors' screens, and questions without end."""
    return render(request, "site/robots.txt", content_type="text/plain; charset=utf-8")


def _by_year(years: dict[int, Held]) -> Histogram | None:
    """A bar for every year from the first to the last, the empty ones among them."""
    if not years:
        return None
    bars = []
    for year in range(min(years), max(years) + 1):
        each = years.get(year, Held())
        bars.append(Bar(str(year), str(year), each.articles + each.events, reverse("year", args=[year])))
    return histogram(bars, "Articles and events by year")


def _empty(years: dict[int, Held]) -> int:
    return max(years) - min(years) + 1 - len(years) if years else 0


def _gaps(years: dict[int, Held]) -> list[tuple[int, int]]:
    """First and last year of every run of years, between those that hold something, that hold nothing."""
    known = sorted(years)
    return [(one + 1, other - 1) for one, other in itertools.pairwise(known) if other - one > 1]
