"""The timeline."""

from django.http import HttpRequest, HttpResponse


def timeline(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("timeline")
