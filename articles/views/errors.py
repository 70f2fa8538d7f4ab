"""Pages for what cannot be answered: 400, 403, 404, 500. Each says what happened and offers a way on."""

import re
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token

_WORDS = re.compile(r"[^\W\d_]{2,}")
# Words of our own addresses: what a reader looks for is in the others.
_OWN = {"articles", "people", "countries", "partnerships", "events", "commitments", "timeline", "passages", "search"}
_OWN |= {"organizations", "instruments", "sectors", "places", "agencies", "calendar", "coverage", "undated", "html"}
_MOST_WORDS = 6


class NotHere(Http404):
    """What was asked for is not there; `label` and `url` lead to the nearest thing that is."""

    def __init__(self, message: str, label: str, url: str) -> None:
        super().__init__(message)
        self.label = label
        self.url = url


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Our own refusals (`BadRequest`) say what would work; Django's are not for readers."""
    hint = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "errors/400.html", {"hint": hint}, status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from a page of ours, or from one that has grown old."""
    return render(request, "errors/403.html", {"stale": True}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the words of the address as a question for the search."""
    context = {
        "message": str(exception) if isinstance(exception, Http404) and _is_ours(exception) else "",
        "nearest": exception if isinstance(exception, NotHere) else None,
        "words": words_of(request.path),
    }
    return render(request, "errors/404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. The template stands alone: nothing that may have failed is asked again."""
    return HttpResponse(get_template("errors/500.html").render(), status=500)


def words_of(path: str) -> str:
    """The words in an address that a reader may have been looking for: at most six, without those of our own."""
    words = [word for word in _WORDS.findall(unquote(path)) if word.lower() not in _OWN]
    return " ".join(words[:_MOST_WORDS])


def _is_ours(exception: Http404) -> bool:
    """Whether a view wrote the message; Django's own name models and tried addresses."""
    message = exception.args[0] if exception.args else None
    return isinstance(message, str) and not message.startswith("No ")
