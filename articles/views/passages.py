"""A passage in its context, and what rests on it."""

from django.http import HttpRequest, HttpResponse


def passage(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("passage")
