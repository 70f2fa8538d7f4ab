"""Requests that no page can answer are refused before one is asked."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from articles.views.errors import method_not_allowed

READING = ("GET", "HEAD")
AT_THE_DESK = (*READING, "POST")
DESK = "admin"
"""The namespace of what takes forms too, each of which is checked."""


class Refusals:
    """Middleware: readers' pages are read, the desk is sent forms too, and nothing else; no character that a database
    cannot hold is asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        found = request.resolver_match
        allowed = AT_THE_DESK if found is not None and DESK in found.namespaces else READING
        if request.method not in allowed:
            return method_not_allowed(request, allowed)
        if "\0" in request.path or any("\0" in value for _, values in request.GET.lists() for value in values):
            raise BadRequest("An address holds no character zero.")
        return None
