"""Events, and one with its participants and reports."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("index")


def event(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("event")
