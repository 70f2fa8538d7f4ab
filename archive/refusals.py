"""Requests that no page can answer are refused before one is asked."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from articles.views.errors import method_not_allowed

READING = ("GET", "HEAD")
DESK = "admin"
"""The namespace of what takes other methods too, with a form of its own that is checked."""


class Refusals:
    """Middleware: readers' pages are read, and nothing else; no character that a database cannot hold is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        found = request.resolver_match
        if request.method not in READING and found is not None and DESK not in found.namespaces:
            return method_not_allowed(request, READING)
        if "\0" in request.path or any("\0" in value for _, values in request.GET.lists() for value in values):
            raise BadRequest("An address holds no character zero.")
        return None
