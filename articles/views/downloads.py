"""An article as a file: ninjs 3.1, and plain wire text."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import conditional_page

from articles.exports import ninjs, wiretext
from articles.exports.stories import stories
from articles.models import Article
from articles.wire.records import Story


@conditional_page
def ninjs_file(request: HttpRequest, when: str, slug: str) -> HttpResponse:
    """`/articles/2025/10/23/<slug>.ninjs.json`."""
    found = _found(request, slug, ".ninjs.json")
    return found if isinstance(found, HttpResponse) else _file(ninjs.one(found), "application/json")


@conditional_page
def text_file(request: HttpRequest, when: str, slug: str) -> HttpResponse:
    """`/articles/2025/10/23/<slug>.txt`."""
    found = _found(request, slug, ".txt")
    return found if isinstance(found, HttpResponse) else _file(wiretext.one(found), "text/plain; charset=utf-8")


def _found(request: HttpRequest, slug: str, ending: str) -> Story | HttpResponse:
    """The story of a slug, or the way to its right address; 404 where not everybody may read it."""
    article = Article.objects.visible().filter(slug=slug).first()
    story = next(stories([article.pk]), None) if article is not None else None
    if article is None or story is None:
        raise Http404("There is no article at this address that everybody may read.")
    url = f"{article.get_absolute_url().rstrip('/')}{ending}"
    return story if request.path == url else HttpResponsePermanentRedirect(url)


def _file(text: str, media_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=media_type)
