"""Addresses as they are shown: what a form sends of fields that nobody filled in does not stand in them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import escape_uri_path

View = Callable[..., HttpResponseBase]


def tidied(view: View) -> View:
    """The view, led to by its address without empty parameters: `?country=&year=2025` answers 302 to `?year=2025`.

    A parameter without an equals sign comes from no form, and is left to the view.
    """

    @wraps(view)
    def tidy(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if request.method in ("GET", "HEAD") and ("=&" in asked or asked.endswith("=")):
            said = [(name, value) for name, values in request.GET.lists() for value in values if value]
            path = escape_uri_path(request.path)
            return HttpResponseRedirect(f"{path}?{urlencode(said)}" if said else path)
        return view(request, *args, **kwargs)

    return tidy


def lowered(view: View) -> View:
    """The view, led to by its address in small letters, where that has codes: `/countries/VN/` answers 301."""

    @wraps(view)
    def small(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        path = request.path.lower()
        if request.path != path:
            asked = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{path}?{asked}" if asked else path)
        return view(request, *args, **kwargs)

    return small


def with_changes(request: HttpRequest, **changes: str | None) -> str:
    """The address that was asked with some parameters changed, or with None left out, on its first page."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path
