"""Pages for what cannot be answered: 400, 403, 404, 405, 429, 500. Each says what happened and offers a way on."""

import json
import math
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token

_WORDS = re.compile(r"[^\W\d_]{2,}")
# Words of our own addresses: what a reader looks for is in the others.
_OWN = {"articles", "people", "countries", "partnerships", "events", "commitments", "timeline", "passages", "search"}
_OWN |= {"organizations", "instruments", "sectors", "places", "agencies", "calendar", "coverage", "undated", "html"}
_MOST_WORDS = 6
API = "/api/"
JSON = ".json"
"""How the addresses end that are read by programs outside of the API; refusals at all of these are JSON too."""
AS_WRITTEN = {"ensure_ascii": False}


class NotHere(Http404):
    """What was asked for is not there; `label` and `url` lead to the nearest thing that is.

    `words` are what the search is asked for instead, where those of the address would find nothing.
    """

    def __init__(self, message: str, label: str, url: str, words: str = "") -> None:
        super().__init__(message)
        self.label = label
        self.url = url
        self.words = words


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Our own refusals (`BadRequest`) say what would work; Django's are not for readers."""
    hint = str(exception) if isinstance(exception, BadRequest) else ""
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        hint = f"There are more than {most} parameters in this address, and no page takes so many: leave most out."
    if _is_for_programs(request):
        suggestion = None if "\0" in request.path else request.path
        document = _refusal(hint or "This could not be read.", suggestion)
        return JsonResponse(document, status=400, json_dumps_params=AS_WRITTEN)
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
    message = str(exception) if isinstance(exception, Http404) and _is_ours(exception) else ""
    nearest = exception if isinstance(exception, NotHere) else None
    if _is_for_programs(request):
        document = _refusal(message or "There is nothing at this address.", nearest.url if nearest else None)
        return JsonResponse(document, status=404, json_dumps_params=AS_WRITTEN)
    context = {"message": message, "nearest": nearest, "words": (nearest and nearest.words) or words_of(request.path)}
    return render(request, "errors/404.html", context, status=404)


def method_not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405 for anything but reading."""
    if _is_for_programs(request):
        document = json.dumps(_refusal("This address is only read: ask by GET or HEAD.", request.path))
        return HttpResponseNotAllowed(list(allowed), document, content_type="application/json")
    content = get_template("errors/405.html").render({"method": request.method}, request)
    return HttpResponseNotAllowed(list(allowed), content)


def over_budget(request: HttpRequest, wait: int, *, as_json: bool = False) -> HttpResponse:
    """429 for a client that has asked for more than its share; it may come back in `wait` seconds."""
    if as_json:
        message = f"Your searches took more time than one client may have. Ask again in {wait} seconds."
        response: HttpResponse = JsonResponse({**_refusal(message), "retry_after": wait}, status=429)
    else:
        response = render(request, "errors/429.html", {"wait": wait}, status=429)
    return _later(response, wait)


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """429 for a name that has failed to sign in too often from one address. It does not say whether there is one."""
    wait = math.ceil(settings.AXES_COOLOFF_TIME.total_seconds())
    return _later(render(request, "errors/locked_out.html", {"minutes": wait // 60}, status=429), wait)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. The template stands alone: nothing that may have failed is asked again."""
    return HttpResponse(get_template("errors/500.html").render(), status=500)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(API) or request.path.endswith(JSON)


def _refusal(message: str, suggestion: str | None = None) -> dict[str, Any]:
    """A refusal as search and API have it; `suggestion` is an address that works."""
    return {"errors": [{"message": message, "position": None, "suggestion": suggestion}]}


def _later(response: HttpResponse, wait: int) -> HttpResponse:
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def words_of(path: str) -> str:
    """The words in an address that a reader may have been looking for: at most six, without those of our own."""
    words = [word for word in _WORDS.findall(unquote(path)) if word.lower() not in _OWN]
    return " ".join(words[:_MOST_WORDS])


def _is_ours(exception: Http404) -> bool:
    """Whether a view wrote the message; Django's own name models and tried addresses."""
    if isinstance(exception, NotHere):
        return True
    message = exception.args[0] if exception.args else None
    return isinstance(message, str) and not message.startswith("No ")
