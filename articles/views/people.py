"""People, and one with posts, events and words."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("index")


def person(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("person")
