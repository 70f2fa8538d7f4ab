"""Articles: all of them by date, and one with its evidence."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page

from articles.models import Article, ArticleVersion
from articles.proving.dossier import dossier, names_of, notes
from articles.proving.reading import Place, paragraphs
from articles.search import Query, QueryError, names
from articles.search.plan import plan
from articles.search.related import related
from articles.search.snippets import Marker
from articles.views import held
from articles.views.named import about
from articles.views.paging import paged

PAGE_SIZE = 40


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """All articles, the newest first."""
    keys = Article.objects.visible().newest_first().values_list("pk", flat=True)
    chosen, pages, total = paged(request, keys, PAGE_SIZE, held.articles())
    rows = Article.objects.visible().listed().in_bulk(chosen)
    articles = [rows[pk] for pk in chosen if pk in rows]
    return render(request, "articles/index.html", {"articles": articles, "pages": pages, "total": total})


@conditional_page
def article(request: HttpRequest, when: str, slug: str) -> HttpResponse:
    """One article. Its slug alone finds it; under another date the address leads on to the right one."""
    found = Article.objects.visible().filter(slug=slug).listed().prefetch_related("versions").first()
    if found is None:
        raise Http404("There is no article at this address that everybody may read.")
    url = found.get_absolute_url()
    if request.path != url:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    version = found.current_version
    evidence = dossier(found)
    people = names_of(presence.person for presence in evidence.people)
    marked = _asked_for(request, version) if version else []
    text = paragraphs(version, evidence.passages, people, marked) if version else []
    earlier, later = _beside(found)
    context = {
        "article": found,
        "about": about(found),
        "version": version,
        "paragraphs": [(paragraph, notes(paragraph.passages)) for paragraph in text],
        "dossier": evidence,
        "told": evidence.told(text),
        "missing": evidence.missing(text),
        "related": related(found, [other.pk for other in evidence.others]),
        "earlier": earlier,
        "later": later,
    }
    return render(request, "articles/article.html", context)


def _asked_for(request: HttpRequest, version: ArticleVersion) -> list[Place]:
    """Where the text answers the question that a reader comes with (`q`); nowhere where it cannot be read."""
    try:
        query = Query.from_parameters({"q": request.GET.getlist("q")})
    except QueryError:
        return []
    if not query.text:
        return []
    marker = Marker.of(plan(query, names.current(), timezone.localdate()).step)
    answer, start = [], 0
    for text in version.paragraphs:
        answer += [(start + mark.start, start + mark.end) for mark in marker.marks(text)]
        start += len(text) + 2
    return answer


def _beside(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after one in the order of the list; none beside an undated one."""
    if article.published is None or article.published.earliest is None:
        return None, None
    day, slug = article.published.earliest, article.slug
    rows = Article.objects.visible()
    older = rows.filter(published_earliest__lte=day).exclude(published_earliest=day, slug__lte=slug)
    newer = rows.filter(published_earliest__gte=day).exclude(published_earliest=day, slug__gte=slug)
    return (
        older.order_by("-published_earliest", "slug").first(),
        newer.order_by("published_earliest", "-slug").first(),
    )
