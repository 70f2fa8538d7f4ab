"""Articles: all of them by date, and one with its evidence."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from articles.dossier import dossier, names_of
from articles.models import Article
from articles.reading import paragraphs
from articles.views.paging import paged

PAGE_SIZE = 40


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """All articles, the newest first."""
    articles, pages, total = paged(request, Article.objects.visible().newest_first().listed(), PAGE_SIZE)
    return render(request, "articles/index.html", {"articles": articles, "pages": pages, "total": total})


@conditional_page
def article(request: HttpRequest, when: str, slug: str) -> HttpResponse:
    """One article. Its slug alone finds it; under another date the address leads on to the right one."""
    found = Article.objects.visible().filter(slug=slug).listed().first()
    if found is None:
        raise Http404("There is no article at this address that everybody may read.")
    url = found.get_absolute_url()
    if request.path != url:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    version = found.current_version
    evidence = dossier(found)
    names = names_of(presence.person for presence in evidence.people)
    context = {
        "article": found,
        "version": version,
        "paragraphs": paragraphs(version, evidence.passages, names) if version else [],
        "dossier": evidence,
        "earlier": _beside(found, newer=False),
        "later": _beside(found, newer=True),
    }
    return render(request, "articles/article.html", context)


def _beside(article: Article, *, newer: bool) -> Article | None:
    """The article before or after in the order of the list; none beside an undated one."""
    day = article.published_earliest
    if day is None:
        return None
    rows = Article.objects.visible().exclude(pk=article.pk)
    if newer:
        same_day = Q(published_earliest=day, slug__lt=article.slug)
        return rows.filter(Q(published_earliest__gt=day) | same_day).order_by("published_earliest", "-slug").first()
    same_day = Q(published_earliest=day, slug__gt=article.slug)
    return rows.filter(Q(published_earliest__lt=day) | same_day).order_by("-published_earliest", "slug").first()
