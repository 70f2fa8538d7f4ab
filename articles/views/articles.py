"""Articles: all of them by date, and one with its evidence."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("index")


def article(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("article")
